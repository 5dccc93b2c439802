package io.tributary.component;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.tributary.iam.Arn;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.QueuePolicies.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A queue that one sender may fill, and a dead-letter queue that serves both ways of failing: it
 * takes what the queue's consumers could not process and, where the sender is given it too, what
 * the sender could not deliver. Belonging to a queue, it can be emptied by AWS's message move task,
 * which refuses the dead-letter queue of a subscription or a rule target alone.
 */
public final class QueueWithDeadLetterQueue extends Component {

  public static final String TYPE = "tributary:component:QueueWithDeadLetterQueue";

  /**
   * What a queue needs.
   *
   * @param name of the queue, without the username
   * @param sender who may send to both queues
   * @param maxReceiveCount 1 to 1,000: receives of a message before it becomes a dead letter
   * @param retentionDays 1 to 14: how long the queue keeps a message
   * @param maxMessageSize 1,024 to 262,144 bytes: a larger message is refused; the dead-letter
   *     queue takes the most there is. {@link SourceQueueWithSubscription#MAX_MESSAGE_SIZE} where
   *     messages go on to another queue as events
   */
  public record Args(
      Environment environment,
      String name,
      Sender sender,
      int maxReceiveCount,
      int retentionDays,
      int maxMessageSize) {

    private Arn queue() {
      return environment.queue(name);
    }

    private Arn deadLetterQueue() {
      return environment.queue(name + "-dlq");
    }
  }

  private final Args args;
  private final Queue queue;
  private final Queue deadLetterQueue;
  private final List<Resource> policies;

  public QueueWithDeadLetterQueue(String name, Args args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** With Pulumi's options, such as the aliases of one that had another name. */
  public QueueWithDeadLetterQueue(String name, Args args, ComponentResourceOptions options) {
    super(TYPE, name, options);
    this.args = args;
    String redrive = QueuePolicies.redrive(args.deadLetterQueue(), args.maxReceiveCount());
    this.deadLetterQueue =
        queue(
            name + "-dlq",
            settings(args.deadLetterQueue(), QueueDefaults.DEAD_LETTER_RETENTION)
                .redriveAllowPolicy(QueuePolicies.redriveAllow(args.queue())),
            List.of());
    this.queue =
        queue(
            name,
            settings(args.queue(), Duration.ofDays(args.retentionDays()))
                .maxMessageSize(args.maxMessageSize())
                .redrivePolicy(redrive),
            List.of(deadLetterQueue));
    this.policies =
        List.of(
            policy(name + "-dlq-policy", deadLetterQueue, args.deadLetterQueue()),
            policy(name + "-policy", queue, args.queue()));
    registerOutputs(
        Map.of(
            "queueUrl", queueUrl(),
            "queueArn", queue.arn(),
            "deadLetterQueueUrl", deadLetterQueueUrl(),
            "deadLetterQueueArn", deadLetterQueue.arn()));
  }

  private QueueArgs.Builder settings(Arn arn, Duration retention) {
    return QueueDefaults.settings(args.environment(), arn, retention);
  }

  private Queue queue(String name, QueueArgs.Builder settings, List<Resource> after) {
    return new Queue(name, settings.build(), childAfter(after));
  }

  /** The queue's only policy: a second QueuePolicy, or an inline one, would overwrite it. */
  private QueuePolicy policy(String name, Queue queue, Arn arn) {
    return new QueuePolicy(
        name,
        QueuePolicyArgs.builder()
            .queueUrl(queue.id())
            .policy(QueuePolicies.allowOnly(args.sender(), arn))
            .build(),
        childAfter(List.of(this.deadLetterQueue, this.queue)));
  }

  public Queue queue() {
    return queue;
  }

  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }

  /** The queue's ARN, known before the queue exists. */
  public Arn arn() {
    return args.queue();
  }

  /** The dead-letter queue's ARN, known before that queue exists. */
  public Arn deadLetterArn() {
    return args.deadLetterQueue();
  }

  public Output<String> queueUrl() {
    return queue.id();
  }

  public Output<String> deadLetterQueueUrl() {
    return deadLetterQueue.id();
  }

  /** Both queues' policies: once they are there, the sender may send. */
  public List<Resource> policies() {
    return policies;
  }
}
