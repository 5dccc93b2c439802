package io.tributary.house;

import io.tributary.cloud.iam.Principal;
import io.tributary.local.Documents;
import io.tributary.local.GraphResource;
import io.tributary.topology.Edge;
import io.tributary.topology.Kind;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a service hands on a message by itself, and what it cannot deliver is lost without a
 * dead-letter queue.
 *
 * @param resource the subscription or the rule's target
 * @param sender as whom the service sends to the dead-letter queue
 */
record Hop(GraphResource resource, Principal.Service sender, Optional<String> deadLetterArn) {

  static Stream<Hop> all(Estate estate) {
    return estate.edges().stream()
        .filter(
            edge -> edge.kind() == Edge.Kind.SUBSCRIPTION || edge.kind() == Edge.Kind.RULE_TARGET)
        .map(edge -> of(edge, estate));
  }

  private static Hop of(Edge edge, Estate estate) {
    String name =
        edge.kind() == Edge.Kind.SUBSCRIPTION ? "sns.amazonaws.com" : "events.amazonaws.com";
    Optional<String> deadLetters =
        estate.edges().stream()
            .filter(it -> it.kind() == Edge.Kind.DEAD_LETTER)
            .filter(it -> it.resource().equals(edge.resource()))
            .map(Edge::to)
            .findFirst();
    return new Hop(
        estate.resource(edge.resource()),
        new Principal.Service(name, edge.from(), estate.stack().accountId()),
        deadLetters);
  }

  /** The bus of a rule or target, which may be given by name or by ARN. */
  static String busName(GraphResource ruleOrTarget) {
    return Kind.BUS.name(Documents.text(ruleOrTarget, "eventBusName"));
  }
}
