package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

class BatchTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");

  @Test
  void entriesAreSentInTheirOrder() {
    var sent = cloud.call(send(entry("one", "a"), entry("two", "b")));

    assertThat(sent.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactly("one", "two");
    assertThat(cloud.bodies(url)).containsExactly("a", "b");
  }

  @Test
  void anEntryThatFailsDoesNotTouchTheOthers() {
    cloud.set(url, MAXIMUM_MESSAGE_SIZE, "1024");
    var sent = cloud.call(send(entry("long", "x".repeat(1_025)), entry("short", "b")));

    assertThat(sent.failed())
        .extracting(
            BatchResultErrorEntry::id,
            BatchResultErrorEntry::code,
            BatchResultErrorEntry::message,
            BatchResultErrorEntry::senderFault)
        .containsExactly(
            tuple(
                "long",
                "InvalidParameterValue",
                "One or more parameters cannot be validated. Reason: Message must be shorter than"
                    + " 1024 bytes.",
                true));
    assertThat(cloud.bodies(url)).containsExactly("b");
  }

  @Test
  void anEntryWithAListOfValuesFailsForItself() {
    var list = MessageAttributeValue.builder().dataType("String").stringListValues("x").build();
    var sent =
        cloud.call(
            send(
                entry("bad", "a").toBuilder().messageAttributes(Map.of("list", list)).build(),
                entry("good", "b")));

    assertThat(sent.failed())
        .extracting(
            BatchResultErrorEntry::id, BatchResultErrorEntry::code, BatchResultErrorEntry::message)
        .containsExactly(
            tuple(
                "bad",
                "AWS.SimpleQueueService.UnsupportedOperation",
                "Message attribute list values in SendMessageBatch operation are not supported."));
    assertThat(cloud.bodies(url)).containsExactly("b");
  }

  @Test
  void tenEntriesAreTheMost() {
    assertThat(cloud.call(send(entries(10))).successful()).hasSize(10);
    assertThat(cloud.message(send(entries(20))))
        .isEqualTo("Maximum number of entries per request are 10. You have sent 20.");
    assertThat(cloud.code(send(entries(11))))
        .isEqualTo("AWS.SimpleQueueService.TooManyEntriesInBatchRequest");
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThat(cloud.code(send())).isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest");
    assertThat(cloud.message(cloud.sqs.deleteMessageBatch(r -> r.queueUrl(url))))
        .isEqualTo("There should be at least one DeleteMessageBatchRequestEntry in the request.");
  }

  @Test
  void equalIdsAreRefused() {
    assertThat(cloud.code(send(entry("a", "x"), entry("a", "y"))))
        .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct");
    assertThat(cloud.receive(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a.b", "a/", ":9", "@A", "Z[", "`a", "z{"})
  void idsOfOtherCharactersAreRefused(String id) {
    assertThat(cloud.code(send(entry(id, "x"))))
        .isEqualTo("AWS.SimpleQueueService.InvalidBatchEntryId");
  }

  @Test
  void idsAreOfLettersDigitsHyphensAndUnderscores() {
    cloud.call(send(entry("azAZ09-_", "x"), entry("-", "y"), entry("_", "z")));

    assertThat(cloud.bodies(url)).containsExactly("x", "y", "z");
  }

  @Test
  void idsHaveUpTo80Characters() {
    cloud.call(send(entry("i".repeat(80), "x")));

    assertThat(cloud.code(send(entry("i".repeat(81), "x"))))
        .isEqualTo("AWS.SimpleQueueService.InvalidBatchEntryId");
  }

  @Test
  void theEntriesTogetherHaveTheSizeOfOneMessage() {
    String half = "x".repeat(524_288);

    assertThat(cloud.call(send(entry("a", half), entry("b", half))).successful()).hasSize(2);
    assertThat(cloud.message(send(entry("a", half), entry("b", half + "x"))))
        .isEqualTo(
            "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
  }

  @Test
  void deletesReportEachEntry() {
    cloud.send(url, "hello");
    String handle = cloud.receiveOne(url).receiptHandle();
    var deleted =
        cloud.call(
            cloud.sqs.deleteMessageBatch(
                r -> r.queueUrl(url).entries(deletion("good", handle), deletion("bad", "none"))));

    assertThat(deleted.successful()).extracting(e -> e.id()).containsExactly("good");
    assertThat(deleted.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
        .containsExactly(tuple("bad", "ReceiptHandleIsInvalid"));
    assertThat(cloud.counts(url)).containsExactly(0, 0, 0);
  }

  @Test
  void visibilityChangesReportEachEntry() {
    cloud.send(url, "hello");
    String handle = cloud.receiveOne(url).receiptHandle();
    var changed =
        cloud.call(
            cloud.sqs.changeMessageVisibilityBatch(
                r ->
                    r.queueUrl(url).entries(change("good", handle, 0), change("bad", handle, -1))));

    assertThat(changed.successful()).extracting(e -> e.id()).containsExactly("good");
    assertThat(changed.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
        .containsExactly(tuple("bad", "InvalidParameterValue"));
    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  private CompletableFuture<SendMessageBatchResponse> send(
      SendMessageBatchRequestEntry... entries) {
    return cloud.sqs.sendMessageBatch(r -> r.queueUrl(url).entries(List.of(entries)));
  }

  private static SendMessageBatchRequestEntry[] entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry("id" + i, "body"))
        .toArray(SendMessageBatchRequestEntry[]::new);
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build();
  }

  private static ChangeMessageVisibilityBatchRequestEntry change(
      String id, String handle, int seconds) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(id)
        .receiptHandle(handle)
        .visibilityTimeout(seconds)
        .build();
  }
}
