package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.stream.Stream;

/** Every asynchronous hop has somewhere to put what it cannot hand on. */
final class DeadLetterQueue extends Check {

  DeadLetterQueue() {
    super(
        new Rule(
            "dead-letter-queue",
            "A subscription or a rule drops what it cannot deliver, and a queue what nobody could"
                + " process before its retention ends; nobody is told, and it cannot be had back.",
            "Give the subscription a redrivePolicy, the target a deadLetterConfig, the queue a"
                + " redrivePolicy, as the components of this project do.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Stream<Finding> hops =
        estate.hops().stream()
            .filter(hop -> hop.deadLetterArn().isEmpty())
            .map(hop -> missing(hop.resource()));
    Stream<Finding> queues =
        estate.queues().stream()
            .filter(queue -> !estate.isDeadLetterQueue(queue))
            .filter(queue -> queue.deadLetterArn().isEmpty())
            .map(queue -> missing(queue.resource()));
    return Stream.concat(hops, queues);
  }

  private Finding missing(GraphResource resource) {
    return finding(resource, "it names no dead-letter queue", "the ARN of a standard queue");
  }
}
