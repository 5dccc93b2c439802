package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.Purchases;
import io.tributary.local.ResourceGraph;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Timeout(60)
class LiveConsoleTest {

  private static final String EVENT =
      "{\"event\":{\"event_name\":\"basket_updated\",\"event_id\":\"E-1\"}}";

  private final Browser browser = Browser.ofPurchases(Map.of());

  @AfterEach
  void stop() {
    browser.close();
  }

  private static List<String> texts(JsonNode array, String field) {
    return array.findValuesAsText(field);
  }

  @Test
  void map_showsWhatIsDeployedAndWhereItIsDrawn() {
    JsonNode map = browser.read("api/map");

    assertThat(map.path("mode").asText()).isEqualTo("live");
    assertThat(map.path("username").asText()).isEqualTo("jane");
    assertThat(texts(map.path("nodes"), "name"))
        .contains("jane-basket-events", "jane-domain-events", "jane-purchase-events");
    assertThat(texts(map.path("edges"), "kind"))
        .contains("subscription", "pipe-source", "pipe-target", "rule", "rule-target", "redrive");
    assertThat(map.path("nodes")).allMatch(node -> node.path("width").asInt() > 0);
  }

  @Test
  void map_afterADeploymentForAnother_tellsWhose() {
    browser.server.deploy(Browser.purchases(Map.of("username", "john")), note -> {});

    assertThat(browser.read("api/map").path("username").asText()).isEqualTo("john");
  }

  @Test
  void stream_beginsWithTheStateOfEveryNode() {
    try (EventSource source = browser.stream()) {
      JsonNode tick = source.next().data();

      assertThat(source.response.headers().firstValue("Content-Type"))
          .contains("text/event-stream");
      assertThat(tick.path("paused").asBoolean()).isFalse();
      assertThat(tick.path("nodes").path(queueArn("purchase-events")).path("visible").asInt(-1))
          .isZero();
    }
  }

  private static String queueArn(String name) {
    return "arn:aws:sqs:eu-west-1:536697261635:jane-" + name;
  }

  @Test
  void stream_tellsWhatPassesAndWhereItLies() {
    try (EventSource source = browser.stream()) {
      source.next();

      browser.publish("basketTopicArn", EVENT);

      JsonNode tick =
          source.first(event -> event.data().path("events").path("accepted").asInt() > 0).data();
      assertThat(tick.path("events").path("accepted").asInt()).isEqualTo(1);
      assertThat(passed(tick, "subscription")).isEqualTo(1);
      assertThat(passed(tick, "rule-target")).isEqualTo(1);
      assertThat(tick.path("nodes").path(queueArn("purchase-events")).path("visible").asInt())
          .isEqualTo(1);
      assertThat(tick.path("nodes").path(queueArn("basket-events")).path("rate").asDouble())
          .isPositive();
    }
  }

  @Test
  void aHopIntoALogGroupWhoseArnEndsWithAStar_namesItAsTheMapDoes() {
    ResourceGraph purchases = Browser.purchases(Map.of("debugRule", "true"));
    ResourceGraph starred =
        purchases.altered(
            purchases
                .named("aws:cloudwatch/eventTarget:EventTarget", "purchase-events-debug-target")
                .urn(),
            inputs -> {
              inputs.computeIfPresent("arn", (key, arn) -> arn + ":*");
              return inputs;
            });
    try (Browser live = Browser.of(starred)) {
      live.publish("basketTopicArn", EVENT);

      JsonNode hops = live.read(newestEvent(live)).path("hops");

      assertThat(texts(hops, "peer")).anyMatch(peer -> peer.contains(":log-group:"));
      assertThat(texts(hops, "peer"))
          .filteredOn(peer -> peer.contains(":log-group:"))
          .isSubsetOf(texts(live.read("api/map").path("nodes"), "id"));
    }
  }

  private static int passed(JsonNode tick, String kind) {
    int count = 0;
    for (JsonNode pass : tick.path("passes")) {
      count += pass.path(0).asText().startsWith(kind + " ") ? pass.path(1).asInt() : 0;
    }
    return count;
  }

  @Test
  void stream_afterADeployment_tellsThatTheMapChanged() {
    try (EventSource source = browser.stream()) {
      source.next();

      browser.server.deploy(Browser.purchases(Map.of("debugRule", "true")), note -> {});

      assertThat(source.first(event -> event.name().equals("map")).data()).isEmpty();
      assertThat(texts(browser.read("api/map").path("nodes"), "kind")).contains("log-group");
    }
  }

