package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** An alarm on a metric; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/metricalarm */
final class MetricAlarmType extends ResourceType<MetricAlarmType.Inputs> {

  /** By default its actions are enabled, and data that is missing is not looked at. */
  record Inputs(
      String name,
      String alarmDescription,
      String comparisonOperator,
      Integer evaluationPeriods,
      Integer datapointsToAlarm,
      Double threshold,
      String metricName,
      String namespace,
      Map<String, String> dimensions,
      Integer period,
      String statistic,
      String unit,
      String treatMissingData,
      Boolean actionsEnabled,
      List<String> alarmActions,
      List<String> okActions,
      List<String> insufficientDataActions,
      Map<String, String> tags) {

    Inputs {
      actionsEnabled = Objects.requireNonNullElse(actionsEnabled, true);
      treatMissingData = Objects.requireNonNullElse(treatMissingData, "missing");
    }
  }

  MetricAlarmType() {
    super("aws:cloudwatch/metricAlarm:MetricAlarm", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs alarm, Identity identity) {
    return Map.of("id", alarm.name(), "arn", identity.arn("cloudwatch", "alarm:" + alarm.name()));
  }

  @Override
  CompletableFuture<?> create(Inputs alarm, DeployerClients aws) {
    return aws.cloudWatch().putMetricAlarm(request(alarm).tags(listed(alarm.tags())).build());
  }

  private static PutMetricAlarmRequest.Builder request(Inputs alarm) {
    return PutMetricAlarmRequest.builder()
        .alarmName(alarm.name())
        .alarmDescription(alarm.alarmDescription())
        .comparisonOperator(alarm.comparisonOperator())
        .evaluationPeriods(alarm.evaluationPeriods())
        .datapointsToAlarm(alarm.datapointsToAlarm())
        .threshold(alarm.threshold())
        .metricName(alarm.metricName())
        .namespace(alarm.namespace())
        .dimensions(
            Tags.listed(
                alarm.dimensions(),
                (name, value) -> Dimension.builder().name(name).value(value).build()))
        .period(alarm.period())
        .statistic(alarm.statistic())
        .unit(alarm.unit())
        .treatMissingData(alarm.treatMissingData())
        .actionsEnabled(alarm.actionsEnabled())
        .alarmActions(alarm.alarmActions())
        .okActions(alarm.okActions())
        .insufficientDataActions(alarm.insufficientDataActions());
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    String arn = aws.cloud().account().arn("cloudwatch", "alarm:" + after.name());
    return aws.cloudWatch()
        .putMetricAlarm(request(after).build())
        .thenCompose(done -> retag(arn, before, after, aws));
  }

  private static CompletableFuture<?> retag(
      String arn, Inputs before, Inputs after, DeployerClients aws) {
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.cloudWatch().untagResource(request -> request.resourceARN(arn).tagKeys(gone)),
        set -> aws.cloudWatch().tagResource(request -> request.resourceARN(arn).tags(listed(set))));
  }

  private static List<Tag> listed(Map<String, String> tags) {
    return Tags.listed(tags, (key, value) -> Tag.builder().key(key).value(value).build());
  }

  @Override
  CompletableFuture<?> delete(Inputs alarm, DeployerClients aws) {
    return aws.cloudWatch().deleteAlarms(request -> request.alarmNames(alarm.name()));
  }

  /**
   * cloudwatch/metric_alarm.go. AWS's list has DescribeAlarms granted on alarms by name, but it was
   * seen to ask for all of them; see github.com/mattclay/aws-terminator/pull/63
   */
  @Override
  List<ProviderCall> calls(Inputs alarm, Identity identity) {
    String arn = identity.arn("cloudwatch", "alarm:" + alarm.name());
    return ProviderCall.all(
        ProviderCall.reads(ProviderCall.ANY, "cloudwatch:DescribeAlarms"),
        ProviderCall.reads(arn, "cloudwatch:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "cloudwatch:PutMetricAlarm",
            "cloudwatch:DeleteAlarms",
            "cloudwatch:TagResource",
            "cloudwatch:UntagResource"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
