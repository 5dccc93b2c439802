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
import java.util.stream.Stream;

/**
 * What of a program leads to the destination, and what aside: to a queue that the program only
 * fills, to a log group, or to a bus that has nobody to tell. Found by going back from the
 * destination.
 */
final class Ways {

  private final Topology topology;

  /** By what an event goes on; not by a rule or pipe that is switched off. */
  private final List<Edge> ways;

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
    Set<String> off = switchedOff(graph);
    this.ways =
        topology.edges().stream()
            .filter(edge -> !off.contains(edge.from()) && !off.contains(edge.to()))
            .toList();
    this.takenFrom = ends(Kind.PIPE_SOURCE, Edge::from);
    takenFrom.add(destination);
    this.leading = leading(destination);
    this.leadingDeadLetterQueues =
        ways.stream()
            .filter(edge -> edge.kind().isForFailures() && wasToLeadOn(edge))
            .map(Edge::to)
            .collect(Collectors.toSet());
  }

  /** The ARNs of the rules that let nothing pass, and of the pipes that take nothing. */
  private static Set<String> switchedOff(ResourceGraph graph) {
    return Stream.concat(
            with(graph, "aws:cloudwatch/eventRule:EventRule", "state", "DISABLED"),
            with(graph, "aws:pipes/pipe:Pipe", "desiredState", "STOPPED"))
        .flatMap(it -> it.text("arn").stream())
        .collect(Collectors.toSet());
  }

  private static Stream<GraphResource> with(
      ResourceGraph graph, String type, String property, String value) {
    return graph.ofType(type).filter(it -> value.equals(it.outputs().get(property)));
  }

  private Set<String> ends(Kind kind, Function<Edge, String> end) {
    return ways.stream()
        .filter(edge -> edge.kind() == kind)
        .map(end)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * All that leads to the destination. If no topic does, as where the last bus lacks its rule or
   * has it disabled, all buses are taken to that pipes tell: then what keeps every event out is to
   * be told.
   */
  private Set<String> leading(String destination) {
    Set<String> leading = leadingTo(Set.of(destination));
    if (ends(Kind.SUBSCRIPTION, Edge::from).stream().noneMatch(leading::contains)) {
      leading.addAll(leadingTo(ends(Kind.PIPE_TARGET, Edge::to)));
    }
    return leading;
  }

  private Set<String> leadingTo(Set<String> ends) {
    List<Edge> whenWell = ways.stream().filter(edge -> !edge.kind().isForFailures()).toList();
    Set<String> leading = new HashSet<>(ends);
    boolean more = true;
    while (more) {
      more =
          leading.addAll(
              whenWell.stream().filter(it -> leading.contains(it.to())).map(Edge::from).toList());
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
    return ways.stream()
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
