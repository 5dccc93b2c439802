package io.tributary.cloud.metrics;

import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** CloudWatch's API for one caller; what is not overridden here is not built. */
final class CloudWatchApi implements CloudWatchAsyncClient {

  private final CloudWatchService service;
  private final Caller caller;

  CloudWatchApi(CloudWatchService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Holds nothing that would have to be closed. */
  @Override
  public void close() {}

  @Override
  public CompletableFuture<PutMetricAlarmResponse> putMetricAlarm(PutMetricAlarmRequest request) {
    return service.calls.answer(() -> service.alarms.put(caller, request));
  }

  @Override
  public CompletableFuture<DeleteAlarmsResponse> deleteAlarms(DeleteAlarmsRequest request) {
    return service.calls.answer(() -> service.alarms.delete(caller, request));
  }

  @Override
  public CompletableFuture<DescribeAlarmsResponse> describeAlarms(DescribeAlarmsRequest request) {
    return service.calls.answer(() -> service.alarms.describe(caller, request));
  }

  @Override
  public CompletableFuture<DescribeAlarmsForMetricResponse> describeAlarmsForMetric(
      DescribeAlarmsForMetricRequest request) {
    return service.calls.answer(() -> service.alarms.describeForMetric(caller, request));
  }

  @Override
  public CompletableFuture<DescribeAlarmHistoryResponse> describeAlarmHistory(
      DescribeAlarmHistoryRequest request) {
    return service.calls.answer(() -> service.history.describe(caller, request));
  }

  @Override
  public CompletableFuture<SetAlarmStateResponse> setAlarmState(SetAlarmStateRequest request) {
    return service.calls.answer(() -> service.alarms.setState(caller, request));
  }

  @Override
  public CompletableFuture<EnableAlarmActionsResponse> enableAlarmActions(
      EnableAlarmActionsRequest request) {
    return service.calls.answer(
        () -> {
          service.alarms.enableActions(caller, "EnableAlarmActions", request.alarmNames(), true);
          return EnableAlarmActionsResponse.builder().build();
        });
  }

  @Override
  public CompletableFuture<DisableAlarmActionsResponse> disableAlarmActions(
      DisableAlarmActionsRequest request) {
    return service.calls.answer(
        () -> {
          service.alarms.enableActions(caller, "DisableAlarmActions", request.alarmNames(), false);
          return DisableAlarmActionsResponse.builder().build();
        });
  }

  @Override
  public CompletableFuture<ListMetricsResponse> listMetrics(ListMetricsRequest request) {
    return service.calls.answer(() -> service.metrics.list(caller, request));
  }

  @Override
  public CompletableFuture<GetMetricStatisticsResponse> getMetricStatistics(
      GetMetricStatisticsRequest request) {
    return service.calls.answer(() -> service.metrics.statistics(caller, request));
  }

  @Override
  public CompletableFuture<GetMetricDataResponse> getMetricData(GetMetricDataRequest request) {
    return service.calls.answer(() -> service.metrics.data(caller, request));
  }

  @Override
  public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
    return service.calls.answer(() -> service.puts.put(caller, request));
  }

  @Override
  public CompletableFuture<PutDashboardResponse> putDashboard(PutDashboardRequest request) {
    return service.calls.answer(() -> service.dashboards.put(caller, request));
  }

  @Override
  public CompletableFuture<GetDashboardResponse> getDashboard(GetDashboardRequest request) {
    return service.calls.answer(() -> service.dashboards.get(caller, request));
  }

  @Override
  public CompletableFuture<ListDashboardsResponse> listDashboards(ListDashboardsRequest request) {
    return service.calls.answer(() -> service.dashboards.list(caller, request));
  }

  @Override
  public CompletableFuture<DeleteDashboardsResponse> deleteDashboards(
      DeleteDashboardsRequest request) {
    return service.calls.answer(() -> service.dashboards.delete(caller, request));
  }

  @Override
  public CompletableFuture<TagResourceResponse> tagResource(TagResourceRequest request) {
    return service.calls.answer(() -> service.tags.tag(caller, request));
  }

  @Override
  public CompletableFuture<UntagResourceResponse> untagResource(UntagResourceRequest request) {
    return service.calls.answer(() -> service.tags.untag(caller, request));
  }

  @Override
  public CompletableFuture<ListTagsForResourceResponse> listTagsForResource(
      ListTagsForResourceRequest request) {
    return service.calls.answer(() -> service.tags.list(caller, request));
  }
}
