package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.Documents;
import io.tributary.local.QueueSettings;
import io.tributary.topology.Edge;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dead-letter queue belongs to the queues that hand it their failures, and to no other. */
final class RedriveAllow extends Check {

  RedriveAllow() {
    super(
        new Rule(
            "redrive-allow-policy",
            "By default every queue of the account may name a queue as its dead-letter queue and"
                + " fill it.",
            "Set redriveAllowPolicy to QueuePolicies.redriveAllow of the source queue; where none"
                + " is its source, to QueuePolicies.redriveAllowNone.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate.queues().stream()
        .filter(estate::isDeadLetterQueue)
        .filter(queue -> !allowed(queue).equals(sources(queue, estate)))
        .map(
            queue ->
                finding(
                    queue.resource(),
                    "its redriveAllowPolicy is " + queue.redriveAllowPolicy(),
                    sources(queue, estate).isEmpty()
                        ? "redrivePermission denyAll"
                        : "redrivePermission byQueue for " + sources(queue, estate)));
  }

  /** Also queues that the program does not make. */
  private static Set<String> sources(QueueSettings deadLetterQueue, Estate estate) {
    return estate
        .topology()
        .edges(Edge.Kind.REDRIVE)
        .filter(edge -> edge.to().equals(deadLetterQueue.arn()))
        .map(Edge::from)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The queues that are let in; "*" stands for all. */
  private static Set<String> allowed(QueueSettings queue) {
    JsonNode policy =
        Documents.object(queue.redriveAllowPolicy())
            .orElseGet(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance::objectNode);
    return switch (policy.path("redrivePermission").asText("allowAll")) {
      case "byQueue" -> {
        Set<String> named = new TreeSet<>();
        policy.path("sourceQueueArns").forEach(arn -> named.add(arn.asText()));
        yield named;
      }
      case "denyAll" -> Set.of();
      default -> Set.of("*");
    };
  }
}
