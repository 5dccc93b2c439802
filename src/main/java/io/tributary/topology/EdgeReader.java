package io.tributary.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the edges in what resources say of each other. */
final class EdgeReader {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceGraph graph;

  EdgeReader(ResourceGraph graph) {
    this.graph = graph;
  }

  /** All edges, by the URN of the resource that makes them. */
  List<Edge> read() {
    return Stream.of(
            each("aws:sns/topicSubscription:TopicSubscription", this::ofSubscription),
            each("aws:sqs/queue:Queue", this::ofQueue),
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
        edge(Edge.Kind.SUBSCRIPTION, topic, text(subscription, "endpoint"), subscription),
        edge(
            Edge.Kind.DEAD_LETTER,
            topic,
            deadLetterQueue(text(subscription, "redrivePolicy")),
            subscription));
  }

  private Stream<Optional<Edge>> ofQueue(GraphResource queue) {
    Optional<String> apart =
        graph
            .ofType("aws:sqs/redrivePolicy:RedrivePolicy")
            .filter(it -> text(it, "queueUrl").equals(Optional.of(queue.id())))
            .map(it -> text(it, "redrivePolicy"))
            .flatMap(Optional::stream)
            .findFirst();
    return Stream.of(
        edge(
            Edge.Kind.REDRIVE,
            text(queue, "arn"),
            deadLetterQueue(apart.or(() -> text(queue, "redrivePolicy"))),
            queue));
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

  private Stream<Optional<Edge>> ofRule(GraphResource rule) {
    return Stream.of(edge(Edge.Kind.RULE, busArn(rule), text(rule, "arn"), rule));
  }

  private Stream<Optional<Edge>> ofTarget(GraphResource target) {
    Optional<String> rule = ruleArn(target);
    Optional<String> deadLetters =
        within(target, "deadLetterConfig").flatMap(config -> text(config, "arn"));
    return Stream.of(
        edge(Edge.Kind.RULE_TARGET, rule, text(target, "arn"), target),
        edge(Edge.Kind.DEAD_LETTER, rule, deadLetters, target));
  }

  /** A bus may be given by name or by ARN. */
  private Optional<String> busArn(GraphResource ruleOrTarget) {
    return text(ruleOrTarget, "eventBusName")
        .map(bus -> Kind.BUS.name(bus))
        .map(name -> graph.stack().account().arn("events", "event-bus/" + name));
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
    return from.flatMap(source -> to.map(target -> new Edge(kind, source, target, resource.urn())));
  }

  /** What a redrive policy names; a text that is no such policy names nothing. */
  private static Optional<String> deadLetterQueue(Optional<String> redrivePolicy) {
    try {
      JsonNode policy = JSON.readTree(redrivePolicy.orElse("{}"));
      return Optional.ofNullable(policy.path("deadLetterTargetArn").textValue());
    } catch (JsonProcessingException isForTheRulesOfTheHouse) {
      return Optional.empty();
    }
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
