package io.tributary.house;

import io.tributary.local.QueueSettings;
import java.util.stream.Stream;

/** Dead letters outlive the queue that they come from. */
final class DeadLetterRetention extends Check {

  DeadLetterRetention() {
    super(
        new Rule(
            "dead-letter-retention",
            "In a standard queue a dead letter's retention counts from when it was first sent, so"
                + " one that failed late would be gone before anyone looks.",
            "Let the dead-letter queue keep messages for 14 days, AWS's most, and its source for"
                + " fewer.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate.queues().stream()
        .flatMap(
            source ->
                source.deadLetterArn().flatMap(estate::queue).stream()
                    .filter(dead -> dead.retentionSeconds() <= source.retentionSeconds())
                    .map(dead -> tooShort(source, dead)));
  }

  private Finding tooShort(QueueSettings source, QueueSettings dead) {
    return finding(
        dead.resource(),
        "it keeps messages for "
            + dead.retentionSeconds()
            + " s, its source "
            + source.resource().name()
            + " for "
            + source.retentionSeconds()
            + " s",
        "a longer retention than the source's");
  }
}
