package io.tributary.simulate;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.topology.Edge;
import io.tributary.topology.Edge.Kind;
import io.tributary.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a program leads to the destination, and what aside: to a queue that the program only
 * fills, to a log group, or to a bus that has nobody to tell. Found by going back from the
 * destination.
 */
final class Ways {

  private final Topology topology;

  /** The queues that a pipe or the consumer takes from. */
  private final Set<String> takenFrom;

  /** The destination, and what events come there from: topics, queues, pipes, buses and rules. */
  private final Set<String> leading;

  private final Set<String> leadingDeadLetterQueues;

  /**
   * The ways of a program.
   *
   * @param destination the ARN of the queue that the consumer takes from
   */
  Ways(ResourceGraph graph, String destination) {
    this.topology = Topology.of(graph);
    this.takenFrom = ends(Kind.PIPE_SOURCE, Edge::from);
    takenFrom.add(destination);
    this.leading = leading(destination);
    this.leadingDeadLetterQueues =
        topology.edges().stream()
            .filter(edge -> edge.kind().isForFailures() && wasToLeadOn(edge))
            .map(Edge::to)
            .collect(Collectors.toSet());
  }

  private Set<String> ends(Kind kind, Function<Edge, String> end) {
    return topology.edges(kind).map(end).collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * All that leads to the destination. If no topic does, as where the last bus lacks its rule, all
   * buses are taken to that pipes tell: then what keeps every event out is to be told.
   */
  private Set<String> leading(String destination) {
    Set<String> leading = leadingTo(Set.of(destination));
    if (ends(Kind.SUBSCRIPTION, Edge::from).stream().noneMatch(leading::contains)) {
      leading.addAll(leadingTo(ends(Kind.PIPE_TARGET, Edge::to)));
    }
    return leading;
  }

  private Set<String> leadingTo(Set<String> ends) {
    List<Edge> ways =
        topology.edges().stream().filter(edge -> !edge.kind().isForFailures()).toList();
    Set<String> leading = new HashSet<>(ends);
    boolean more = true;
    while (more) {
      more =
          leading.addAll(
              ways.stream().filter(it -> leading.contains(it.to())).map(Edge::from).toList());
    }
    return leading;
  }

  /** Whether what goes this way when it fails was on its way to the destination. */
  private boolean wasToLeadOn(Edge failures) {
    return failures.kind() == Kind.REDRIVE
        ? leadsOn(failures.from())
        : deliversOn(failures.resource());
  }

  /** Whether what a subscription or target takes is on its way to the destination. */
  boolean leadsOn(GraphResource delivery) {
    return deliversOn(delivery.urn());
  }

  private boolean deliversOn(String urn) {
    return topology.edges().stream()
        .filter(edge -> edge.resource().equals(urn) && !edge.kind().isForFailures())
        .anyMatch(edge -> leadsOn(edge.to()));
  }

  /** Whether events come to the destination from a topic, queue, pipe or bus, or it is that. */
  boolean leadsOn(String arn) {
    return leading.contains(arn);
  }

  /** Whether a message comes to the destination from a queue, if only by a redrive. */
  boolean leadsOnIfRedriven(String queueArn) {
    return leadsOn(queueArn) || leadingDeadLetterQueues.contains(queueArn);
  }

  /** Whether a queue has to become empty. */
  boolean drains(String queueArn) {
    return takenFrom.contains(queueArn) && !deadLetterQueues().contains(queueArn);
  }

  /** The queues that anything of the program names as its dead-letter queue, by ARN. */
  Set<String> deadLetterQueues() {
    return topology.deadLetterQueues();
  }
}
