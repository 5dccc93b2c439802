package io.tributary.component;

import com.pulumi.aws.sqs.QueueArgs;
import io.tributary.iam.Arn;
import java.time.Duration;

/** What all queues have in common. */
final class QueueDefaults {

  /** The most that AWS allows; a dead letter's retention counts from when it was first sent. */
  static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

  /**
   * AWS's default. A pipe wants six times the time that its target takes, here one PutEvents call.
   *
   * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html">SQS
   *     as a pipe's source</a>
   */
  private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

  /**
   * The most that this version of the provider accepts, though SQS has taken 1,048,576 bytes since
   * August 2025; it is also the default limit of an SNS topic.
   *
   * @see <a href="https://github.com/pulumi/pulumi-aws/issues/6321">pulumi-aws issue 6321</a>
   */
  static final int LARGEST_MESSAGE = 262_144;

  private QueueDefaults() {}

  /** A queue that keeps messages for so long. */
  static QueueArgs.Builder settings(Environment environment, Arn queue, Duration retention) {
    return QueueArgs.builder()
        .name(queue.name())
        .messageRetentionSeconds((int) retention.toSeconds())
        .visibilityTimeoutSeconds((int) VISIBILITY_TIMEOUT.toSeconds())
        .maxMessageSize(LARGEST_MESSAGE)
        .sqsManagedSseEnabled(true)
        .tags(environment.tags());
  }
}
