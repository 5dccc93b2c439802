package io.tributary.cloud.logs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.time.EventLoop;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

/**
 * Amazon CloudWatch Logs: groups, streams, events, resource policies.
 *
 * <p>A group keeps its newest 20,000 events or 32 MiB, whichever is less; AWS keeps all.
 */
public final class LogsService implements LogGroups, CloudService {

  final ApiCalls calls;
  final GroupOperations groups;
  final StreamOperations streams;
  final WriteOperations writes;
  final ReadOperations reads;
  final TagOperations tags;
  final ResourcePolicies policies;
  private final ServiceDelivery delivery;

  /** CloudWatch Logs of an account that has no log group yet. */
  public LogsService(EventLoop loop, Account account, Iam iam) {
    Groups all = new Groups(loop, account, iam);
    calls = new ApiCalls(loop);
    groups = new GroupOperations(loop, all);
    streams = new StreamOperations(loop, all);
    writes = new WriteOperations(loop, all);
    reads = new ReadOperations(all);
    tags = new TagOperations(all);
    policies = new ResourcePolicies(loop, all);
    delivery = new ServiceDelivery(iam, all, policies, streams, writes);
  }

  @Override
  public void deliver(Caller caller, String logGroupArn, String stream, String message) {
    delivery.deliver(caller, logGroupArn, stream, message);
  }

  @Override
  public Class<CloudWatchLogsAsyncClient> clientType() {
    return CloudWatchLogsAsyncClient.class;
  }

  @Override
  public CloudWatchLogsAsyncClient client(Caller caller) {
    return new LogsApi(this, caller);
  }
}
