package io.tributary.component;

import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.Arn;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.QueuePolicies.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topic's messages in a queue, each as it was published: no SNS envelope around it. What SNS
 * cannot deliver and what the queue's consumers cannot process both end in the queue's dead-letter
 * queue.
 *
 * <p>Made in two steps, for the queue has to exist before its consumer and the consumer before the
 * first message: the constructor makes the queues, {@link #subscribe} the subscription.
 */
public final class SourceQueueWithSubscription extends Component {

  public static final String TYPE = "tributary:component:SourceQueueWithSubscription";

  /**
   * The largest message of a source queue, in bytes.
   *
   * <p>What passes must still fit a queue as an event, with some 300 bytes around it and, in a text
   * that is no JSON, a backslash before each quote and line break. EventBridge drops an event that
   * is too large for both the target's queue and the dead-letter queue, with nothing left of it; a
   * message that is too large here lies in the dead-letter queue.
   */
  public static final int MAX_MESSAGE_SIZE = 261_000;

  /**
   * What a source queue needs.
   *
   * @param name of the queue, without the username
   * @param topic a standard topic of the same region
   * @param maxReceiveCount 1 to 1,000: receives of a message before it becomes a dead letter
   * @param retentionDays 1 to 14: how long the queue keeps a message
   * @param filterPolicy which messages come; empty for all
   */
  public record Args(
      Environment environment,
      String name,
      Arn topic,
      int maxReceiveCount,
      int retentionDays,
      Optional<FilterPolicy> filterPolicy) {

    /** All messages of the topic. */
    public Args(
        Environment environment, String name, Arn topic, int maxReceiveCount, int retentionDays) {
      this(environment, name, topic, maxReceiveCount, retentionDays, Optional.empty());
    }

    /** These, and of the topic's messages only those that match; SNS drops the others. */
    public Args withFilterPolicy(FilterPolicy policy) {
      return new Args(
          environment, name, topic, maxReceiveCount, retentionDays, Optional.of(policy));
    }
  }

  /**
   * Which of a topic's messages come.
   *
   * @param scope what is looked at
   * @param json such as {@code {"carrier": ["dhl", "ups"]}}
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html">Message
   *     filtering</a>
   */
  public record FilterPolicy(Scope scope, String json) {

    /** What of a message a filter policy is about. */
    public enum Scope {
      /** Its attributes; a message that lacks one does not come. SNS's own default. */
      ATTRIBUTES("MessageAttributes"),
      /** Its body, which has to be a JSON object. */
      BODY("MessageBody");

      private final String aws;

      Scope(String aws) {
        this.aws = aws;
      }
    }
  }

  private final String name;
  private final Args args;
  private final QueueWithDeadLetterQueue source;

  public SourceQueueWithSubscription(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public SourceQueueWithSubscription(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.name = name;
    this.args = args;
    this.source =
        new QueueWithDeadLetterQueue(
            name,
            new QueueWithDeadLetterQueue.Args(
                args.environment(),
                args.name(),
                Sender.topic(args.topic()),
                args.maxReceiveCount(),
                args.retentionDays(),
                MAX_MESSAGE_SIZE),
            ComponentResourceOptions.builder().parent(this).build());
    registerOutputs(
        Map.of(
            "queueUrl", source.queueUrl(),
            "deadLetterQueueUrl", source.deadLetterQueueUrl(),
            "topicArn", Output.of(args.topic().toString())));
  }

  public Arn topic() {
    return args.topic();
  }

  /** The queue and its dead-letter queue. */
  public QueueWithDeadLetterQueue queue() {
    return source;
  }

  /**
   * Lets the messages in. To be called once.
   *
   * @param after what has to be there before the first message: the queue's consumers, and the
   *     topic if it is the program's own
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html">Raw
   *     message delivery</a>
   */
  public TopicSubscription subscribe(List<? extends Resource> after) {
    var dependsOn = new ArrayList<Resource>(source.policies());
    dependsOn.addAll(after);
    var subscription =
        TopicSubscriptionArgs.builder()
            .topic(args.topic().toString())
            .protocol("sqs")
            .endpoint(source.queue().arn())
            .rawMessageDelivery(true)
            .redrivePolicy(QueuePolicies.redriveUndelivered(source.deadLetterArn()));
    args.filterPolicy()
        .ifPresent(it -> subscription.filterPolicy(it.json()).filterPolicyScope(it.scope().aws));
    return new TopicSubscription(
        name + "-subscription", subscription.build(), childAfter(dependsOn));
  }
}
