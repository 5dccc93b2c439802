package io.tributary.topology;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which component each node is drawn in: the outermost one, and only if its nodes hang together. A
 * component that makes the beginning and the middle of a way would be a box that every line leaves
 * and enters again.
 */
final class Components {

  private final ResourceGraph graph;
  private final Map<String, String> byNode = new TreeMap<>();
  private final Map<String, Cluster> clusters = new TreeMap<>();

  Components(ResourceGraph graph, Map<String, GraphResource> made, List<Edge> edges) {
    this.graph = graph;
    Map<String, SortedSet<String>> members = new TreeMap<>();
    made.forEach(
        (node, resource) ->
            outermost(resource)
                .ifPresent(
                    component ->
                        members
                            .computeIfAbsent(component.urn(), urn -> new TreeSet<>())
                            .add(node)));
    members.forEach(
        (component, nodes) -> {
          if (hangTogether(nodes, edges)) {
            clusters.put(component, cluster(graph.resource(component)));
            nodes.forEach(node -> byNode.put(node, component));
          }
        });
  }

  private Optional<GraphResource> outermost(GraphResource resource) {
    GraphResource top = resource;
    while (top.parent() != null) {
      top = graph.resource(top.parent());
    }
    return Optional.of(top).filter(it -> !it.custom());
  }

  private static Cluster cluster(GraphResource component) {
    String type = component.type();
    return new Cluster(
        component.urn(), type.substring(type.lastIndexOf(':') + 1), component.name());
  }

  private static boolean hangTogether(SortedSet<String> nodes, List<Edge> edges) {
    Set<String> reached = new HashSet<>(Set.of(nodes.first()));
    ArrayDeque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      String node = open.poll();
      for (Edge edge : edges) {
        if (edge.from().equals(node) && nodes.contains(edge.to()) && reached.add(edge.to())) {
          open.add(edge.to());
        }
        if (edge.to().equals(node) && nodes.contains(edge.from()) && reached.add(edge.from())) {
          open.add(edge.from());
        }
      }
    }
    return reached.size() == nodes.size();
  }

  /** Those that have nodes, by URN. */
  Collection<Cluster> clusters() {
    return clusters.values();
  }

  /** The URN of the component that a node is drawn in; null for none. */
  String of(String node) {
    return byNode.get(node);
  }
}
