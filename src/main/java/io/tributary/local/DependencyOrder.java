package io.tributary.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeSet;

/** Resources in an order in which they can be made: topological, ties by URN. */
final class DependencyOrder {

  private final NavigableMap<String, GraphResource> resources;
  private final Map<String, Integer> waitsFor = new HashMap<>();
  private final Map<String, List<String>> dependents = new HashMap<>();

  private DependencyOrder(NavigableMap<String, GraphResource> resources) {
    this.resources = resources;
    for (GraphResource resource : resources.values()) {
      waitsFor.put(resource.urn(), resource.needs().size());
      for (String need : resource.needs()) {
        dependents.computeIfAbsent(need, urn -> new ArrayList<>()).add(resource.urn());
      }
    }
  }

  static List<GraphResource> of(NavigableMap<String, GraphResource> resources) {
    return new DependencyOrder(resources).order();
  }

  private List<GraphResource> order() {
    List<GraphResource> ordered = new ArrayList<>(resources.size());
    PriorityQueue<String> ready = new PriorityQueue<>();
    waitsFor.forEach(
        (urn, count) -> {
          if (count == 0) {
            ready.add(urn);
          }
        });
    while (!ready.isEmpty()) {
      String urn = ready.poll();
      ordered.add(resources.get(urn));
      waitsFor.remove(urn);
      for (String dependent : dependents.getOrDefault(urn, List.of())) {
        if (waitsFor.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
    if (!waitsFor.isEmpty()) {
      throw new IllegalArgumentException(
          "resources need each other in a circle, or a resource that does: "
              + new TreeSet<>(waitsFor.keySet()));
    }
    return ordered;
  }
}
