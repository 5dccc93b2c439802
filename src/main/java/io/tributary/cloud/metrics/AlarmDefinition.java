package io.tributary.cloud.metrics;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * What an alarm watches and what it does then, checked.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 *
 * @param request as it was put
 * @param metric what it watches
 * @param periodMinutes how long a datapoint is
 * @param missing how it takes a datapoint that is not there
 */
record AlarmDefinition(
    PutMetricAlarmRequest request, MetricId metric, int periodMinutes, MissingData missing) {

  String name() {
    return request.alarmName();
  }

  boolean actionsEnabled() {
    return request.actionsEnabled() == null || request.actionsEnabled();
  }

  Statistic statistic() {
    return request.statistic();
  }

  /** Only what was measured in this unit is looked at; null for any. */
  StandardUnit unit() {
    return request.unit();
  }

  int evaluationPeriods() {
    return request.evaluationPeriods();
  }

  int datapointsToAlarm() {
    return request.datapointsToAlarm() == null
        ? request.evaluationPeriods()
        : request.datapointsToAlarm();
  }

  double threshold() {
    return request.threshold();
  }

  ComparisonOperator comparison() {
    return request.comparisonOperator();
  }

  /** Whether a value lies beyond the threshold. */
  boolean breaches(double value) {
    double threshold = request.threshold();
    return switch (comparison()) {
      case GREATER_THAN_THRESHOLD -> value > threshold;
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
      case LESS_THAN_THRESHOLD -> value < threshold;
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
      default -> throw new IllegalStateException("the operator is checked before it is kept");
    };
  }

  /** The topics to be told of a state, by ARN. */
  List<String> actions(StateValue state) {
    return switch (state) {
      case OK -> request.okActions();
      case ALARM -> request.alarmActions();
      case INSUFFICIENT_DATA -> request.insufficientDataActions();
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("an alarm is in one of three states");
    };
  }

  /** What of the alarm the API shows that is no state. */
  MetricAlarm shown() {
    return MetricAlarm.builder()
        .alarmName(request.alarmName())
        .alarmDescription(request.alarmDescription())
        .okActions(request.okActions())
        .alarmActions(request.alarmActions())
        .insufficientDataActions(request.insufficientDataActions())
        .metricName(metric.name())
        .namespace(metric.namespace())
        .dimensions(request.dimensions())
        .statistic(statistic())
        .period(request.period())
        .unit(unit())
        .evaluationPeriods(request.evaluationPeriods())
        .datapointsToAlarm(request.datapointsToAlarm())
        .threshold(request.threshold())
        .comparisonOperator(comparison())
        .treatMissingData(request.treatMissingData())
        .build();
  }
}
