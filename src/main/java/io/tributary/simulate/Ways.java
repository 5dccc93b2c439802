package io.tributary.simulate;

import io.tributary.iam.Arn;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a program leads to the destination, and what aside: to a queue that the program only
 * fills, or to a log group. A pipe is taken to lead there, and so is whatever else gets an event.
 */
final class Ways {

  private static final String QUEUE = "aws:sqs/queue:Queue";

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
    this.deadLetterQueues = namedBy(graph.resources());
    this.leadingDeadLetterQueues =
        namedBy(graph.resources().stream().filter(this::leadsOn).toList());
  }

  private Set<String> namedBy(Collection<GraphResource> resources) {
    return graph
        .ofType(QUEUE)
        .map(queue -> Blueprint.text(queue, "arn"))
        .filter(arn -> resources.stream().anyMatch(it -> handsFailuresTo(it, arn)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean handsFailuresTo(GraphResource resource, String arn) {
    return Stream.of("redrivePolicy", "deadLetterConfig")
        .map(input -> String.valueOf(resource.inputs().get(input)))
        .anyMatch(value -> value.contains(arn + "\"") || value.contains(arn + "}"));
  }

  /** Whether what a queue, subscription or target takes is on its way to the destination. */
  boolean leadsOn(GraphResource resource) {
    return switch (resource.type()) {
      case QUEUE -> leadsOn(Blueprint.text(resource, "arn"));
      case "aws:sqs/redrivePolicy:RedrivePolicy" -> leadsOn(queueOf(resource));
      case "aws:sns/topicSubscription:TopicSubscription" ->
          leadsOn(Blueprint.text(resource, "endpoint"));
      case "aws:cloudwatch/eventTarget:EventTarget" ->
          leadsOn(String.valueOf(resource.inputs().get("arn")));
      default -> true;
    };
  }

  private String queueOf(GraphResource redrivePolicy) {
    return graph
        .ofType(QUEUE)
        .filter(queue -> queue.id().equals(redrivePolicy.inputs().get("queueUrl")))
        .map(queue -> Blueprint.text(queue, "arn"))
        .findFirst()
        .orElse("");
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
