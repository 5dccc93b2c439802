package io.tributary.simulate;

import io.tributary.iam.Arn;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.topology.Edge;
import io.tributary.topology.Topology;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a program leads to the destination, and what aside: to a queue that the program only
 * fills, or to a log group. A pipe is taken to lead there, and so is whatever else gets an event.
 */
final class Ways {

  /** The services whose resources keep what they get. */
  private static final Set<String> ENDS = Set.of("sqs", "logs");

  private final ResourceGraph graph;

  /** The queues that a pipe or the consumer takes from. */
  private final Set<String> leading;

  private final Set<String> deadLetterQueues;
  private final Set<String> leadingDeadLetterQueues;

  /**
   * The ways of a program.
   *
   * @param destination the ARN of the queue that the consumer takes from
   */
  Ways(ResourceGraph graph, String destination) {
    this.graph = graph;
    this.leading =
        graph
            .ofType("aws:pipes/pipe:Pipe")
            .map(pipe -> Blueprint.text(pipe, "source"))
            .collect(Collectors.toCollection(TreeSet::new));
    leading.add(destination);
    Topology topology = Topology.of(graph);
    this.deadLetterQueues = topology.deadLetterQueues();
    this.leadingDeadLetterQueues =
        topology.edges().stream()
            .filter(edge -> edge.kind().isForFailures() && leadsOn(edge))
            .map(Edge::to)
            .collect(Collectors.toSet());
  }

  /** Whether what goes this way when it fails was on its way to the destination. */
  private boolean leadsOn(Edge failures) {
    return failures.kind() == Edge.Kind.REDRIVE
        ? leadsOn(failures.from())
        : leadsOn(graph.resource(failures.resource()));
  }

  /** Whether what a subscription or target takes is on its way to the destination. */
  boolean leadsOn(GraphResource resource) {
    return switch (resource.type()) {
      case "aws:sns/topicSubscription:TopicSubscription" ->
          leadsOn(Blueprint.text(resource, "endpoint"));
      case "aws:cloudwatch/eventTarget:EventTarget" ->
          leadsOn(String.valueOf(resource.inputs().get("arn")));
      default -> true;
    };
  }

  /** Whether what gets an event takes it to the destination. */
  boolean leadsOn(String arn) {
    return leading.contains(arn)
        || Arn.parse(arn).map(Arn::service).filter(ENDS::contains).isEmpty();
  }

  /** Whether a message comes to the destination from a queue, if only by a redrive. */
  boolean leadsOnIfRedriven(String queueArn) {
    return leading.contains(queueArn) || leadingDeadLetterQueues.contains(queueArn);
  }

  /** Whether a queue has to become empty. */
  boolean drains(String queueArn) {
    return leading.contains(queueArn) && !deadLetterQueues.contains(queueArn);
  }

  /** The queues that anything of the program names as its dead-letter queue, by ARN. */
  Set<String> deadLetterQueues() {
    return deadLetterQueues;
  }
}
