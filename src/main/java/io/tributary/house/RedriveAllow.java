package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.Documents;
import io.tributary.local.QueueSettings;
import io.tributary.topology.Edge;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A dead-letter queue belongs to the queues that hand it their failures, and to no other. */
final class RedriveAllow extends Check {

  /**
   * What byQueue takes;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
   */
  private static final int MOST_SOURCES = 10;

  RedriveAllow() {
    super(
        new Rule(
            "redrive-allow-policy",
            "By default every queue of the account may name a queue as its dead-letter queue and"
                + " fill it.",
            "Set redriveAllowPolicy to QueuePolicies.redriveAllow of the source queue; where none"
                + " is its source, to QueuePolicies.redriveAllowNone. More than 10 source queues it"
                + " cannot name: give the others a dead-letter queue of their own.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate.queues().stream()
        .filter(estate::isDeadLetterQueue)
        .flatMap(queue -> finding(queue, sources(queue, estate)).stream());
  }

  private Optional<Finding> finding(QueueSettings queue, Set<String> sources) {
    if (sources.size() > MOST_SOURCES) {
      return Optional.of(
          finding(
              queue.resource(),
              "it is the dead-letter queue of " + sources.size() + " queues",
              "at most " + MOST_SOURCES + " queues, each named by its redriveAllowPolicy"));
    }
    return allowed(queue).equals(sources)
        ? Optional.empty()
        : Optional.of(
            finding(
                queue.resource(),
                "its redriveAllowPolicy is " + queue.redriveAllowPolicy(),
                sources.isEmpty()
                    ? "redrivePermission denyAll"
                    : "redrivePermission byQueue for " + sources));
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
