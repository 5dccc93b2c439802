package io.tributary.house;

import io.tributary.cloud.iam.Principal;
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
    return Stream.concat(
        of(Edge.Kind.SUBSCRIPTION, "sns.amazonaws.com", estate),
        of(Edge.Kind.RULE_TARGET, "events.amazonaws.com", estate));
  }

  private static Stream<Hop> of(Edge.Kind kind, String sender, Estate estate) {
    return estate
        .topology()
        .edges(kind)
        .map(
            edge ->
                new Hop(
                    estate.resource(edge.resource()),
                    new Principal.Service(sender, edge.from(), estate.stack().accountId()),
                    estate.topology().deadLetterQueueOf(edge)));
  }

  /** The bus of a rule or target, which may be given by name or by ARN. */
  static String busName(GraphResource ruleOrTarget) {
    return Kind.BUS.name(ruleOrTarget.text("eventBusName").orElseThrow());
  }

  /** The rule of a target, with its bus: {@code BUS/RULE}. */
  static String ruleOf(GraphResource target) {
    return busName(target) + "/" + target.text("rule").orElseThrow();
  }
}
