package io.tributary.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Resources in an order in which they can be made: topological, ties by URN. What is not among them
 * is not waited for.
 */
final class DependencyOrder {

  /** By URN. From here on a resource is known by its place in this list. */
  private final List<GraphResource> resources;

  private final Map<String, Integer> places = new HashMap<>();
  private final List<List<Integer>> dependents = new ArrayList<>();
  private final int[] waitsFor;

  private DependencyOrder(NavigableMap<String, GraphResource> byUrn) {
    resources = List.copyOf(byUrn.values());
    waitsFor = new int[resources.size()];
    for (int place = 0; place < resources.size(); place++) {
      places.put(resources.get(place).urn(), place);
      dependents.add(new ArrayList<>(1));
    }
    for (int place = 0; place < resources.size(); place++) {
      for (String need : resources.get(place).needs()) {
        Integer before = places.get(need);
        if (before != null) {
          dependents.get(before).add(place);
          waitsFor[place]++;
        }
      }
    }
  }

  static List<GraphResource> of(NavigableMap<String, GraphResource> resources) {
    return new DependencyOrder(resources).order();
  }

  private List<GraphResource> order() {
    List<GraphResource> ordered = new ArrayList<>(resources.size());
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int place = 0; place < waitsFor.length; place++) {
      if (waitsFor[place] == 0) {
        ready.add(place);
      }
    }
    while (!ready.isEmpty()) {
      int place = ready.poll();
      ordered.add(resources.get(place));
      for (int dependent : dependents.get(place)) {
        if (--waitsFor[dependent] == 0) {
          ready.add(dependent);
        }
      }
    }
    if (ordered.size() < resources.size()) {
      throw new IllegalArgumentException(
          "resources need each other in a circle, or a resource that does: " + waiting());
    }
    return ordered;
  }

  private TreeSet<String> waiting() {
    TreeSet<String> urns = new TreeSet<>();
    for (int place = 0; place < waitsFor.length; place++) {
      if (waitsFor[place] > 0) {
        urns.add(resources.get(place).urn());
      }
    }
    return urns;
  }
}
