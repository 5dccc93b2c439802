package io.tributary.console;

import io.tributary.diagram.Layout;
import io.tributary.local.ResourceGraph;
import io.tributary.route.QueueRoles;
import io.tributary.topology.Edge;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The topology of what is deployed and its layout, made when first asked for and again whenever the
 * deployment has changed.
 */
final class Chart implements QueueRoles {

  private final Supplier<ResourceGraph> deployed;
  private ResourceGraph graph;
  private Topology topology;
  private Layout layout;
  private Set<String> drained;
  private Set<String> deadLetterQueues;

  Chart(Supplier<ResourceGraph> deployed) {
    this.deployed = deployed;
  }

  /** What is deployed now; another object after each deployment. */
  ResourceGraph graph() {
    return deployed.get();
  }

  Topology topology() {
    ResourceGraph now = deployed.get();
    if (now != graph) {
      graph = now;
      topology = Topology.of(now);
      drained = drained(topology);
      deadLetterQueues = deadLetterQueues(topology);
      layout = null;
    }
    return topology;
  }

  Layout layout() {
    Topology current = topology();
    if (layout == null) {
      layout = Layout.of(current);
    }
    return layout;
  }

  /** Whether events that lie in a queue are still on their way, since a pipe takes them on. */
  @Override
  public boolean takesOn(String queueArn) {
    topology();
    return drained.contains(queueArn);
  }

  @Override
  public boolean takesDeadLetters(String queueArn) {
    topology();
    return deadLetterQueues.contains(queueArn);
  }

  private static Set<String> drained(Topology topology) {
    return topology.edges().stream()
        .filter(edge -> edge.kind() == Edge.Kind.PIPE_SOURCE)
        .map(Edge::from)
        .collect(Collectors.toSet());
  }

  private static Set<String> deadLetterQueues(Topology topology) {
    return topology.nodes().stream()
        .filter(Node::deadLetter)
        .map(Node::id)
        .collect(Collectors.toSet());
  }
}
