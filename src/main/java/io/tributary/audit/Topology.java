package io.tributary.audit;

import io.tributary.local.GraphResource;
import io.tributary.local.Provided;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What hangs together in a graph, as far as flows go through it. */
final class Topology {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy";
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
    return graph
        .ofType(SUBSCRIPTION)
        .filter(subscription -> subscription.inputs().containsKey("redrivePolicy"))
        .map(subscription -> text(subscription.inputs().get("endpoint")))
        .distinct()
        .toList();
  }

  /** The targets of rules that have a dead-letter queue. */
  List<String> targets() {
    return graph
        .ofType(TARGET)
        .filter(target -> target.inputs().containsKey("deadLetterConfig"))
        .map(target -> text(target.inputs().get("arn")))
        .distinct()
        .toList();
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
        .filter(queue -> redrivePolicy(queue).isPresent())
        .toList();
  }

  private Optional<String> redrivePolicy(GraphResource queue) {
    Stream<Object> apart =
        graph
            .ofType(REDRIVE)
            .filter(redrive -> queue.id().equals(redrive.inputs().get("queueUrl")))
            .map(redrive -> redrive.inputs().get("redrivePolicy"));
    return Stream.concat(Stream.ofNullable(queue.inputs().get("redrivePolicy")), apart)
        .map(Topology::text)
        .findFirst();
  }

  /** The dead-letter queues that queues name, by ARN, each with the ARN of a queue that does. */
  SortedMap<String, String> deadLetterQueues() {
    SortedMap<String, String> found = new TreeMap<>();
    for (GraphResource queue : queues()) {
      redrivePolicy(queue)
          .map(policy -> Json.object(policy).path("deadLetterTargetArn").asText())
          .ifPresent(arn -> found.putIfAbsent(arn, text(queue.outputs().get("arn"))));
    }
    return found;
  }

  /** How often a message of the queue is received before it becomes a dead letter. */
  int maxReceiveCount(GraphResource queue) {
    return redrivePolicy(queue)
        .map(policy -> Json.object(policy).path("maxReceiveCount").asInt())
        .orElseThrow();
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
