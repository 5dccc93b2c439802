package io.tributary.audit;

import io.tributary.cloud.journal.Hop;
import io.tributary.local.ResourceGraph;
import io.tributary.route.ResourceName;
import io.tributary.topology.Edge;
import io.tributary.topology.Kind;
import io.tributary.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * A program whose closed gates are open, each for marked events of the audit's own alone, and one
 * such event before each: so that nothing runs in circles that does not in the program itself. The
 * account's root puts the events, for whom no policy has to allow it.
 */
final class Opened {

  /** The source of an event, or the name of the message attribute that a message has. */
  private static final String MARK = "tributary-audit";

  /** The value of that attribute, or the detail type of an event. */
  private static final String OWN = "own";

  /** The body of a message, or the detail of an event, that says nothing. */
  private static final String NO_BODY = "{}";

  private Opened() {}

  /**
   * The scene of a program's closed gates.
   *
   * @throws NotDeployedException if with these open it cannot be deployed
   */
  static Scene scene(Scene program, Topology topology, List<Edge> closed) {
    ResourceGraph graph = program.graph();
    Set<String> places = new LinkedHashSet<>();
    for (Edge gate : closed) {
      places.add(before(gate, graph));
      graph = graph.altered(gate.resource(), inputs -> open(gate.kind(), inputs));
      for (Edge target : targets(topology, gate)) {
        graph = graph.altered(target.resource(), Opened::withoutPath);
      }
    }
    Collection<List<Hop>> ways = program.wellEnded().hops().values();
    List<Event> events = places.stream().map(arn -> event(arn, body(ways, arn))).toList();
    List<Flow> flows = program.player().flows().stream().map(Flow::withOwnEvents).toList();
    return Scene.play(graph, new Player(flows, events), program.seed());
  }

  /** The ways to the targets of a closed rule; a pipe and a subscription have none. */
  static List<Edge> targets(Topology topology, Edge gate) {
    return topology.edges().stream()
        .filter(edge -> gate.kind() == Edge.Kind.RULE && edge.kind() == Edge.Kind.RULE_TARGET)
        .filter(edge -> edge.from().equals(gate.to()))
        .toList();
  }

  /** What a target is given has no bearing on who may send it; the audit's event has no detail. */
  private static Map<String, Object> withoutPath(Map<String, Object> target) {
    target.remove("inputPath");
    return target;
  }

  /** The topic, queue or bus that hands events to a gate. */
  private static String before(Edge gate, ResourceGraph graph) {
    return gate.kind() == Edge.Kind.PIPE_TARGET
        ? graph.resource(gate.resource()).text("source").orElseThrow()
        : gate.from();
  }

  private static Map<String, Object> open(Edge.Kind kind, Map<String, Object> inputs) {
    switch (kind) {
      case SUBSCRIPTION -> {
        inputs.put("filterPolicy", "{\"%s\":[\"%s\"]}".formatted(MARK, OWN));
        inputs.put("filterPolicyScope", "MessageAttributes");
      }
      case PIPE_TARGET -> {
        inputs.put("desiredState", "RUNNING");
        inputs.put("sourceParameters", marked(inputs.get("sourceParameters")));
        inputs.computeIfPresent("targetParameters", (name, given) -> withoutPaths(given));
      }
      case RULE -> {
        inputs.put("state", "ENABLED");
        inputs.put("eventPattern", "{\"source\":[\"%s\"]}".formatted(MARK));
      }
      default -> throw new IllegalArgumentException("nothing is filtered at a " + kind.id());
    }
    return inputs;
  }

  /** Of what an event on the bus is given, no right depends on these; paths may find nothing. */
  private static Object withoutPaths(Object targetParameters) {
    Map<String, Object> parameters = fields(targetParameters);
    parameters.computeIfPresent(
        "eventbridgeEventBusParameters",
        (name, given) -> {
          Map<String, Object> bus = fields(given);
          bus.keySet().removeAll(List.of("time", "resources"));
          return bus;
        });
    return parameters;
  }

  private static Map<String, Object> fields(Object object) {
    Map<String, Object> fields = new TreeMap<>();
    if (object instanceof Map<?, ?> given) {
      given.forEach((name, value) -> fields.put((String) name, value));
    }
    return fields;
  }

  private static Map<String, Object> marked(Object sourceParameters) {
    Map<String, Object> parameters = fields(sourceParameters);
    String pattern = "{\"messageAttributes\":{\"%s\":{\"stringValue\":[\"%s\"]}}}";
    parameters.put(
        "filterCriteria",
        Map.of("filters", List.of(Map.of("pattern", pattern.formatted(MARK, OWN)))));
    return parameters;
  }

  /** One whose body may be what came there; where that is too large with the mark, it has none. */
  private static Event event(String arn, String body) {
    return new Event(
        "the audit's event at " + ResourceName.of(arn),
        site ->
            switch (Kind.of(arn)) {
              case TOPIC ->
                  publish(site, arn, body)
                      .exceptionallyCompose(refused -> publish(site, arn, NO_BODY));
              case QUEUE ->
                  send(site, arn, body).exceptionallyCompose(refused -> send(site, arn, NO_BODY));
              default -> putEvent(site, arn);
            });
  }

  private static CompletableFuture<String> publish(Site site, String topicArn, String body) {
    MessageAttributeValue own =
        MessageAttributeValue.builder().dataType("String").stringValue(OWN).build();
    return site.root(SnsAsyncClient.class)
        .publish(it -> it.topicArn(topicArn).message(body).messageAttributes(Map.of(MARK, own)))
        .thenApply(PublishResponse::messageId);
  }

  private static CompletableFuture<String> send(Site site, String queueArn, String body) {
    var own =
        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
            .dataType("String")
            .stringValue(OWN)
            .build();
    return site.root(SqsAsyncClient.class)
        .sendMessage(
            it ->
                it.queueUrl(site.places().queue(queueArn).orElseThrow().id())
                    .messageBody(body)
                    .messageAttributes(Map.of(MARK, own)))
        .thenApply(SendMessageResponse::messageId);
  }

  /** What came there in an example, so that a pipe's template and paths find what they look for. */
  private static String body(Collection<List<Hop>> ways, String arn) {
    return ways.stream()
        .flatMap(List::stream)
        .filter(hop -> hop.resource().equals(arn) && hop.id() != null && hop.payload() != null)
        .map(Hop::payload)
        .findFirst()
        .orElse(NO_BODY);
  }

  private static CompletableFuture<String> putEvent(Site site, String busArn) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(busArn)
            .source(MARK)
            .detailType(OWN)
            .detail(NO_BODY)
            .build();
    return site.root(EventBridgeAsyncClient.class)
        .putEvents(it -> it.entries(entry))
        .thenApply(answer -> answer.entries().get(0).eventId());
  }
}
