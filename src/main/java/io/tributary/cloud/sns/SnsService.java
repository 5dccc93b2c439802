package io.tributary.cloud.sns;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/**
 * Amazon SNS with standard topics and SQS endpoints.
 *
 * <p>Its clients know the operations on topics, their attributes, permissions and tags, on
 * subscriptions, Publish and PublishBatch. FIFO topics and other protocols are refused with an
 * {@code InvalidParameter} error that names what is supported.
 */
public final class SnsService implements CloudService {

  private final ApiCalls calls;
  private final TopicOperations topics;
  private final SubscriptionOperations subscriptions;
  private final PublishOperations publishing;

  /** SNS without a topic. */
  public SnsService(EventLoop loop, Account account, Iam iam, Journal journal, Queues queues) {
    TopicStore store = new TopicStore(account, iam);
    this.calls = new ApiCalls(loop);
    this.topics = new TopicOperations(account, store);
    this.subscriptions = new SubscriptionOperations(loop, account, store);
    this.publishing =
        new PublishOperations(loop, journal, store, new Deliveries(loop, journal, queues));
  }

  @Override
  public Class<SnsAsyncClient> clientType() {
    return SnsAsyncClient.class;
  }

  @Override
  public SnsAsyncClient client(Caller caller) {
    return new SnsApi(calls, topics, subscriptions, publishing, caller);
  }
}
