package io.tributary.topology;

import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
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
    Optional<String> topic = text(subscription, "topic");
    return Stream.of(
        edge(Edge.Kind.SUBSCRIPTION, topic, endpoint(subscription), subscription),
        edge(
            Edge.Kind.DEAD_LETTER,
            topic,
            text(subscription, "redrivePolicy").flatMap(QueueSettings::deadLetterArn),
            subscription));
  }

  /**
   * An address may carry a password, and pictures are for others to see; a drawn ARN is no secret.
   */
  private static Optional<String> endpoint(GraphResource subscription) {
    boolean secret = subscription.secrets().contains("endpoint");
    return text(subscription, "endpoint")
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
            .anyMatch(it -> text(it, "queueUrl").equals(Optional.of(queue.id())));
    return apart ? Stream.of() : Stream.of(redrive(text(queue, "arn"), queue));
  }

  /** The queue may be one that the program does not make. */
  private Stream<Optional<Edge>> ofRedrivePolicy(GraphResource policy) {
    Optional<String> queue = text(policy, "queueUrl").map(graph.stack().account()::queueOfUrl);
    return Stream.of(redrive(queue, policy));
  }

  private static Optional<Edge> redrive(Optional<String> queue, GraphResource saysSo) {
    Optional<String> deadLetters =
        text(saysSo, "redrivePolicy").flatMap(QueueSettings::deadLetterArn);
    return edge(Edge.Kind.REDRIVE, queue, deadLetters, saysSo);
  }

  private Stream<Optional<Edge>> ofPipe(GraphResource pipe) {
    Optional<String> arn = text(pipe, "arn");
    Optional<String> logGroup =
        within(pipe, "logConfiguration")
            .flatMap(it -> within(it, "cloudwatchLogsLogDestination"))
            .flatMap(it -> text(it, "logGroupArn"));
    return Stream.of(
        edge(Edge.Kind.PIPE_SOURCE, text(pipe, "source"), arn, pipe),
        edge(Edge.Kind.PIPE_TARGET, arn, text(pipe, "target"), pipe),
        edge(Edge.Kind.LOGS, arn, logGroup, pipe));
  }

  /** A rule that has a schedule only looks at no event. */
  private Stream<Optional<Edge>> ofRule(GraphResource rule) {
    Optional<String> looking = text(rule, "eventPattern").flatMap(pattern -> text(rule, "arn"));
    Optional<String> bus = text(rule, "eventBusName").map(graph.stack()::busArn);
    return Stream.of(edge(Edge.Kind.RULE, bus, looking, rule));
  }

  private Stream<Optional<Edge>> ofTarget(GraphResource target) {
    Optional<String> rule = ruleArn(target);
    Optional<String> deadLetters =
        within(target, "deadLetterConfig").flatMap(config -> text(config, "arn"));
    return Stream.of(
        edge(Edge.Kind.RULE_TARGET, rule, text(target, "arn"), target),
        edge(Edge.Kind.DEAD_LETTER, rule, deadLetters, target));
  }

  /** A rule's ARN names its bus, unless that is the account's default bus. */
  private Optional<String> ruleArn(GraphResource target) {
    Optional<String> bus = text(target, "eventBusName").map(Kind.BUS::name);
    String path = bus.filter(name -> !name.equals("default")).map(name -> name + "/").orElse("");
    return text(target, "rule")
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

  private static Optional<Map<?, ?>> within(GraphResource resource, String property) {
    return within(resource.outputs(), property);
  }

  private static Optional<Map<?, ?>> within(Map<?, ?> properties, String property) {
    return properties.get(property) instanceof Map<?, ?> inner
        ? Optional.of(inner)
        : Optional.empty();
  }

  private static Optional<String> text(GraphResource resource, String property) {
    return text(resource.outputs(), property);
  }

  private static Optional<String> text(Map<?, ?> properties, String property) {
    return properties.get(property) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
