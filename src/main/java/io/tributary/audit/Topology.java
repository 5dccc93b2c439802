package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.Provided;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What hangs together in a graph, as far as flows go through it. */
final class Topology {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  private static final String LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

  private final ResourceGraph graph;

  Topology(ResourceGraph graph) {
    this.graph = graph;
  }

  static Optional<GraphResource> queueOfUrl(ResourceGraph graph, String url) {
    return graph.ofType(QUEUE).filter(queue -> queue.id().equals(url)).findFirst();
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

  /** The names of the account's log resource policies, those that it provides among them. */
  List<String> logPolicies() {
    Stream<String> made =
        graph.ofType(LOG_POLICY).map(policy -> text(policy.inputs().get("policyName")));
    return Stream.concat(made, Provided.of(graph).logPolicies().keySet().stream()).toList();
  }

  /** The endpoints of subscriptions that have a dead-letter queue. */
  List<String> subscribedQueues() {
    return subscriptions().map(Delivery::to).distinct().toList();
  }

  /** The targets of rules that have a dead-letter queue. */
  List<String> targets() {
    return targetDeliveries().map(Delivery::to).distinct().toList();
  }

  /**
   * How a service delivers.
   *
   * @param to the ARN of the endpoint or target
   * @param deadLetterArn that of the queue for what it does not take; empty if there is none
   */
  private record Delivery(String to, String deadLetterArn) {

    boolean hasDeadLetterQueue() {
      return !deadLetterArn.isEmpty();
    }
  }

  private Stream<Delivery> subscriptions() {
    return graph
        .ofType(SUBSCRIPTION)
        .map(GraphResource::inputs)
        .map(
            inputs ->
                new Delivery(
                    text(inputs.get("endpoint")),
                    QueueSettings.deadLetterArn(text(inputs.get("redrivePolicy"))).orElse("")))
        .filter(Delivery::hasDeadLetterQueue);
  }

  private Stream<Delivery> targetDeliveries() {
    return graph
        .ofType(TARGET)
        .map(GraphResource::inputs)
        .map(
            inputs ->
                new Delivery(
                    text(inputs.get("arn")),
                    inputs.get("deadLetterConfig") instanceof Map<?, ?> config
                        ? text(config.get("arn"))
                        : ""))
        .filter(Delivery::hasDeadLetterQueue);
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
    return Stream.concat(subscriptions(), targetDeliveries())
        .filter(delivery -> delivery.to().equals(queueArn))
        .allMatch(delivery -> queueArn.equals(sources.get(delivery.deadLetterArn())));
  }

  /** The ARNs of what pipes deliver to. */
  List<String> pipeTargets() {
    return graph.ofType(PIPE).map(pipe -> text(pipe.inputs().get("target"))).distinct().toList();
  }

  /** The queues with a dead-letter queue that people consume: no pipe does. */
  List<GraphResource> consumedQueues() {
    List<Object> piped = graph.ofType(PIPE).map(pipe -> pipe.inputs().get("source")).toList();
    return queues().stream()
        .filter(queue -> !piped.contains(queue.outputs().get("arn")))
        .filter(queue -> settings(queue).deadLetterArn().isPresent())
        .toList();
  }

  /** The dead-letter queues that queues name, by ARN, each with the ARN of a queue that does. */
  SortedMap<String, String> deadLetterQueues() {
    SortedMap<String, String> found = new TreeMap<>();
    for (GraphResource queue : queues()) {
      QueueSettings settings = settings(queue);
      settings.deadLetterArn().ifPresent(arn -> found.putIfAbsent(arn, settings.arn()));
    }
    return found;
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
