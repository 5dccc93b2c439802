package io.tributary.diagram;

import io.tributary.topology.Edge;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which nodes are drawn right beneath the one they belong to, a dead-letter queue beneath its queue
 * and a log beneath its pipe: a column of their own for each would make a picture half as wide
 * again.
 */
final class Attachments {

  private final Map<String, Edge> byOwner = new LinkedHashMap<>();
  private final Set<String> attached = new HashSet<>();

  Attachments(Topology topology) {
    Map<String, String> clusters =
        topology.nodes().stream()
            .filter(node -> node.cluster() != null)
            .collect(Collectors.toMap(Node::id, Node::cluster));
    Set<String> leadOn = topology.edges().stream().map(Edge::from).collect(Collectors.toSet());
    for (Edge edge : topology.edges()) {
      if ((edge.kind() == Edge.Kind.REDRIVE || edge.kind() == Edge.Kind.LOGS)
          && Objects.equals(clusters.get(edge.from()), clusters.get(edge.to()))
          && !leadOn.contains(edge.to())
          && !byOwner.containsKey(edge.from())
          && attached.add(edge.to())) {
        byOwner.put(edge.from(), edge);
      }
    }
  }

  /** Whether a node is drawn beneath another. */
  boolean isAttached(Node node) {
    return attached.contains(node.id());
  }

  /** The edge to the node that is drawn beneath this one; null for none. */
  Edge beneath(Node owner) {
    return byOwner.get(owner.id());
  }

  /** Whether an edge is the short line from a node to the one beneath. */
  boolean isAttaching(Edge edge) {
    return edge.equals(byOwner.get(edge.from()));
  }
}
