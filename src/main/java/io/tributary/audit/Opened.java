package io.tributary.audit;

import io.tributary.cloud.journal.Hop;
import io.tributary.local.ResourceGraph;
import io.tributary.route.ResourceName;
import io.tributary.topology.Edge;
import io.tributary.topology.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The value of that attribute. */
  private static final String OWN = "own";

  private final Collection<List<Hop>> ways;

  private Opened(Collection<List<Hop>> ways) {
    this.ways = ways;
  }

  /** The scene of a program's closed gates; empty if with these open it cannot be deployed. */
  static Optional<Scene> scene(Scene program, List<Edge> closed) {
    ResourceGraph graph = program.graph();
    Set<String> places = new LinkedHashSet<>();
    for (Edge gate : closed) {
      places.add(before(gate, graph));
      graph = graph.altered(gate.resource(), inputs -> open(gate.kind(), inputs));
    }
    Opened opened = new Opened(program.wellEnded().hops().values());
    List<Event> events = places.stream().map(opened::event).toList();
    try {
      return Optional.of(
          Scene.play(graph, new Player(program.player().flows(), events), program.seed()));
    } catch (NotDeployedException failed) {
      return Optional.empty();
    }
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
      }
      case RULE -> {
        inputs.put("state", "ENABLED");
        inputs.put("eventPattern", "{\"source\":[\"%s\"]}".formatted(MARK));
      }
      default -> throw new IllegalArgumentException("nothing is filtered at a " + kind.id());
    }
    return inputs;
  }

  private static Map<String, Object> marked(Object sourceParameters) {
    Map<String, Object> parameters = new TreeMap<>();
    if (sourceParameters instanceof Map<?, ?> given) {
      given.forEach((name, value) -> parameters.put((String) name, value));
    }
    String pattern = "{\"messageAttributes\":{\"%s\":{\"stringValue\":[\"%s\"]}}}";
    parameters.put(
        "filterCriteria",
        Map.of("filters", List.of(Map.of("pattern", pattern.formatted(MARK, OWN)))));
    return parameters;
  }

  private Event event(String arn) {
    return new Event(
        "the audit's event at " + ResourceName.of(arn),
        site ->
            switch (Kind.of(arn)) {
              case TOPIC -> publish(site, arn);
              case QUEUE -> send(site, arn);
              default -> putEvent(site, arn);
            });
  }

  private CompletableFuture<String> publish(Site site, String topicArn) {
    MessageAttributeValue own =
        MessageAttributeValue.builder().dataType("String").stringValue(OWN).build();
    return site.root(SnsAsyncClient.class)
        .publish(
            it ->
                it.topicArn(topicArn).message(body(topicArn)).messageAttributes(Map.of(MARK, own)))
        .thenApply(PublishResponse::messageId);
  }

  private CompletableFuture<String> send(Site site, String queueArn) {
    var own =
        software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
            .dataType("String")
            .stringValue(OWN)
            .build();
    return site.root(SqsAsyncClient.class)
        .sendMessage(
            it ->
                it.queueUrl(site.places().queue(queueArn).orElseThrow().id())
                    .messageBody(body(queueArn))
                    .messageAttributes(Map.of(MARK, own)))
        .thenApply(SendMessageResponse::messageId);
  }

  /** What came there in an example, so that a pipe's template and paths find what they look for. */
  private String body(String arn) {
    return ways.stream()
        .flatMap(List::stream)
        .filter(hop -> hop.resource().equals(arn) && hop.id() != null && hop.payload() != null)
        .map(Hop::payload)
        .findFirst()
        .orElse("{}");
  }

  private static CompletableFuture<String> putEvent(Site site, String busArn) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(busArn)
            .source(MARK)
            .detailType(OWN)
            .detail("{}")
            .build();
    return site.root(EventBridgeAsyncClient.class)
        .putEvents(it -> it.entries(entry))
        .thenApply(answer -> answer.entries().get(0).eventId());
  }
}
