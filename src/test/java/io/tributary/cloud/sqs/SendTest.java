package io.tributary.cloud.sqs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class SendTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");

  @Test
  void theAnswerCarriesANewIdAndTheSumOfTheBody() {
    var sent = cloud.call(send(r -> r.messageBody("hello")));

    assertThat(UUID.fromString(sent.messageId()).version()).isEqualTo(4);
    assertThat(sent.md5OfMessageBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(sent.md5OfMessageAttributes()).isNull();
    assertThat(cloud.receiveOne(url).messageId()).isEqualTo(sent.messageId());
  }

  @Test
  void aDelayedMessageIsReceivedOnceItsDelayIsOver() {
    cloud.call(send(r -> r.messageBody("hello").delaySeconds(900)));

    assertThat(cloud.counts(url)).containsExactly(0, 0, 1);
    cloud.passMillis(899_999);
    assertThat(cloud.receive(url)).isEmpty();
    cloud.passMillis(1);
    assertThat(cloud.counts(url)).containsExactly(1, 0, 0);
    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void delaysAreFromZeroTo900Seconds() {
    assertThat(cloud.code(send(r -> r.messageBody("x").delaySeconds(901))))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(send(r -> r.messageBody("x").delaySeconds(-1))))
        .isEqualTo("InvalidParameterValue");
    cloud.call(send(r -> r.messageBody("x").delaySeconds(0)));
    assertThat(cloud.receive(url)).hasSize(1);
  }

  @Test
  void theQueuesDelayHoldsForMessagesThatNameNone() {
    cloud.set(url, DELAY_SECONDS, "10");
    cloud.send(url, "late");
    cloud.call(send(r -> r.messageBody("now").delaySeconds(0)));

    assertThat(cloud.bodies(url)).containsExactly("now");
    cloud.pass(10);
    assertThat(cloud.bodies(url)).containsExactly("late");
  }

  @Test
  void aNewDelayOfTheQueueDoesNotTouchMessagesSentBefore() {
    cloud.send(url, "before");
    cloud.set(url, DELAY_SECONDS, "10");

    assertThat(cloud.bodies(url)).containsExactly("before");
  }

  @Test
  void aBodyMayHaveTheQueuesMaximumMessageSizeInBytes() {
    cloud.set(url, MAXIMUM_MESSAGE_SIZE, "1024");

    cloud.send(url, "é".repeat(512));
    assertThat(cloud.message(send(r -> r.messageBody("é".repeat(512) + "x"))))
        .isEqualTo(
            "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.");
  }

  @Test
  void aBodyMayHave1048576BytesByDefault() {
    cloud.send(url, "x".repeat(1_048_576));

    assertThat(cloud.code(send(r -> r.messageBody("x".repeat(1_048_577)))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void attributesCountTowardsTheSizeByNameTypeAndValue() {
    cloud.set(url, MAXIMUM_MESSAGE_SIZE, "1024");
    Map<String, MessageAttributeValue> attributes = Map.of("name", text("value"));
    int attributeSize = "name".length() + "String".length() + "value".length();
    String fits = "x".repeat(1_024 - attributeSize);

    cloud.call(send(r -> r.messageBody(fits).messageAttributes(attributes)));
    assertThat(cloud.code(send(r -> r.messageBody(fits + "x").messageAttributes(attributes))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void aMessageNeedsABody() {
    assertThat(cloud.message(send(r -> r.messageBody(""))))
        .isEqualTo("The request must contain the parameter MessageBody.");
    assertThat(cloud.code(send(r -> {}))).isEqualTo("MissingParameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\t\n\r", " ", "\uD7FF", "\uE000", "\uFFFD", "\uD800\uDC00", "\uDBFF\uDFFF"})
  void charactersAtTheEdgesOfWhatIsAllowedAreKept(String body) {
    cloud.send(url, body);

    assertThat(cloud.bodies(url)).containsExactly(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0008", "\u000B", "\u000C", "\u001F", "\uFFFE", "\uFFFF", "\uD800", "a\uDC00"
      })
  void charactersBeyondThemAreRefused(String body) {
    assertThat(cloud.failure(send(r -> r.messageBody(body))))
        .isInstanceOf(InvalidMessageContentsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001F", "\uFFFE", "\uD800"})
  void charactersBeyondThemAreRefusedWhereverTheyStand(String character) {
    for (int at = 0; at <= 17; at++) {
      String body = "x".repeat(at) + character + "x".repeat(17 - at);

      assertThat(cloud.failure(send(r -> r.messageBody(body))))
          .isInstanceOf(InvalidMessageContentsException.class);
    }
  }

  @Test
  void everyPrintableCharacterIsKeptWhereverItStands() {
    String printable = IntStream.range(' ', 0x80).mapToObj(Character::toString).collect(joining());
    List<String> sent = IntStream.range(0, 8).mapToObj(printable::substring).toList();
    sent.forEach(body -> cloud.send(url, body));

    assertThat(cloud.bodies(url)).containsExactlyElementsOf(sent);
  }

  @Test
  void tenMessageAttributesAreTheMost() {
    Map<String, MessageAttributeValue> attributes = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      attributes.put("a" + i, text("x"));
    }
    cloud.call(send(r -> r.messageBody("x").messageAttributes(attributes)));
    attributes.put("eleventh", text("x"));

    assertThat(cloud.message(send(r -> r.messageBody("x").messageAttributes(attributes))))
        .isEqualTo("Number of message attributes [11] exceeds the allowed maximum [10].");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-b_c.d9"})
  void attributeNamesOfTheAllowedCharactersAreKept(String name) {
    cloud.call(sendWith(name, text("x")));

    assertThat(cloud.receiveOne(url).messageAttributes()).containsKey(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "a b", "ä", "AWS.a", "aws.a", "Amazon.b"})
  void otherAttributeNamesAreRefused(String name) {
    assertThat(cloud.code(sendWith(name, text("x")))).isEqualTo("InvalidParameterValue");
  }

  @Test
  void attributeNamesHaveUpTo256Characters() {
    cloud.call(sendWith("n".repeat(256), text("x")));

    assertThat(cloud.code(sendWith("n".repeat(257), text("x")))).isEqualTo("InvalidParameterValue");
  }

  @Test
  void attributesNeedATypeAndAValueOfThatType() {
    var builder = MessageAttributeValue.builder();

    assertThat(cloud.code(sendWith("a", builder.build()))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(sendWith("a", builder.dataType("Colour").build())))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(sendWith("a", text("")))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.message(sendWith("a", text(""))))
        .isEqualTo("Message (user) attribute 'a' must contain a non-empty value of type 'String'.");
    assertThat(cloud.code(sendWith("a", builder.dataType("Binary").stringValue("x").build())))
        .isEqualTo("InvalidParameterValue");
    assertThat(cloud.code(sendWith("a", text("\u0001")))).isEqualTo("InvalidMessageContents");
    cloud.call(
        sendWith(
            "a",
            MessageAttributeValue.builder()
                .dataType("Binary.png")
                .binaryValue(SdkBytes.fromUtf8String("x"))
                .build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"String.\u0001", "Number.a\uD800b", "String.\uFFFE"})
  void theTypeOfAnAttributeMayHaveTheCharactersOfABodyOnly(String type) {
    assertThat(cloud.failure(sendWith("a", text("1").copy(it -> it.dataType(type)))))
        .isInstanceOf(InvalidMessageContentsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"String.\r", "Number.a\nb", "String.\u2028"})
  void theTypeOfAnAttributeMayHaveLineBreaksAsABodyMay(String type) {
    cloud.call(sendWith("a", text("1").copy(it -> it.dataType(type))));

    assertThat(cloud.receiveOne(url).messageAttributes().get("a").dataType()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "Number", "Binary", "String.Array"})
  void attributesOfListsAreRefused(String type) {
    MessageAttributeValue list = MessageAttributeValue.builder().dataType(type).build();
    SdkBytes bytes = SdkBytes.fromUtf8String("1");

    for (MessageAttributeValue wrong :
        List.of(
            list.copy(it -> it.stringListValues("1")),
            list.copy(it -> it.stringListValues("1").stringValue("1")),
            list.copy(it -> it.binaryListValues(bytes)),
            list.copy(it -> it.binaryListValues(bytes).binaryValue(bytes)))) {
      assertThat(cloud.code(sendWith("a", wrong)))
          .isEqualTo("AWS.SimpleQueueService.UnsupportedOperation");
      assertThat(cloud.message(sendWith("a", wrong)))
          .isEqualTo("Message attribute list values in SendMessage operation are not supported.");
    }
  }

  @ParameterizedTest
  @CsvSource({"String, String", "Number.int, String", "Binary, Binary", "Binary.png, Binary"})
  void anAttributeWithAValueOfAnotherTypeBesideItsOwnIsRefused(String type, String field) {
    MessageAttributeValue both =
        MessageAttributeValue.builder()
            .dataType(type)
            .stringValue("1")
            .binaryValue(SdkBytes.fromUtf8String("1"))
            .build();

    assertThat(cloud.code(sendWith("a", both))).isEqualTo("InvalidParameterValue");
    assertThat(cloud.message(sendWith("a", both)))
        .isEqualTo(
            "The message attribute 'a' with type '%s' must use field '%s'.".formatted(type, field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1.5",
        "+7",
        ".5",
        "1e126",
        "1e-128",
        "12345678901234567890123456789012345678"
      })
  void numbersAreTaken(String number) {
    cloud.call(sendWith("n", number(number)));

    assertThat(cloud.receiveOne(url).messageAttributes().get("n").stringValue()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one",
        "1.2.3",
        "NaN",
        "1e127",
        "1e-129",
        "123456789012345678901234567890123456789"
      })
  void whatIsNoNumberOrTooLongIsRefused(String number) {
    assertThat(cloud.message(sendWith("n", number(number))))
        .isEqualTo("Can't cast the value of message (user) attribute 'n' to a number.");
  }

  @Test
  void aDeduplicationIdIsRefused_asTheQueueIsNotFifo() {
    assertThat(cloud.code(send(r -> r.messageBody("x").messageDeduplicationId("d"))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void receiveRequestAttemptId_isOfNoEffectOnAStandardQueue() {
    cloud.send(url, "x");

    assertThat(cloud.receive(url, r -> r.receiveRequestAttemptId("d")))
        .extracting(message -> message.body())
        .containsExactly("x");
    assertThat(cloud.receive(url, r -> r.receiveRequestAttemptId("d"))).isEmpty();
  }

  @Test
  void messageGroupIdsHaveUpTo128Characters() {
    cloud.call(send(r -> r.messageBody("x").messageGroupId("g".repeat(128))));

    assertThat(cloud.code(send(r -> r.messageBody("x").messageGroupId("g".repeat(129)))))
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void aMessageIsGoneWhenItsRetentionIsOver_alsoInFlight() {
    cloud.set(url, MESSAGE_RETENTION_PERIOD, "60");
    cloud.send(url, "waiting");
    cloud.send(url, "in flight");
    cloud.receive(url, r -> r.visibilityTimeout(600));

    cloud.passMillis(59_999);
    assertThat(cloud.counts(url)).containsExactly(1, 1, 0);
    cloud.passMillis(1);
    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
    assertThat(cloud.hops(Step.SQS_EXPIRE))
        .extracting(Hop::payload)
        .containsExactly("waiting", "in flight");
    assertThat(cloud.hops(Step.SQS_EXPIRE)).allMatch(hop -> hop.outcome() == Outcome.LOST);
  }

  @Test
  void retentionIsFourDaysByDefault() {
    cloud.send(url, "hello");

    cloud.passMillis(345_600_000 - 1);
    assertThat(cloud.counts(url)).containsExactly(1, 0, 0);
    cloud.passMillis(1);
    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
  }

  @Test
  void aChangedRetentionHoldsForMessagesThatAreThere() {
    cloud.send(url, "hello");
    cloud.pass(100);
    cloud.set(url, MESSAGE_RETENTION_PERIOD, "1209600");
    cloud.pass(345_600);
    assertThat(cloud.counts(url)).containsExactly(1, 0, 0);
    cloud.set(url, MESSAGE_RETENTION_PERIOD, "60");
    cloud.time.runReady();

    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
  }

  @Test
  void aQueueThatIsNotThereOrOfAnotherAccountTakesNothing() {
    assertThat(cloud.message(sendTo("https://sqs.eu-west-1.amazonaws.com/123456789012/absent")))
        .isEqualTo("The specified queue does not exist.");
    assertThat(cloud.code(sendTo("https://sqs.eu-west-1.amazonaws.com/210987654321/orders")))
        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(cloud.code(sendTo("orders"))).isEqualTo("InvalidAddress");
    assertThat(cloud.code(sendTo(null))).isEqualTo("MissingParameter");
  }

  @Test
  void theHostOfAQueueUrlDoesNotMatter() {
    cloud.call(sendTo("http://localhost:4566/123456789012/orders"));

    assertThat(cloud.receive(url)).hasSize(1);
  }

  @Test
  void everyStepOfAMessageIsWrittenDownUnderOneTrace() {
    String id = cloud.send(url, "hello");
    cloud.delete(url, cloud.receiveOne(url).receiptHandle());

    assertThat(cloud.journal.route(1))
        .extracting(Hop::step)
        .containsExactly(Step.SQS_SEND, Step.SQS_RECEIVE, Step.SQS_DELETE);
    assertThat(cloud.journal.route(1))
        .allMatch(hop -> hop.id().equals(id))
        .allMatch(hop -> hop.resource().equals(cloud.arn("orders")))
        .allMatch(hop -> hop.peer().equals("arn:aws:iam::123456789012:root"))
        .allMatch(hop -> hop.outcome() == Outcome.PASSED);
  }

  @Test
  void theMessagesOfOtherServicesKeepTheirTrace() {
    cloud.service.send(cloud.root, cloud.arn("orders"), new OutgoingMessage("hello", 77));

    assertThat(cloud.service.receive(cloud.root, cloud.arn("orders"), 10, null))
        .extracting(QueuedMessage::trace)
        .containsExactly(77L);
  }

  private CompletableFuture<software.amazon.awssdk.services.sqs.model.SendMessageResponse> send(
      Consumer<SendMessageRequest.Builder> request) {
    return cloud.sqs.sendMessage(
        r -> {
          r.queueUrl(url);
          request.accept(r);
        });
  }

  private CompletableFuture<?> sendTo(String queueUrl) {
    return cloud.sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("x"));
  }

  private CompletableFuture<?> sendWith(String name, MessageAttributeValue value) {
    return send(r -> r.messageBody("x").messageAttributes(Map.of(name, value)));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static MessageAttributeValue number(String value) {
    return MessageAttributeValue.builder().dataType("Number").stringValue(value).build();
  }
}
