/** Amazon SNS: standard topics, filter policies and deliveries to SQS queues. */
package io.tributary.cloud.sns;
