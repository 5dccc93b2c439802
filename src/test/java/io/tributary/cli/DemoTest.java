package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.GraphResource;
import io.tributary.local.GraphResources;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Demo;
import io.tributary.system.purchase.PurchaseEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RECEIVED =
      Pattern.compile("jane-purchase-events received:\n(\\{.*?\n})\n", Pattern.DOTALL);

  /** The output with the URL of a second queue. */
  private static final String ARCHIVE = "archiveQueueUrl";

  private static final Demo OF_TWO_QUEUES =
      new Demo(
          List.of(
              new Demo.Example(
                  "basketTopicArn",
                  PurchaseEvents.DEMO.examples().get(0).file(),
                  "purchaseQueueUrl",
                  ARCHIVE)));

  private final Screen screen = new Screen();

  private List<JsonNode> received() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String json : RECEIVED.matcher(screen.out()).results().map(it -> it.group(1)).toList()) {
      events.add(((ObjectNode) JSON.readTree(json)).without(List.of("id", "time")));
    }
    return events;
  }

  private static JsonNode expected(String source, String file) throws IOException {
    String inner = Files.readString(Purchases.ROOT.resolve("example-sns-events").resolve(file));
    return JSON.readTree(
        """
        { "version": "0", "detail-type": "Event from aws:sqs", "source": "%s",
          "account": "536697261635", "region": "eu-west-1", "resources": [],
          "detail": { "event": %s } }
        """
            .formatted(source, inner));
  }

  @Test
  void demo_printsBothEventsAsTheyArriveOnAws() throws IOException {
    assertThat(screen.run("demo")).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(received())
        .containsExactlyInAnyOrder(
            expected("basket_events", "basket-updated-event.json"),
            expected("checkout_events", "checkout-created-event.json"));
  }

  @Test
  void demo_printsTheRouteOfEachEventWithEveryHop() {
    screen.run("demo");

    assertThat(screen.out())
        .contains("The route of example-sns-events/basket-updated-event.json:")
        .contains("The route of example-sns-events/checkout-created-event.json:")
        .containsPattern("\\d+\\.\\d\\d ms  publish     topic jane-checkout-events by user jane")
        .containsPattern("\\d+\\.\\d\\d ms  send        queue jane-purchase-events by events");
  }

  @Test
  void demo_whereSnsIsDenied_tellsHopReasonStatementAndDeadLetterQueue() throws IOException {
    ResourceGraph whole = Purchases.recorded(Map.of());
    String policy = whole.named("aws:sqs/queuePolicy:QueuePolicy", "basket-events-policy").urn();

    int code = demoOf(whole.without(policy));

    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(received())
        .containsExactly(expected("checkout_events", "checkout-created-event.json"));
    assertThat(screen.err())
        .contains(
            "example-sns-events/basket-updated-event.json did not arrive in queue"
                + " jane-purchase-events within 1 s.")
        .contains("lies in queue jane-basket-events-dlq, a dead-letter queue")
        .contains("sqs:sendmessage");
    assertThat(screen.out())
        .contains("this statement would allow it:")
        .contains("\"sqs:SendMessage\"", "sns.amazonaws.com");
  }

  @Test
  void demo_whereAllArrivesButAHopIsDenied_isNotWell() throws IOException {
    int code = demoOf(Purchases.whosePipeMayNotDelete());

    assertThat(received()).hasSize(2);
    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("basket-updated-event.json arrived, but not all of its way went well")
        .contains(
            "It is put on the bus more than once by pipe jane-basket-events, which could not delete"
                + " it from queue jane-basket-events: ")
        .doesNotContain("checkout-created-event.json");
  }

  @Test
  void demo_whereNoRuleMatches_tellsThePattern() {
    ResourceGraph whole = Purchases.recorded(Map.of());
    String rule = whole.named("aws:cloudwatch/eventRule:EventRule", "purchase-events-rule").urn();

    int code =
        demoOf(
            whole.altered(
                rule,
                inputs -> {
                  inputs.put("eventPattern", "{\"source\":[\"basket-events\"]}");
                  return inputs;
                }));

    assertThat(code).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("It was filtered out at bus jane-domain-events")
        .contains("basket_events");
  }

  /** The program whose basket topic delivers only what a carrier has brought. */
  private static ResourceGraph filteringByCarrier() {
    ResourceGraph whole = Purchases.recorded(Map.of());
    return whole.altered(
        whole
            .named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription")
            .urn(),
        inputs -> {
          inputs.put("filterPolicy", "{\"carrier\":[\"dhl\"]}");
          return inputs;
        });
  }

  /** The demo of basket events alone, with message attributes in a file of this name. */
  private static Demo withAttributes(Path file) {
    Demo.Example basket = PurchaseEvents.DEMO.examples().get(0);
    return new Demo(List.of(basket.withAttributes(file.toString())));
  }

  @Test
  void demo_ofAnExampleWithMessageAttributes_passesAFilterOfThem(@TempDir Path folder)
      throws IOException {
    Path dhl = folder.resolve("dhl.json");
    Files.writeString(dhl, "{\"carrier\":{\"DataType\":\"String\",\"StringValue\":\"dhl\"}}");

    assertThat(demoOf(filteringByCarrier(), withAttributes(dhl)))
        .as(screen.err())
        .isEqualTo(ExitCode.OK);
    assertThat(received()).hasSize(1);
  }

  @Test
  void demo_ofAttributesThatSnsWouldNotTake_tellsEachProblemAndTheFile(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("carrier.json");
    Files.writeString(file, "{\"carrier\":{\"DataType\":\"Strnig\"},\"weight\":2}");

    assertThatThrownBy(() -> demoOf(filteringByCarrier(), withAttributes(file)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(file + ": attribute carrier: DataType must be String")
        .hasMessageContaining("attribute weight: must be an object");
  }

  @Test
  void demo_ofAttributesThatAreNotThere_namesTheirFile(@TempDir Path folder) {
    Path file = folder.resolve("carrier.json");

    assertThatThrownBy(() -> demoOf(filteringByCarrier(), withAttributes(file)))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("the file of attributes " + file + " is not there");
  }

  @Test
  void demo_ofAnEventOfTwoQueues_printsWhatEachReceived() {
    assertThat(demoOf(archiving(Map.of()), OF_TWO_QUEUES)).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("jane-purchase-events received:", "jane-archive received:");
  }

  @Test
  void demo_ofAnEventThatLacksOneOfItsQueues_namesThatAndWhereItLiesInstead() {
    ResourceGraph missing = archiving(Map.of("filterPolicy", "{\"carrier\":[\"dhl\"]}"));

    assertThat(demoOf(missing, OF_TWO_QUEUES)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains(
            "basket-updated-event.json did not arrive in queue jane-archive within 1 s.",
            "It was filtered out at topic jane-basket-events to queue jane-archive",
            "It was received from queue jane-purchase-events");
  }

  @Test
  void demo_ofAnEventThatLiesInAnotherQueueThanItsOwn_tellsInWhich() {
    Demo.Example basket = PurchaseEvents.DEMO.examples().get(0);
    Demo ofArchive = new Demo(List.of(new Demo.Example("basketTopicArn", basket.file(), ARCHIVE)));
    ResourceGraph missing = archiving(Map.of("filterPolicy", "{\"carrier\":[\"dhl\"]}"));

    assertThat(demoOf(missing, ofArchive)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("did not arrive in queue jane-archive", "lies in queue jane-purchase-events");
  }

  /** The program with a second queue for basket events, straight from their topic. */
  private static ResourceGraph archiving(Map<String, Object> settings) {
    String arn = "arn:aws:sqs:eu-west-1:536697261635:jane-archive";
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:SendMessage",
         "Principal":{"Service":"sns.amazonaws.com"},"Resource":"%s"}}"""
            .formatted(arn);
    Map<String, Object> subscription = new TreeMap<>(settings);
    subscription.put("topic", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
    subscription.put("protocol", "sqs");
    subscription.put("endpoint", arn);
    ResourceGraph whole = Purchases.recorded(Map.of());
    List<GraphResource> all = new ArrayList<>(whole.resources());
    GraphResource queue =
        GraphResources.asked(
            "aws:sqs/queue:Queue", "archive", Map.of("name", "jane-archive", "policy", policy));
    all.add(queue);
    all.add(
        GraphResources.asked(
            "aws:sns/topicSubscription:TopicSubscription", "archive", subscription));
    Map<String, Object> outputs = new TreeMap<>(whole.outputs());
    outputs.put(ARCHIVE, "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-archive");
    // What the provider would put out follows from the inputs.
    return new ResourceGraph(whole.stack(), all, outputs).altered(queue.urn(), same -> same);
  }

  private int demoOf(ResourceGraph graph) {
    return demoOf(graph, PurchaseEvents.DEMO);
  }

  private int demoOf(ResourceGraph graph, Demo demo) {
    try (LocalServer server = Purchases.served(graph)) {
      return new DemoRun(server, demo, Purchases.ROOT, screen.terminal, Duration.ofSeconds(1))
          .run();
    }
  }
}
