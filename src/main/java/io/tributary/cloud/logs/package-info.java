/** Amazon CloudWatch Logs: groups, streams, events, resource policies. */
package io.tributary.cloud.logs;
