package io.tributary.console;

import io.tributary.diagram.Layout;
import io.tributary.local.ResourceGraph;
import io.tributary.route.QueueRoles;
import io.tributary.topology.Edge;
import io.tributary.topology.Topology;
import java.util.function.Supplier;

/**
 * The topology of what is deployed and its layout, made when first asked for and again whenever the
 * deployment has changed.
 */
final class Chart implements QueueRoles {

  private final Supplier<ResourceGraph> deployed;
  private ResourceGraph graph;
  private Topology topology;
  private Layout layout;

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
    return topology().edges(Edge.Kind.PIPE_SOURCE).anyMatch(it -> it.from().equals(queueArn));
  }

  @Override
  public boolean takesDeadLetters(String queueArn) {
    return topology().deadLetterQueues().contains(queueArn);
  }
}