  @Test
  void stream_moreThanTheLimit_isRefusedWithWhatToDo() {
    for (int i = 0; i < Ticker.MOST_PAGES; i++) {
      browser.stream();
    }

    assertThat(browser.get("api/stream").statusCode()).isEqualTo(503);
    assertThat(browser.get("api/stream").body())
        .contains(Ticker.MOST_PAGES + " pages", "close one");
  }

  @Test
  void events_areListedNewestFirstWithWhereTheyAre() {
    browser.publish("basketTopicArn", EVENT);
    browser.publish("checkoutTopicArn", EVENT.replace("E-1", "E-2"));

    JsonNode events = browser.read("api/events").path("events");

    assertThat(texts(events, "id")).containsExactly("E-2", "E-1");
    JsonNode newest = events.path(0);
    assertThat(newest.path("name").asText()).isEqualTo("basket_updated");
    assertThat(newest.path("outcome").asText()).isEqualTo("arrived");
    assertThat(newest.path("where").asText()).isEqualTo("queue jane-purchase-events");
    assertThat(newest.path("source").asText()).isEqualTo("checkout_events");
    assertThat(newest.path("topic").asText()).isEqualTo("jane-checkout-events");
  }

  @Test
  void events_sentStraightIntoADeadLetterQueue_areDeadLetters() {
    SqsAsyncClient sqs = browser.client(SqsAsyncClient.class);
    String url = browser.read("api/queues/jane-purchase-events-dlq").path("url").asText();

    browser.server.read(() -> sqs.sendMessage(it -> it.queueUrl(url).messageBody("{}"))).join();

    JsonNode event = browser.read("api/events").path("events").path(0);
    assertThat(event.path("outcome").asText()).isEqualTo("dead-letter");
    assertThat(event.path("where").asText()).isEqualTo("queue jane-purchase-events-dlq");
  }

  @Test
  void events_filteredBySourceOutcomeAndText() {
    browser.publish("basketTopicArn", EVENT);
    browser.publish("checkoutTopicArn", EVENT.replace("E-1", "E-2"));

    assertThat(texts(browser.read("api/events?source=basket_events"), "id")).containsExactly("E-1");
    assertThat(texts(browser.read("api/events?outcome=stopped"), "id")).isEmpty();
    assertThat(texts(browser.read("api/events?text=%22e-2%22"), "id")).containsExactly("E-2");
  }

  @Test
  void events_unknownOutcome_isRefusedNamingThoseThereAre() {
    assertThat(browser.get("api/events?outcome=gone").statusCode()).isEqualTo(400);
    assertThat(browser.get("api/events?outcome=gone").body()).contains("on-its-way", "'gone'");
  }

