package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.ResourceGraph;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(60)
class QueuePagesTest {

  private static final String EVENT = "{\"event\":{\"event_id\":\"E-1\"}}";
  private static final String QUEUE = "api/queues/jane-purchase-events";
  private static final String DEAD_LETTERS = "api/queues/jane-purchase-events-dlq";

  private Browser browser = Browser.ofPurchases(Map.of());

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void aQueue_showsItsMessages() {
    browser.publish("basketTopicArn", EVENT);

    JsonNode queue = browser.read(QUEUE);

    JsonNode message = queue.path("messages").path(0);
    assertThat(message.path("state").asText()).isEqualTo("visible");
    assertThat(message.path("body").asText()).contains("E-1").startsWith("{\"version\"");
    assertThat(message.path("bytes").asInt()).isEqualTo(message.path("body").asText().length());
    assertThat(message.path("event").asText())
        .isEqualTo(browser.read("api/events").at("/events/0/event").asText());
    assertThat(queue.path("more").asInt()).isZero();
  }

  @Test
  void looking_leavesReceiveCountsAndVisibilityAsTheyAre() {
    browser.publish("basketTopicArn", EVENT);
    browser.read(QUEUE);

    JsonNode again = browser.read(QUEUE);

    assertThat(again.path("messages").path(0).path("receiveCount").asInt()).isZero();
    assertThat(again.path("attributes").path("ApproximateNumberOfMessages").asText())
        .isEqualTo("1");
  }

  @Test
  void aQueueWithMoreMessagesThanAreShown_tellsHowManyMore() {
    for (int i = 0; i < 52; i++) {
      browser.publish("basketTopicArn", EVENT);
    }

    JsonNode queue = browser.read(QUEUE);

    assertThat(queue.path("messages")).hasSize(50);
    assertThat(queue.path("more").asInt()).isEqualTo(2);
  }

  @Test
  void messagesThatTogetherHoldAMebibyte_areShownWhole() {
    sendOfAlmostAMebibyte();
    sendDeadLetter(6, "");

    JsonNode messages = browser.read(DEAD_LETTERS).path("messages");

    assertThat(messages.findValues("body")).hasSize(5).noneMatch(JsonNode::isNull);
    assertThat(messages.path(3).path("attributes").path("a").asText()).isEqualTo("abcd");
  }

  @Test
  void aMessageThatExceedsTheMebibyte_isListedWithoutItsText() {
    sendOfAlmostAMebibyte();
    sendDeadLetter(7, "");
    sendDeadLetter(6, "");

    JsonNode messages = browser.read(DEAD_LETTERS).path("messages");

    assertThat(messages.path(4).path("body").isNull()).isTrue();
    assertThat(messages.path(4).path("attributes").isNull()).isTrue();
    assertThat(messages.path(4).path("bytes").asInt()).isEqualTo(7);
    assertThat(messages.path(5).path("body").asText()).isEqualTo("xxxxxx");
  }

  /** Six bytes of bodies and attributes less. */
  private void sendOfAlmostAMebibyte() {
    sendDeadLetter(262_144, "");
    sendDeadLetter(262_144, "");
    sendDeadLetter(262_144, "");
    sendDeadLetter(262_127, "abcd");
  }

  @Test
  void aBinaryAttribute_isShownInBase64() {
    sendDeadLetter(1, binary(new byte[] {1, 2, 3}));

    JsonNode message = browser.read(DEAD_LETTERS).path("messages").path(0);

    assertThat(message.path("attributes").path("a").asText()).isEqualTo("AQID");
  }

  @Test
  void aMessageOfALargeBinaryAttribute_isShownWhole() {
    allowAMebibyte();
    sendDeadLetter(1, binary(new byte[1_048_568]));

    JsonNode message = browser.read(DEAD_LETTERS).path("messages").path(0);

    assertThat(message.path("body").asText()).isEqualTo("x");
  }

  private void allowAMebibyte() {
    SqsAsyncClient sqs = browser.client(SqsAsyncClient.class);
    String url = browser.read(DEAD_LETTERS).path("url").asText();
    Map<QueueAttributeName, String> size =
        Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576");
    browser
        .server
        .read(() -> sqs.setQueueAttributes(it -> it.queueUrl(url).attributes(size)))
        .join();
  }

