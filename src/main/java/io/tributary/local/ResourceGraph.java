package io.tributary.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.local.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The resources of a program, as data: what {@code pulumi up} would create, whatever the order in
 * which the program asked for it. A graph never changes; {@link #altered} and {@link #without} give
 * new ones, in no time, for tests and audits that try a hundred variants.
 *
 * <p>As JSON it carries no secret, unless asked to; so a graph that had any cannot be deployed once
 * it was written and read again.
 */
public final class ResourceGraph {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Stack stack;
  private final NavigableMap<String, GraphResource> resources;
  private final Map<String, Object> outputs;

  /**
   * A graph of these resources.
   *
   * @param outputs the stack's outputs, secrets redacted
   * @throws IllegalArgumentException if two resources have the same URN, or one needs a resource
   *     that is not there
   */
  public ResourceGraph(
      Stack stack, Collection<GraphResource> resources, Map<String, Object> outputs) {
    this.stack = stack;
    this.resources = byUrn(resources);
    this.outputs = PlainData.frozen(outputs);
    this.resources.values().forEach(this::checkNeeds);
  }

  private static NavigableMap<String, GraphResource> byUrn(Collection<GraphResource> resources) {
    NavigableMap<String, GraphResource> sorted = new TreeMap<>();
    for (GraphResource resource : resources) {
      if (sorted.put(resource.urn(), resource) != null) {
        throw new IllegalArgumentException(
            "Duplicate resource URN '"
                + resource.urn()
                + "'; give each resource a name of its own");
      }
    }
    return sorted;
  }

  private void checkNeeds(GraphResource resource) {
    for (String need : resource.needs()) {
      if (!resources.containsKey(need)) {
        throw new IllegalArgumentException(
            resource.urn() + " depends on " + need + ", which is not in the graph");
      }
    }
  }

  /** Where and as whom the program would be deployed. */
  public Stack stack() {
    return stack;
  }

  /** All resources, components among them, by URN. */
  public Collection<GraphResource> resources() {
    return Collections.unmodifiableCollection(resources.values());
  }

  /** What the program exports. */
  public Map<String, Object> outputs() {
    return outputs;
  }

  /**
   * The text that the program exports under a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all that it exports
   */
  public String output(String name) {
    if (outputs.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "the program exports no output " + name + "; it exports " + outputs.keySet());
  }

  /**
   * The resource of a URN.
   *
   * @throws IllegalArgumentException if there is none
   */
  public GraphResource resource(String urn) {
    GraphResource resource = resources.get(urn);
    if (resource == null) {
      throw new IllegalArgumentException("no resource has the URN " + urn);
    }
    return resource;
  }

  /** All resources of a type, by URN. */
  public Stream<GraphResource> ofType(String type) {
    return resources.values().stream().filter(resource -> resource.type().equals(type));
  }

  /**
   * The one resource of a type and name.
   *
   * @throws IllegalArgumentException if there is none, or several under different parents
   */
  public GraphResource named(String type, String name) {
    List<GraphResource> found = ofType(type).filter(it -> it.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size()
              + " resources of type "
              + type
              + " are named "
              + name
              + "; of this type are "
              + ofType(type).map(GraphResource::name).toList());
    }
    return found.get(0);
  }

  /**
   * All resources, each after what it needs; where that leaves a choice, by URN.
   *
   * @throws IllegalArgumentException if resources need each other in a circle
   */
  public List<GraphResource> inOrder() {
    return DependencyOrder.of(resources);
  }

  /**
   * This graph with other inputs for one resource, whose outputs follow from them.
   *
   * @param inputs makes the new inputs from a copy of the old ones, which it may change
   * @throws io.tributary.local.resource.InvalidInputsException if the resource's type does not take
   *     the new inputs
   */
  public ResourceGraph altered(String urn, UnaryOperator<Map<String, Object>> inputs) {
    GraphResource old = resource(urn);
    Map<String, Object> changed = inputs.apply(new TreeMap<>(old.inputs()));
    Map<String, Object> computed =
        ResourceTypes.plan(old.type(), old.urn(), old.name(), changed, stack.account()).outputs();
    return with(old.withProperties(changed, computed));
  }

  private ResourceGraph with(GraphResource changed) {
    Map<String, GraphResource> all = new TreeMap<>(resources);
    all.put(changed.urn(), changed);
    return new ResourceGraph(stack, all.values(), outputs);
  }

  /** This graph without one resource; what depended on it no longer waits for it. */
  public ResourceGraph without(String urn) {
    GraphResource gone = resource(urn);
    List<GraphResource> left = new ArrayList<>();
    for (GraphResource resource : resources.values()) {
      if (resource != gone) {
        left.add(resource.withoutDependency(urn));
      }
    }
    return new ResourceGraph(stack, left, outputs);
  }

  /** The graph as JSON, without secrets; equal graphs give equal text. */
  public String toJson() {
    return json(resources.values().stream().map(GraphResource::redacted).toList());
  }

  /**
   * The graph as JSON, secrets and all: for a pipe to a process that is to deploy it, never for a
   * file or a screen.
   */
  public String toJsonWithSecrets() {
    return json(List.copyOf(resources.values()));
  }

  private String json(List<GraphResource> shown) {
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(new Written(stack, shown, outputs));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("a graph holds plain data only", bug);
    }
  }

  /**
   * Reads what {@link #toJson} or {@link #toJsonWithSecrets} wrote.
   *
   * @throws IllegalArgumentException if the text is not that
   */
  public static ResourceGraph fromJson(String json) {
    try {
      Written written = JSON.readValue(json, Written.class);
      return new ResourceGraph(written.stack(), written.resources(), written.outputs());
    } catch (JsonProcessingException problem) {
      throw new IllegalArgumentException(
          "this is not a resource graph: " + problem.getOriginalMessage(), problem);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourceGraph that
        && stack.equals(that.stack)
        && resources.equals(that.resources)
        && outputs.equals(that.outputs);
  }

  @Override
  public int hashCode() {
    return resources.hashCode();
  }

  @Override
  public String toString() {
    return stack.project() + "/" + stack.name() + " " + resources.keySet();
  }

  private record Written(Stack stack, List<GraphResource> resources, Map<String, Object> outputs) {}
}
