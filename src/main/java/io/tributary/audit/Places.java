package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import io.tributary.topology.Edge;
import io.tributary.topology.Topology;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where in a graph flows go through, or end. */
final class Places {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

  private final ResourceGraph graph;
  private final Topology topology;

  Places(ResourceGraph graph) {
    this.graph = graph;
    this.topology = Topology.of(graph);
  }

  List<GraphResource> queues() {
    return graph.ofType(QUEUE).toList();
  }

  /** The queue of an ARN, if the program makes it. */
  Optional<GraphResource> queue(String arn) {
    return graph.ofType(QUEUE).filter(queue -> arn.equals(queue.outputs().get("arn"))).findFirst();
  }

  List<String> logGroups() {
    return graph.ofType(LOG_GROUP).map(group -> text(group.outputs().get("name"))).toList();
  }

  /** The endpoints of subscriptions that have a dead-letter queue. */
  List<String> subscribedQueues() {
    return guarded(Edge.Kind.SUBSCRIPTION).map(Edge::to).distinct().toList();
  }

  /** The targets of rules that have a dead-letter queue. */
  List<String> targets() {
    return guarded(Edge.Kind.RULE_TARGET).map(Edge::to).distinct().toList();
  }

  private Stream<Edge> guarded(Edge.Kind delivery) {
    return topology.edges(delivery).filter(edge -> topology.deadLetterQueueOf(edge).isPresent());
  }

  /**
   * Whether all dead letters of what services deliver to a queue can be moved back to it: SQS moves
   * those of dead-letter queues of queues only.
   *
   * <p>See
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
   */
  boolean canBeRedriven(String queueArn) {
    SortedMap<String, String> sources = deadLetterQueues();
    return Stream.of(Edge.Kind.SUBSCRIPTION, Edge.Kind.RULE_TARGET)
        .flatMap(topology::edges)
        .filter(delivery -> delivery.to().equals(queueArn))
        .flatMap(delivery -> topology.deadLetterQueueOf(delivery).stream())
        .allMatch(deadLetterQueue -> queueArn.equals(sources.get(deadLetterQueue)));
  }

  /** The ARNs of what pipes deliver to. */
  List<String> pipeTargets() {
    return topology.edges(Edge.Kind.PIPE_TARGET).map(Edge::to).distinct().toList();
  }

  /** The queues with a dead-letter queue that people consume: no pipe does. */
  List<GraphResource> consumedQueues() {
    List<String> piped = topology.edges(Edge.Kind.PIPE_SOURCE).map(Edge::from).toList();
    return queues().stream()
        .filter(queue -> !piped.contains(text(queue.outputs().get("arn"))))
        .filter(queue -> settings(queue).deadLetterArn().isPresent())
        .toList();
  }

  /** The dead-letter queues that queues name, by ARN, each with the ARN of a queue that does. */
  SortedMap<String, String> deadLetterQueues() {
    SortedMap<String, String> found = new TreeMap<>();
    topology.edges(Edge.Kind.REDRIVE).forEach(edge -> found.putIfAbsent(edge.to(), edge.from()));
    return found;
  }

  /** The least time that one of the queues keeps a message; AWS's longest where there is none. */
  Duration shortestRetention() {
    return queues().stream()
        .map(queue -> Duration.ofSeconds(settings(queue).retentionSeconds()))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofDays(14));
  }

  /** How long a received message of the queue is hidden. */
  Duration visibilityTimeout(GraphResource queue) {
    return Duration.ofSeconds(settings(queue).visibilityTimeoutSeconds());
  }

  /** How often a message of the queue is received before it becomes a dead letter. */
  int maxReceiveCount(GraphResource queue) {
    return settings(queue).maxReceiveCount().orElseThrow();
  }

  private QueueSettings settings(GraphResource queue) {
    return QueueSettings.of(queue, graph);
  }

  /** The dead-letter queues that say who may name them as theirs. */
  List<String> guardedDeadLetterQueues() {
    return Policies.of(graph).stream()
        .filter(policy -> policy.kind() == Policy.Kind.REDRIVE_ALLOW)
        .map(policy -> policy.title().substring(policy.title().lastIndexOf(' ') + 1))
        .toList();
  }

  private static String text(Object value) {
    return Objects.toString(value, "");
  }
}
