package io.tributary.topology;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.local.ResourceGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hands events on to what, in a program's resources and those that the account provides for
 * it. Equal graphs give equal topologies, in the same order.
 */
public final class Topology {

  private static final String ASSUMED_ROLE = ":assumed-role/";

  private final List<Node> nodes;
  private final List<Edge> edges;
  private final List<Cluster> clusters;
  private final Set<String> deadLetterQueues;
  private final Map<Passage, Edge> passages = new HashMap<>();

  /** How the journal names an edge. */
  private record Passage(Edge.Kind kind, String from, String to) {}

  /**
   * A topology.
   *
   * @param roles the name of each pipe's role, by the pipe's ARN
   */
  Topology(List<Node> nodes, List<Edge> edges, List<Cluster> clusters, Map<String, String> roles) {
    this.nodes = List.copyOf(nodes);
    this.edges = List.copyOf(edges);
    this.clusters = List.copyOf(clusters);
    this.deadLetterQueues =
        nodes.stream().filter(Node::deadLetter).map(Node::id).collect(Collectors.toSet());
    for (Edge edge : edges) {
      passages.putIfAbsent(
          switch (edge.kind()) {
            case PIPE_SOURCE -> new Passage(edge.kind(), edge.from(), roles.get(edge.to()));
            case RULE -> new Passage(edge.kind(), null, edge.to());
            default -> new Passage(edge.kind(), edge.from(), edge.to());
          },
          edge);
    }
  }

  /** The topology of a program's resources. */
  public static Topology of(ResourceGraph graph) {
    return new TopologyReader(graph).read();
  }

  /** Every resource that an event can be at, by id. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Every way on, by its kind of resource and that resource's URN. */
  public List<Edge> edges() {
    return edges;
  }

  /** The ways on of one kind, in the same order. */
  public Stream<Edge> edges(Edge.Kind kind) {
    return edges.stream().filter(edge -> edge.kind() == kind);
  }

  /** The ARNs of the queues that anything hands what it could not deliver or process. */
  public Set<String> deadLetterQueues() {
    return deadLetterQueues;
  }

  /** The ARN of the queue for what a subscription or a rule's target did not take, if any. */
  public Optional<String> deadLetterQueueOf(Edge delivery) {
    return edges(Edge.Kind.DEAD_LETTER)
        .filter(edge -> edge.resource().equals(delivery.resource()))
        .map(Edge::to)
        .findFirst();
  }

  /** The components that nodes are drawn in, by id; each has a node. */
  public List<Cluster> clusters() {
    return clusters;
  }

  /**
   * The edge that an event passed at a hop of the journal, or could not pass: the outcome tells.
   * Empty for a hop that happened at a node, and for one of what is no part of the program. A hop
   * of {@link io.tributary.cloud.journal.Step#SQS_REDRIVE} went against the edge's direction.
   */
  public Optional<Edge> edgeOf(Hop hop) {
    return switch (hop.step()) {
      case SNS_DELIVER -> delivery(hop, Edge.Kind.SUBSCRIPTION);
      case TARGET_DELIVER -> delivery(hop, Edge.Kind.RULE_TARGET);
      case PIPE_DELIVER -> edge(Edge.Kind.PIPE_TARGET, hop.resource(), hop.peer());
      case RULE_MATCH -> edge(Edge.Kind.RULE, null, hop.resource());
      case SQS_RECEIVE -> edge(Edge.Kind.PIPE_SOURCE, hop.resource(), role(hop.peer()));
      case SQS_DEAD_LETTER -> edge(Edge.Kind.REDRIVE, hop.resource(), hop.peer());
      case SQS_REDRIVE -> edge(Edge.Kind.REDRIVE, hop.peer(), hop.resource());
      case LOGS_PUT -> edge(Edge.Kind.LOGS, hop.peer(), hop.resource());
      case SNS_PUBLISH, SQS_SEND, SQS_DELETE, SQS_EXPIRE, SQS_PURGE, EVENTS_PUT -> Optional.empty();
    };
  }

  /** The peer is the endpoint or target, or else the dead-letter queue. */
  private Optional<Edge> delivery(Hop hop, Edge.Kind whenWell) {
    Optional<Edge> failed = edge(Edge.Kind.DEAD_LETTER, hop.resource(), hop.peer());
    return hop.outcome() == Outcome.DEAD_LETTERED
        ? failed
        : edge(whenWell, hop.resource(), hop.peer()).or(() -> failed);
  }

  private Optional<Edge> edge(Edge.Kind kind, String from, String to) {
    return Optional.ofNullable(passages.get(new Passage(kind, nodeId(from), nodeId(to))));
  }

  private static String nodeId(String arn) {
    return arn == null ? null : Kind.nodeId(arn);
  }

  /** The role in {@code ...:assumed-role/ROLE/SESSION}; null for any other consumer. */
  private static String role(String consumer) {
    int before = consumer.indexOf(ASSUMED_ROLE);
    int from = before + ASSUMED_ROLE.length();
    int to = consumer.lastIndexOf('/');
    return before < 0 || to < from ? null : consumer.substring(from, to);
  }
}
