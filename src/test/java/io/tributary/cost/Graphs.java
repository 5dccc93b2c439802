package io.tributary.cost;

import io.tributary.local.GraphResource;
import io.tributary.local.GraphResources;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Graphs that differ from others. */
final class Graphs {

  private Graphs() {}

  /** With another value of one input. */
  static ResourceGraph set(ResourceGraph graph, GraphResource of, String input, Object value) {
    return graph.altered(
        of.urn(),
        inputs -> {
          inputs.put(input, value);
          return inputs;
        });
  }

  /** With other settings of a pipe's log. */
  static ResourceGraph logging(ResourceGraph graph, String pipe, Map<String, Object> settings) {
    GraphResource changed = graph.named("aws:pipes/pipe:Pipe", pipe);
    var log = new TreeMap<String, Object>();
    ((Map<?, ?>) changed.inputs().get("logConfiguration"))
        .forEach((name, value) -> log.put((String) name, value));
    log.putAll(settings);
    return set(graph, changed, "logConfiguration", log);
  }

  /** With one resource more. */
  static ResourceGraph added(
      ResourceGraph graph, String type, String name, Map<String, Object> outputs) {
    List<GraphResource> resources = new ArrayList<>(graph.resources());
    resources.add(GraphResources.of(type, name, outputs));
    return new ResourceGraph(graph.stack(), resources, Map.of());
  }
}
