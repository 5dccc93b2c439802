package io.tributary.topology;

import io.tributary.local.GraphResource;
import io.tributary.local.Provided;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a program's nodes, and puts them together with its edges and components. */
final class TopologyReader {

  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final List<String> TYPES =
      List.of(
          "aws:sns/topic:Topic",
          "aws:sqs/queue:Queue",
          PIPE,
          "aws:cloudwatch/eventBus:EventBus",
          "aws:cloudwatch/eventRule:EventRule",
          "aws:cloudwatch/logGroup:LogGroup");

  private final ResourceGraph graph;
  private final Map<String, GraphResource> made = new TreeMap<>();
  private final List<Edge> edges;
  private final Components components;
  private final Set<String> deadLetterQueues;

  TopologyReader(ResourceGraph graph) {
    this.graph = graph;
    TYPES.stream().flatMap(graph::ofType).forEach(it -> made.put(arn(it), it));
    this.edges = new EdgeReader(graph).read();
    this.components = new Components(graph, made, edges);
    this.deadLetterQueues =
        edges.stream()
            .filter(edge -> edge.kind().isForFailures())
            .map(Edge::to)
            .collect(Collectors.toSet());
  }

  Topology read() {
    List<Node> nodes = ids().stream().map(this::node).toList();
    return new Topology(nodes, edges, List.copyOf(components.clusters()), roles());
  }

  /** What the program makes, what it is linked to, and topics that only its alarms know. */
  private SortedSet<String> ids() {
    SortedSet<String> ids = new TreeSet<>(made.keySet());
    edges.forEach(edge -> ids.addAll(List.of(edge.from(), edge.to())));
    Provided.of(graph)
        .topics()
        .forEach(topic -> ids.add(graph.stack().account().arn("sns", topic)));
    return ids;
  }

  private Node node(String id) {
    Kind kind = Kind.of(id);
    String name = kind.name(id);
    return new Node(
        id,
        kind,
        name,
        withoutPrefix(name),
        !made.containsKey(id),
        deadLetterQueues.contains(id),
        components.of(id));
  }

  private String withoutPrefix(String name) {
    String username = graph.stack().username();
    return Stream.of(username + "-", "/" + username + "/")
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private Map<String, String> roles() {
    Map<String, String> roles = new TreeMap<>();
    graph
        .ofType(PIPE)
        .forEach(
            pipe -> {
              String role = pipe.text("roleArn").orElseThrow();
              roles.put(arn(pipe), role.substring(role.lastIndexOf('/') + 1));
            });
    return roles;
  }

  private static String arn(GraphResource resource) {
    return resource.text("arn").orElseThrow();
  }
}
