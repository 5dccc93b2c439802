package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENDER_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ReceiveTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");

  @Test
  void messagesAreReceivedInTheOrderTheyWereSent() {
    IntStream.range(0, 5).forEach(i -> cloud.send(url, "message " + i));

    assertThat(cloud.bodies(url))
        .containsExactly("message 0", "message 1", "message 2", "message 3", "message 4");
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsVisibilityTimeoutIsOver() {
    cloud.send(url, "hello");
    cloud.receiveOne(url);

    cloud.passMillis(29_999);
    assertThat(cloud.receive(url)).isEmpty();
    cloud.passMillis(1);
    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void theVisibilityTimeoutOfTheRequestGoesBeforeTheQueues() {
    cloud.send(url, "hello");
    cloud.receive(url, r -> r.visibilityTimeout(5));

    cloud.passMillis(4_999);
    assertThat(cloud.receive(url)).isEmpty();
    cloud.passMillis(1);
    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void aVisibilityTimeoutOfZeroHandsEachMessageOutOnceAndLeavesItVisible() {
    cloud.send(url, "first");
    cloud.send(url, "second");

    assertThat(cloud.receive(url, r -> r.maxNumberOfMessages(10).visibilityTimeout(0)))
        .extracting(Message::body)
        .containsExactly("first", "second");
    assertThat(cloud.counts(url)).containsExactly(2, 0, 0);
  }

  @Test
  void messagesBearTheIdsThatTheirSendsGave_howeverManyWait() {
    int many = 500;
    List<String> given = IntStream.range(0, many).mapToObj(i -> cloud.send(url, "m" + i)).toList();

    List<String> received =
        Stream.generate(() -> cloud.receive(url))
            .limit(many / 10)
            .flatMap(List::stream)
            .map(Message::messageId)
            .toList();

    assertThat(received).isEqualTo(given).doesNotHaveDuplicates();
  }

  @Test
  void oneMessageIsReceivedWhenTheRequestNamesNoNumber() {
    cloud.send(url, "first");
    cloud.send(url, "second");

    assertThat(cloud.receive(url, r -> {})).hasSize(1);
  }

  @Test
  void tenMessagesAreTheMostThatOneRequestMayAskFor() {
    IntStream.range(0, 11).forEach(i -> cloud.send(url, "m"));

    assertThat(cloud.receive(url, r -> r.maxNumberOfMessages(10))).hasSize(10);
    assertThat(cloud.message(cloud.poll(url, r -> r.maxNumberOfMessages(11))))
        .isEqualTo(
            "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and"
                + " 10, if provided.");
    assertThat(cloud.code(cloud.poll(url, r -> r.maxNumberOfMessages(0))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void anEmptyAnswerHasNoListAtAll() {
    assertThat(cloud.call(cloud.poll(url, r -> {})).hasMessages()).isFalse();
  }

  @Test
  void systemAttributesTellSenderTimesAndCount() {
    cloud.send(url, "hello");
    cloud.pass(7);
    cloud.receiveOne(url);
    cloud.pass(30);

    Map<MessageSystemAttributeName, String> attributes = cloud.receiveOne(url).attributes();

    long now = cloud.time.millis();
    assertThat(attributes)
        .containsOnly(
            Map.entry(SENDER_ID, SqsFixture.ACCOUNT),
            Map.entry(SENT_TIMESTAMP, Long.toString(now - 37_000)),
            Map.entry(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, Long.toString(now - 30_000)),
            Map.entry(APPROXIMATE_RECEIVE_COUNT, "2"));
  }

  @Test
  void onlyTheSystemAttributesAskedForAreShown() {
    cloud.send(url, "hello");

    Message message =
        cloud
            .call(
                cloud.sqs.receiveMessage(
                    r -> r.queueUrl(url).messageSystemAttributeNames(APPROXIMATE_RECEIVE_COUNT)))
            .messages()
            .get(0);

    assertThat(message.attributes()).containsExactly(Map.entry(APPROXIMATE_RECEIVE_COUNT, "1"));
  }

  @Test
  @SuppressWarnings("deprecation")
  void theOldNameOfTheSystemAttributesListIsUnderstoodToo() {
    cloud.send(url, "hello");

    Message message =
        cloud
            .call(
                cloud.sqs.receiveMessage(
                    r -> r.queueUrl(url).attributeNamesWithStrings("ApproximateReceiveCount")))
            .messages()
            .get(0);

    assertThat(message.attributes()).containsExactly(Map.entry(APPROXIMATE_RECEIVE_COUNT, "1"));
  }

  @Test
  void anUnknownSystemAttributeIsRefused() {
    assertThat(cloud.code(cloud.poll(url, r -> r.messageSystemAttributeNamesWithStrings("Colour"))))
        .isEqualTo("InvalidAttributeName");
  }

  @Test
  void traceHeaderAndMessageGroupReachTheReceiver() {
    var header =
        software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue.builder()
            .dataType("String")
            .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
            .build();
    cloud.call(
        cloud.sqs.sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("hello")
                    .messageGroupId("customer-1")
                    .messageSystemAttributes(
                        Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, header))));

    assertThat(cloud.receiveOne(url).attributes())
        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, header.stringValue())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "customer-1");
  }

  @Test
  void messageAttributesAreSelectedByNameByPrefixOrAll() {
    MessageAttributeValue text =
        MessageAttributeValue.builder().dataType("String").stringValue("x").build();
    cloud.call(
        cloud.sqs.sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("hello")
                    .messageAttributes(
                        Map.of("shop.id", text, "shop.name", text, "colour", text))));

    assertThat(selected("colour")).containsExactly("colour");
    assertThat(selected("shop.*")).containsExactlyInAnyOrder("shop.id", "shop.name");
    assertThat(selected("All")).hasSize(3);
    assertThat(selected("*")).hasSize(3);
    assertThat(selected(".*")).hasSize(3);
    assertThat(selected("absent")).isEmpty();
  }

  @Test
  void md5SumsAreThoseThatTheDeveloperGuideDefines() {
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "colour",
            MessageAttributeValue.builder().dataType("String").stringValue("blå").build(),
            "amount",
            MessageAttributeValue.builder().dataType("Number.int").stringValue("12").build(),
            "blob",
            MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
                .build());
    var sent =
        cloud.call(
            cloud.sqs.sendMessage(
                r -> r.queueUrl(url).messageBody("hello").messageAttributes(attributes)));
    Message received = cloud.receiveOne(url);

    // Computed apart from this code, over the bytes that the developer guide describes.
    assertThat(received.md5OfBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(received.md5OfMessageAttributes())
        .isEqualTo("5539aa7a7047230e0a6abc6be012cbd5")
        .isEqualTo(sent.md5OfMessageAttributes());
  }

  @Test
  void theSumOfAttributesCoversOnlyThoseThatWereSelected() {
    MessageAttributeValue text =
        MessageAttributeValue.builder().dataType("String").stringValue("x").build();
    cloud.call(
        cloud.sqs.sendMessage(
            r -> r.queueUrl(url).messageBody("hello").messageAttributes(Map.of("a", text))));

    assertThat(cloud.receive(url, r -> {}).get(0).md5OfMessageAttributes()).isNull();
  }

  @Test
  void aShortPollAtTheInFlightLimitIsRefused_aLongPollFindsNothing() {
    fillInFlight(Backlog.IN_FLIGHT_LIMIT);

    assertThat(cloud.code(cloud.poll(url, r -> r.waitTimeSeconds(0)))).isEqualTo("OverLimit");
    assertThat(cloud.receive(url, r -> r.waitTimeSeconds(1))).isEmpty();
  }

  @Test
  void oneBelowTheInFlightLimitAMessageIsStillReceived() {
    fillInFlight(Backlog.IN_FLIGHT_LIMIT - 1);

    assertThat(cloud.receive(url, r -> r.maxNumberOfMessages(10))).hasSize(1);
  }

  @Test
  void aMessageDeletedAtTheInFlightLimitLetsALongPollGoOn() {
    List<QueuedMessage> held = fillInFlight(Backlog.IN_FLIGHT_LIMIT);
    var poll = cloud.poll(url, r -> r.waitTimeSeconds(20));

    cloud.delete(url, held.get(0).receiptHandle());
    cloud.time.runReady();

    assertThat(poll.join().messages()).hasSize(1);
  }

  /** Brings messages in flight for twelve hours, with one more waiting; the last ten received. */
  private List<QueuedMessage> fillInFlight(int count) {
    cloud.set(url, QueueAttributeName.VISIBILITY_TIMEOUT, "43200");
    IntStream.rangeClosed(0, count)
        .forEach(
            i -> cloud.service.send(cloud.root, cloud.arn("orders"), new OutgoingMessage("m", 1)));
    List<QueuedMessage> last = List.of();
    for (int received = 0; received < count; received += last.size()) {
      last =
          cloud.service.receive(
              cloud.root, cloud.arn("orders"), Math.min(10, count - received), null);
    }
    return last;
  }

  private List<String> selected(String... names) {
    Message message =
        cloud.receive(url, r -> r.messageAttributeNames(names).visibilityTimeout(0)).get(0);
    return List.copyOf(message.messageAttributes().keySet());
  }
}
