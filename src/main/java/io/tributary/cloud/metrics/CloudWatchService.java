package io.tributary.cloud.metrics;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.sqs.QueueDepth;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * Amazon CloudWatch: the metrics of SQS, SNS, EventBridge and Pipes by the minute, alarms on one
 * metric each that notify SNS topics, and dashboards. Of each metric the newest three days are
 * kept.
 */
public final class CloudWatchService implements CloudService {

  final ApiCalls calls;
  final AlarmOperations alarms;
  final HistoryOperations history;
  final MetricOperations metrics;
  final PutOperations puts;
  final Dashboards dashboards;
  final TagOperations tags;

  /**
   * CloudWatch of an account that has no alarm yet.
   *
   * @param journal tells what the services do from now on
   * @param queues how much lies in each queue now
   * @param sns clients by which alarms notify topics
   */
  public CloudWatchService(
      EventLoop loop,
      Account account,
      Iam iam,
      Journal journal,
      Supplier<List<QueueDepth>> queues,
      Function<Caller, SnsAsyncClient> sns) {
    MetricStore store = new MetricStore();
    Access access = new Access(account, iam);
    Alarms all = new Alarms(loop, account, store, sns);
    Minutes minutes = new Minutes(loop, new ServiceMetrics(store), all, queues);
    journal.listen(minutes::hop);
    journal.listenToMeasures(minutes::measured);
    calls = new ApiCalls(loop);
    alarms = new AlarmOperations(loop, account, access, all, minutes);
    history = new HistoryOperations(access, all);
    metrics = new MetricOperations(access, store);
    puts = new PutOperations(loop, access, store, minutes);
    dashboards = new Dashboards(loop, access);
    tags = new TagOperations(access, all);
  }

  @Override
  public Class<CloudWatchAsyncClient> clientType() {
    return CloudWatchAsyncClient.class;
  }

  @Override
  public CloudWatchAsyncClient client(Caller caller) {
    return new CloudWatchApi(this, caller);
  }
}
