/**
 * Amazon CloudWatch: the metrics of the other services, computed from the journal, alarms on them,
 * and dashboards.
 */
package io.tributary.cloud.metrics;
