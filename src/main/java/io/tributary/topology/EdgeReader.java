package io.tributary.topology;

import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the edges in what resources say of each other. */
final class EdgeReader {

  private static final String REDRIVE_POLICY = "aws:sqs/redrivePolicy:RedrivePolicy";

  private final ResourceGraph graph;

  EdgeReader(ResourceGraph graph) {
    this.graph = graph;
  }

  /** All edges, by the URN of the resource that makes them. */
  List<Edge> read() {
    return Stream.of(
            each("aws:sns/topicSubscription:TopicSubscription", this::ofSubscription),
            each("aws:sqs/queue:Queue", this::ofQueue),
            each(REDRIVE_POLICY, this::ofRedrivePolicy),
            each("aws:pipes/pipe:Pipe", this::ofPipe),
            each("aws:cloudwatch/eventRule:EventRule", this::ofRule),
            each("aws:cloudwatch/eventTarget:EventTarget", this::ofTarget))
        .flatMap(edges -> edges)
        .toList();
  }

  private Stream<Edge> each(String type, Function<GraphResource, Stream<Optional<Edge>>> edges) {
    return graph.ofType(type).flatMap(edges).flatMap(Optional::stream);
  }

  private Stream<Optional<Edge>> ofSubscription(GraphResource subscription) {
    Optional<String> topic = subscription.text("topic");
    return Stream.of(
        edge(Edge.Kind.SUBSCRIPTION, topic, endpoint(subscription), subscription),
        edge(
            Edge.Kind.DEAD_LETTER,
            topic,
            subscription.text("redrivePolicy").flatMap(QueueSettings::deadLetterArn),
            subscription));
  }

  /**
   * An address may carry a password, and pictures are for others to see; a drawn ARN is no secret.
   */
  private static Optional<String> endpoint(GraphResource subscription) {
    boolean secret = subscription.secrets().contains("endpoint");
    return subscription
        .text("endpoint")
        .map(
            endpoint ->
                secret && Kind.of(endpoint) == Kind.OTHER
                    ? GraphResource.REDACTED + " " + subscription.name()
                    : endpoint);
  }

  /** A redrive policy that is a resource of its own stands over the queue's. */
  private Stream<Optional<Edge>> ofQueue(GraphResource queue) {
    boolean apart =
        graph
            .ofType(REDRIVE_POLICY)
            .anyMatch(it -> it.text("queueUrl").equals(Optional.of(queue.id())));
    return apart ? Stream.of() : Stream.of(redrive(queue.text("arn"), queue));
  }

  /** The queue may be one that the program does not make. */
  private Stream<Optional<Edge>> ofRedrivePolicy(GraphResource policy) {
    Optional<String> queue = policy.text("queueUrl").map(graph.stack().account()::queueOfUrl);
    return Stream.of(redrive(queue, policy));
  }

  private static Optional<Edge> redrive(Optional<String> queue, GraphResource saysSo) {
    Optional<String> deadLetters =
        saysSo.text("redrivePolicy").flatMap(QueueSettings::deadLetterArn);
    return edge(Edge.Kind.REDRIVE, queue, deadLetters, saysSo);
  }

  private Stream<Optional<Edge>> ofPipe(GraphResource pipe) {
    Optional<String> arn = pipe.text("arn");
    Optional<String> logGroup =
        pipe.text("logConfiguration", "cloudwatchLogsLogDestination", "logGroupArn");
    return Stream.of(
        edge(Edge.Kind.PIPE_SOURCE, pipe.text("source"), arn, pipe),
        edge(Edge.Kind.PIPE_TARGET, arn, pipe.text("target"), pipe),
        edge(Edge.Kind.LOGS, arn, logGroup, pipe));
  }

  /** A rule that has a schedule only looks at no event. */
  private Stream<Optional<Edge>> ofRule(GraphResource rule) {
    Optional<String> looking = rule.text("eventPattern").flatMap(pattern -> rule.text("arn"));
    Optional<String> bus = rule.text("eventBusName").map(graph.stack()::busArn);
    return Stream.of(edge(Edge.Kind.RULE, bus, looking, rule));
  }

  private Stream<Optional<Edge>> ofTarget(GraphResource target) {
    Optional<String> rule = ruleArn(target);
    Optional<String> deadLetters = target.text("deadLetterConfig", "arn");
    return Stream.of(
        edge(Edge.Kind.RULE_TARGET, rule, target.text("arn"), target),
        edge(Edge.Kind.DEAD_LETTER, rule, deadLetters, target));
  }

  /** A rule's ARN names its bus, unless that is the account's default bus. */
  private Optional<String> ruleArn(GraphResource target) {
    Optional<String> bus = target.text("eventBusName").map(Kind.BUS::name);
    String path = bus.filter(name -> !name.equals("default")).map(name -> name + "/").orElse("");
    return target
        .text("rule")
        .map(rule -> graph.stack().account().arn("events", "rule/" + path + rule));
  }

  private static Optional<Edge> edge(
      Edge.Kind kind, Optional<String> from, Optional<String> to, GraphResource resource) {
    return from.flatMap(
        source ->
            to.map(
                target ->
                    new Edge(kind, Kind.nodeId(source), Kind.nodeId(target), resource.urn())));
  }
}