  @Test
  void events_pageByPage_areAllListedOnce() {
    for (int i = 0; i < 5; i++) {
      browser.publish("basketTopicArn", EVENT.replace("E-1", "E-" + i));
    }

    JsonNode first = browser.read("api/events?limit=3");
    JsonNode second = browser.read("api/events?limit=3&before=" + first.path("next").asText());

    assertThat(texts(first, "id")).containsExactly("E-4", "E-3", "E-2");
    assertThat(texts(second, "id")).containsExactly("E-1", "E-0");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void event_tellsItsWayHopByHop() {
    browser.publish("basketTopicArn", EVENT);

    JsonNode event = browser.read(newestEvent(browser));

    assertThat(texts(event.path("hops"), "step"))
        .containsSubsequence("publish", "send", "deliver", "receive", "put event", "match", "send");
    assertThat(event.path("endings").path(0).asText())
        .isEqualTo("It lies in queue jane-purchase-events.");
    assertThat(event.path("hops").path(0).path("message").asText()).isEqualTo(EVENT);
    assertThat(event.path("hops").path(0).path("caller").asText()).endsWith(":user/jane");
  }

  @Test
  void event_tellsWhichStatementAllowedAHop() {
    browser.publish("basketTopicArn", EVENT);

    JsonNode sent = browser.read(newestEvent(browser)).path("hops").path(1);

    assertThat(sent.path("step").asText()).isEqualTo("send");
    assertThat(sent.path("policy").path("effect").asText()).isEqualTo("Allow");
    assertThat(sent.path("policy").path("words").asText())
        .isEqualTo("SNS may send here, only for topic jane-basket-events");
    assertThat(sent.path("policy").path("name").asText()).contains("queue policy");
  }

  @Test
  void event_tellsWhatARuleMatchedItBy() {
    browser.publish("basketTopicArn", EVENT);

    JsonNode pattern = null;
    for (JsonNode hop : browser.read(newestEvent(browser)).path("hops")) {
      pattern = hop.path("step").asText().equals("match") ? hop.path("pattern") : pattern;
    }

    assertThat(pattern.path("matched").asBoolean()).isTrue();
    assertThat(pattern.path("text").asText()).contains("basket_events");
  }

  @Test
  void event_filteredByASubscription_tellsOnWhatItsPolicyLooks() {
    ResourceGraph purchases = Browser.purchases(Map.of());
    String subscription =
        purchases
            .named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription")
            .urn();
    for (String scope : List.of("MessageAttributes", "MessageBody")) {
      ResourceGraph filtering =
          purchases.altered(
              subscription,
              inputs -> {
                inputs.put("filterPolicy", "{\"carrier\":[\"dhl\"]}");
                inputs.put("filterPolicyScope", scope);
                return inputs;
              });
      try (Browser live = Browser.of(filtering)) {
        live.publish("basketTopicArn", EVENT);

        JsonNode pattern = live.read(newestEvent(live)).path("hops").path(1).path("pattern");

        assertThat(pattern.path("matched").asBoolean(true)).isFalse();
        assertThat(pattern.path("scope").asText()).isEqualTo(scope);
      }
    }
  }

  @Test
  void event_filteredByAPipeThatMayNotDelete_isHeldAgainstItsFilterOnce() {
    ResourceGraph noDeletion = Purchases.whosePipeMayNotDelete();
    ResourceGraph filtering =
        noDeletion.altered(
            noDeletion.named("aws:pipes/pipe:Pipe", "basket-events").urn(),
            inputs -> {
              Map<String, Object> source = new TreeMap<>();
              ((Map<?, ?>) inputs.get("sourceParameters"))
                  .forEach((name, value) -> source.put((String) name, value));
              source.put(
                  "filterCriteria",
                  Map.of("filters", List.of(Map.of("pattern", "{\"body\":{\"none\":[\"x\"]}}"))));
              inputs.put("sourceParameters", source);
              return inputs;
            });
    try (Browser live = Browser.of(filtering)) {
      live.publish("basketTopicArn", EVENT);

      JsonNode hops = live.read(newestEvent(live)).path("hops");

      assertThat(hops)
          .filteredOn(hop -> hop.path("step").asText().equals("pipe"))
          .extracting(
              hop -> hop.path("outcome").asText() + " " + hop.path("pattern").path("matched"))
          .startsWith("filtered false", "denied ");
    }
  }

  @Test
  void event_whoseNumberIsUnknown_isNotFoundByTheNameThatWasAsked() {
    browser.publish("basketTopicArn", EVENT);
    String unknown = newestEvent(browser) + "77";

    HttpResponse<String> refused = browser.get(unknown);

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body()).contains("event " + unknown.substring("api/events/".length()) + " ");
  }

  @Test
  void event_thatIsNoEventsName_isRefusedWithOneThatIs() {
    browser.publish("basketTopicArn", EVENT);
    String first = newestEvent(browser).substring("api/events/".length());

    for (String name : List.of("1", "abc", first + "000000000000000000")) {
      HttpResponse<String> refused = browser.get("api/events/" + name);

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("such as " + first, "'" + name + "'");
    }
  }

  @Test
  void event_ofAnotherStartOfTheCloud_isGone_thoughItsNumberIsThere() {
    browser.publish("basketTopicArn", EVENT);
    try (Browser next = Browser.of(browser.server.graph())) {
      next.publish("basketTopicArn", EVENT);

      HttpResponse<String> gone = next.get(newestEvent(browser));

      assertThat(gone.statusCode()).isEqualTo(410);
      assertThat(gone.body()).contains("was started anew", "list of events");
    }
  }

  /** The path of the event that was published last. */
  private static String newestEvent(Browser browser) {
    return "api/events/" + browser.read("api/events").at("/events/0/event").asText();
  }

  @Test
  void event_tellsOnlyTheHopsAfterANumber() {
    browser.publish("basketTopicArn", EVENT);
    String event = newestEvent(browser);
    JsonNode hops = browser.read(event).path("hops");
    String second = hops.path(1).path("number").asText();
    String last = hops.path(hops.size() - 1).path("number").asText();

    JsonNode newer = browser.read(event + "?after=" + second);
    JsonNode none = browser.read(event + "?after=" + last);

    assertThat(newer.path("hops")).hasSize(hops.size() - 2);
    assertThat(newer.path("hops").path(0)).isEqualTo(hops.path(2));
    assertThat(none.path("hops")).isEmpty();
    assertThat(none.path("outcome").asText()).isEqualTo("arrived");
    assertThat(browser.get(event + "?after=x").statusCode()).isEqualTo(400);
  }
}
