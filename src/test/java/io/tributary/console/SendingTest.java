package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Step;
import io.tributary.local.ResourceGraph;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

@Timeout(60)
class SendingTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
  private static final String QUEUE = "api/queues/jane-purchase-events";
  private static final String ATTRIBUTES =
      "{\"carrier\":{\"DataType\":\"String\",\"StringValue\":\"dhl\"}}";
  private static final Example EXAMPLE =
      new Example("basket", "basketTopicArn", "{\"event_id\":\"E-1\"}", ATTRIBUTES);

  private final Browser browser = Browser.ofPurchases(Map.of(), EXAMPLE);

  @AfterEach
  void stop() {
    browser.close();
  }

  private HttpResponse<String> publish(int count) {
    return browser.post(
        "api/publish", Map.of("topic", TOPIC, "body", EXAMPLE.body(), "count", count));
  }

  @Test
  void examples_areThoseOfTheProgram() {
    assertThat(browser.read("api/examples").path(0).path("body").asText())
        .isEqualTo(EXAMPLE.body());
  }

  @Test
  void examples_afterADeployment_belongToTheTopicsThatItExports() {
    String before = exampleTopic();
    String other = TOPIC.replace("jane", "john");
    browser.server.deploy(Browser.purchases(Map.of("basketTopicArn", other)), note -> {});

    assertThat(before).isEqualTo(TOPIC);
    assertThat(exampleTopic()).isEqualTo(other);
  }

  @Test
  void examples_ofATopicThatIsNotExported_areLeftOut() {
    ResourceGraph purchases = Browser.purchases(Map.of());
    Example other = new Example("other", "noSuchOutput", "{}", "");
    try (Browser another = Browser.of(purchases, other, EXAMPLE)) {
      assertThat(another.read("api/examples").findValuesAsText("name")).containsExactly("basket");
    }
  }

  private String exampleTopic() {
    return browser.read("api/examples").path(0).path("topic").asText();
  }

  @Test
  void publish_answersWithTheEventsName_whichLeadsToItsWay() {
    JsonNode published = Browser.json(publish(1));
    browser.settle();

    assertThat(published.path("accepted").asInt()).isEqualTo(1);
    JsonNode event = browser.read("api/events/" + published.path("events").path(0).asText());
    assertThat(event.path("id").asText()).isEqualTo("E-1");
    assertThat(event.path("outcome").asText()).isEqualTo("arrived");
  }

  @Test
  void publish_aBurst_allArrive() {
    assertThat(Browser.json(publish(1_000)).path("accepted").asInt()).isEqualTo(1_000);
    browser.settle();

    assertThat(browser.read(QUEUE).path("attributes").path("ApproximateNumberOfMessages").asText())
        .isEqualTo("1000");
  }

  @Test
  void publish_aBurstThatFailsMidway_tellsHowManyWerePublished() {
    deleteTopicAtFirstEvent();

    HttpResponse<String> failed = publish(1_000);

    assertThat(failed.statusCode()).isEqualTo(404);
    assertThat(Browser.json(failed).path("message").asText())
        .startsWith("published 50 of 1000 events, then: NotFound: ");
    assertThat(browser.server.read(browser.server.journal()::newestTrace)).isEqualTo(50);
  }

  /** As soon as the loop has done with what it is doing then. */
  private void deleteTopicAtFirstEvent() {
    LocalCloud cloud = browser.server.cloud();
    SnsAsyncClient root =
        cloud.client(SnsAsyncClient.class, new Principal.Root("aws", "536697261635"));
    Runnable deletion = () -> root.deleteTopic(it -> it.topicArn(TOPIC));
    browser.server.run(
        () ->
            cloud
                .journal()
                .listen(
                    hop -> {
                      if (hop.step() == Step.SNS_PUBLISH && hop.trace() == 1) {
                        browser.server.serverLoop().execute(deletion);
                      }
                    }));
  }

  @Test
  void publish_moreThanTheLimit_isRefusedNamingIt() {
    HttpResponse<String> refused = publish(Sending.MOST + 1);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("1 to 100000", "100001");
  }

  @Test
  void publish_toATopicThatIsNotTheUsers_isSnsRefusal() {
    HttpResponse<String> refused =
        browser.post("api/publish", Map.of("topic", TOPIC.replace("jane", "joe"), "body", "{}"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("AuthorizationError", "not authorized");
  }

  @Test
  void examples_tellTheirAttributes() {
    assertThat(browser.read("api/examples").path(0).path("attributes").asText())
        .isEqualTo(ATTRIBUTES);
  }

  @Test
  void publish_withAttributes_passesAFilterOfThem() {
    ResourceGraph purchases = Browser.purchases(Map.of());
    String subscription =
        purchases
            .named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription")
            .urn();
    ResourceGraph filtering =
        purchases.altered(
            subscription,
            inputs -> {
              inputs.put("filterPolicy", "{\"carrier\":[\"dhl\"]}");
              return inputs;
            });
    try (Browser another = Browser.of(filtering, EXAMPLE)) {
      another.post("api/publish", withAttributes(ATTRIBUTES));
      another.post("api/publish", withAttributes(""));
      another.settle();

      assertThat(another.read(QUEUE).path("messages")).hasSize(1);
    }
  }

  @Test
  void publish_withAttributesThatSnsWouldNotTake_isRefusedTellingEachProblem() {
    HttpResponse<String> refused =
        browser.post(
            "api/publish", withAttributes("{\"carrier\":{\"DataType\":\"Strnig\"},\"weight\":2}"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Browser.json(refused).path("message").asText())
        .contains("attribute carrier: DataType must be", "; attribute weight: must be an object");
  }

  private static Map<String, Object> withAttributes(String attributes) {
    return Map.of("topic", TOPIC, "body", EXAMPLE.body(), "attributes", attributes);
  }

  @Test
  void check_ofJson_isValid() {
    assertThat(check("{\"a\": [1, 2]}").path("valid").asBoolean()).isTrue();
  }

  @Test
  void check_ofBrokenJson_saysWhere() {
    JsonNode problem = check("{\n  \"a\": tru\n}").path("problem");

    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(problem.path("column").asInt()).isBetween(8, 12);
    assertThat(problem.path("message").asText()).contains("tru");
  }

  @Test
  void check_ofWhatFollowsTheJson_isInvalid() {
    assertThat(check("{} {}").path("valid").asBoolean()).isFalse();
    assertThat(check(" ").path("problem").path("message").asText()).isEqualTo("it is empty");
  }

  @Test
  void check_ofJsonThatNoServiceWouldRead_saysWhere() {
    JsonNode problem = check("[".repeat(1_001)).path("problem");

    assertThat(problem.path("column").asInt()).isBetween(1_000, 1_003);
    assertThat(problem.path("message").asText()).contains("depth (1001)");
  }

  @Test
  void check_ofAttributes_tellsWhatPublishWouldRefuse() {
    JsonNode wrong = checkAttributes("carrier={DataType=String,StringValue=dhl}");

    assertThat(wrong.path("valid").asBoolean()).isTrue();
    assertThat(wrong.path("attributesProblem").asText())
        .startsWith("message attributes must be JSON");
    assertThat(checkAttributes(ATTRIBUTES).path("attributesProblem").isNull()).isTrue();
    assertThat(checkAttributes("").path("attributesProblem").isNull()).isTrue();
  }

  private JsonNode checkAttributes(String attributes) {
    return Browser.json(browser.post("api/check", withAttributes(attributes)));
  }

  private JsonNode check(String body) {
    return Browser.json(browser.post("api/check", Map.of("topic", TOPIC, "body", body)));
  }

  @Test
  void paused_whatIsPublishedWaits_andArrivesOnceTimeRunsOn() {
    JsonNode paused = Browser.json(browser.post("api/time", Map.of("paused", true)));
    publish(1);
    browser.settle();
    JsonNode whilePaused = browser.read(QUEUE).path("messages");

    JsonNode resumed = Browser.json(browser.post("api/time", Map.of("paused", false)));
    browser.settle();

    assertThat(paused.path("paused").asBoolean()).isTrue();
    assertThat(whilePaused).isEmpty();
    assertThat(resumed.path("paused").asBoolean()).isFalse();
    assertThat(browser.read(QUEUE).path("messages")).hasSize(1);
  }

  @Test
  void time_withoutSayingWhich_isRefused() {
    assertThat(browser.post("api/time", Map.of()).statusCode()).isEqualTo(400);
  }
}