  private static Map<String, MessageAttributeValue> binary(byte[] bytes) {
    return Map.of(
        "a",
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(bytes))
            .build());
  }

  /** With an attribute named {@code a}, unless its value is empty. */
  private void sendDeadLetter(int bytes, String attribute) {
    sendDeadLetter(
        bytes,
        attribute.isEmpty()
            ? Map.of()
            : Map.of(
                "a",
                MessageAttributeValue.builder().dataType("String").stringValue(attribute).build()));
  }

  private void sendDeadLetter(int bytes, Map<String, MessageAttributeValue> attributes) {
    SqsAsyncClient sqs = browser.client(SqsAsyncClient.class);
    String url = browser.read(DEAD_LETTERS).path("url").asText();
    browser
        .server
        .read(
            () ->
                sqs.sendMessage(
                    it ->
                        it.queueUrl(url)
                            .messageBody("x".repeat(bytes))
                            .messageAttributes(attributes)))
        .join();
  }

  @Test
  void aQueueWhosePolicyDeniesTheConsole_isRefusedAsThePageExpectsIt() {
    String url = browser.read(QUEUE).path("url").asText();
    String arn = browser.read(QUEUE).path("arn").asText();
    String deny =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
         "Action":"sqs:GetQueueAttributes","Resource":"%s"}]}"""
            .formatted(arn);
    SqsAsyncClient sqs = browser.client(SqsAsyncClient.class);
    browser
        .server
        .read(
            () ->
                sqs.setQueueAttributes(
                    it -> it.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, deny))))
        .join();

    HttpResponse<String> refusal = browser.get(QUEUE);

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(refusal.body()).contains("sqs:getqueueattributes");
  }

  @Test
  void aQueue_tellsItsPolicyInWords() {
    assertThat(
            browser.read("api/queues/jane-basket-events").path("policy").findValuesAsText("words"))
        .containsExactly(
            "SNS may send here, only for topic jane-basket-events",
            "Nobody may do anything here by plain HTTP");
  }

  @Test
  void aDeadLetterQueue_namesTheQueuesItServes() {
    JsonNode queue = browser.read(DEAD_LETTERS);

    assertThat(queue.path("deadLetter").asBoolean()).isTrue();
    assertThat(queue.path("sources").path(0).asText()).isEqualTo("jane-purchase-events");
  }

  @Test
  void anUnknownQueue_isNotFound() {
    HttpResponse<String> response = browser.get("api/queues/nobodys");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Browser.json(response).path("message").asText())
        .isEqualTo("there is no queue nobodys");
  }

  @Test
  void redrive_movesDeadLettersBack() {
    browser.publish("basketTopicArn", EVENT);
    failUntilDeadLettered();

    JsonNode moved = Browser.json(browser.post(DEAD_LETTERS + "/redrive", Map.of()));

    assertThat(moved.path("moved").asInt()).isEqualTo(1);
    assertThat(moved.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(browser.read(QUEUE).path("messages")).hasSize(1);
    assertThat(browser.read(DEAD_LETTERS).path("messages")).isEmpty();
  }

  /** Receives, as the user, without ever deleting. */
  private void failUntilDeadLettered() {
    SqsAsyncClient sqs = browser.client(SqsAsyncClient.class);
    String url = browser.server.output("purchaseQueueUrl");
    while (browser.read(DEAD_LETTERS).path("messages").isEmpty()) {
      List<Message> received =
          browser
              .server
              .read(() -> sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(0)))
              .join()
              .messages();
      assertThat(received.size()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void redrive_ofAQueueThatIsNobodysDeadLetterQueue_isSqsRefusal() {
    HttpResponse<String> response = browser.post(QUEUE + "/redrive", Map.of());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("InvalidParameterValue");
  }

  @Test
  void aStoppedEvent_tellsWhichStatementIsMissing() {
    browser.close();
    browser = Browser.of(withoutQueuePolicy(Browser.purchases(Map.of())));
    browser.publish("basketTopicArn", EVENT);

    JsonNode summary = browser.read("api/events").path("events").path(0);
    JsonNode event = browser.read("api/events/" + summary.path("event").asText());
    JsonNode denied = firstDenied(event);

    assertThat(summary.path("outcome").asText()).isNotEqualTo("arrived");
    assertThat(denied.path("policy").path("effect").asText()).isEqualTo("Deny");
    assertThat(denied.path("change").asText())
        .startsWith("Add to the policy of queue jane-basket-events:")
        .contains("\"Action\" : \"sqs:SendMessage\"", "sns.amazonaws.com");
  }

  private static ResourceGraph withoutQueuePolicy(ResourceGraph graph) {
    String policy =
        graph
            .ofType("aws:sqs/queuePolicy:QueuePolicy")
            .filter(it -> it.inputs().get("queueUrl").toString().endsWith("jane-basket-events"))
            .findFirst()
            .orElseThrow()
            .urn();
    return graph.without(policy);
  }

  private static JsonNode firstDenied(JsonNode event) {
    for (JsonNode hop : event.path("hops")) {
      if (hop.path("outcome").asText().equals("denied")) {
        return hop;
      }
    }
    throw new AssertionError("no hop was denied: " + event);
  }
}
