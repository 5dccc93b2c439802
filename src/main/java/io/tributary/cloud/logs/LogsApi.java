package io.tributary.cloud.logs;

import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** CloudWatch Logs' API for one caller; what is not overridden here is not built. */
final class LogsApi implements CloudWatchLogsAsyncClient {

  private final LogsService logs;
  private final Caller caller;

  LogsApi(LogsService logs, Caller caller) {
    this.logs = logs;
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
  public CompletableFuture<CreateLogGroupResponse> createLogGroup(CreateLogGroupRequest request) {
    return logs.calls.answer(() -> logs.groups.create(caller, request));
  }

  @Override
  public CompletableFuture<DeleteLogGroupResponse> deleteLogGroup(DeleteLogGroupRequest request) {
    return logs.calls.answer(() -> logs.groups.delete(caller, request));
  }

  @Override
  public CompletableFuture<DescribeLogGroupsResponse> describeLogGroups(
      DescribeLogGroupsRequest request) {
    return logs.calls.answer(() -> logs.groups.describe(caller, request));
  }

  @Override
  public CompletableFuture<PutRetentionPolicyResponse> putRetentionPolicy(
      PutRetentionPolicyRequest request) {
    return logs.calls.answer(() -> logs.groups.putRetention(caller, request));
  }

  @Override
  public CompletableFuture<DeleteRetentionPolicyResponse> deleteRetentionPolicy(
      DeleteRetentionPolicyRequest request) {
    return logs.calls.answer(() -> logs.groups.deleteRetention(caller, request));
  }

  @Override
  public CompletableFuture<CreateLogStreamResponse> createLogStream(
      CreateLogStreamRequest request) {
    return logs.calls.answer(() -> logs.streams.create(caller, request));
  }

  @Override
  public CompletableFuture<DeleteLogStreamResponse> deleteLogStream(
      DeleteLogStreamRequest request) {
    return logs.calls.answer(() -> logs.streams.delete(caller, request));
  }

  @Override
  public CompletableFuture<DescribeLogStreamsResponse> describeLogStreams(
      DescribeLogStreamsRequest request) {
    return logs.calls.answer(() -> logs.streams.describe(caller, request));
  }

  @Override
  public CompletableFuture<PutLogEventsResponse> putLogEvents(PutLogEventsRequest request) {
    return logs.calls.answer(() -> logs.writes.put(caller, request));
  }

  @Override
  public CompletableFuture<GetLogEventsResponse> getLogEvents(GetLogEventsRequest request) {
    return logs.calls.answer(() -> logs.reads.get(caller, request));
  }

  @Override
  public CompletableFuture<FilterLogEventsResponse> filterLogEvents(
      FilterLogEventsRequest request) {
    return logs.calls.answer(() -> logs.reads.filter(caller, request));
  }

  @Override
  public CompletableFuture<PutResourcePolicyResponse> putResourcePolicy(
      PutResourcePolicyRequest request) {
    return logs.calls.answer(() -> logs.policies.put(caller, request));
  }

  @Override
  public CompletableFuture<DescribeResourcePoliciesResponse> describeResourcePolicies(
      DescribeResourcePoliciesRequest request) {
    return logs.calls.answer(() -> logs.policies.describe(caller, request));
  }

  @Override
  public CompletableFuture<DeleteResourcePolicyResponse> deleteResourcePolicy(
      DeleteResourcePolicyRequest request) {
    return logs.calls.answer(() -> logs.policies.delete(caller, request));
  }

  @Override
  public CompletableFuture<TagResourceResponse> tagResource(TagResourceRequest request) {
    return logs.calls.answer(() -> logs.tags.tag(caller, request));
  }

  @Override
  public CompletableFuture<UntagResourceResponse> untagResource(UntagResourceRequest request) {
    return logs.calls.answer(() -> logs.tags.untag(caller, request));
  }

  @Override
  public CompletableFuture<ListTagsForResourceResponse> listTagsForResource(
      ListTagsForResourceRequest request) {
    return logs.calls.answer(() -> logs.tags.list(caller, request));
  }
}
