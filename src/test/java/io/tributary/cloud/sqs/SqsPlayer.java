package io.tributary.cloud.sqs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Plays calls against one SQS, and tells what its client saw in words that do not depend on which
 * SQS it was: no ids, handles or times, messages sorted by body.
 */
final class SqsPlayer {

  /** Which attributes a message carries. */
  enum Attributes {
    NONE,
    SOME,
    NO_NUMBER,
    EMPTY
  }

  private static final Set<String> NO_SUCH_QUEUE =
      Set.of("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist");

  /** So few that every receive of ten finds all there are, whatever the order. */
  private static final int MAX_MESSAGES = 10;

  /** How often to ask whether a task has ended. */
  private static final int MAX_POLLS = 2_000;

  private final SqsAsyncClient sqs;
  private final String run;
  private final Function<CompletableFuture<?>, ?> await;
  private final List<Receipt> receipts = new ArrayList<>();
  private int sent;
  private boolean moved;

  private record Receipt(String queue, String handle) {}

  SqsPlayer(SqsAsyncClient sqs, String run, Function<CompletableFuture<?>, ?> await) {
    this.sqs = sqs;
    this.run = run;
    this.await = await;
    create("dead");
    create("orders");
  }

  String create(String name) {
    return seen(() -> sqs.createQueue(r -> r.queueName(run + name)), r -> path(r.queueUrl()));
  }

  String send(String body, Integer delay, Attributes attributes) {
    if (sent >= MAX_MESSAGES) {
      return "full";
    }
    String unique = body.isEmpty() ? body : body + sent;
    return seen(
        () ->
            sqs.sendMessage(
                r ->
                    r.queueUrl(urlOf("orders"))
                        .messageBody(unique)
                        .delaySeconds(delay)
                        .messageAttributes(attributes(attributes))),
        r -> {
          sent++;
          return r.md5OfMessageBody() + " " + r.md5OfMessageAttributes();
        });
  }

  String sendBatch(List<String> ids) {
    if (sent + ids.size() > MAX_MESSAGES && ids.size() <= 10) {
      return "full";
    }
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String id : ids) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(id)
              .messageBody("batch " + (sent + entries.size()))
              .build());
    }
    return seen(
        () -> sqs.sendMessageBatch(r -> r.queueUrl(urlOf("orders")).entries(entries)),
        r -> {
          sent += r.successful().size();
          return r.successful().stream().map(e -> e.id() + " " + e.md5OfMessageBody()).toList()
              + " "
              + r.failed().stream().map(e -> e.id() + " " + e.code()).toList();
        });
  }

  String receive(String queue, int max, Integer visibility) {
    return seen(
        () ->
            sqs.receiveMessage(
                r ->
                    r.queueUrl(urlOf(queue))
                        .maxNumberOfMessages(max)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(visibility)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")),
        r ->
            r.messages().stream()
                .sorted((a, b) -> a.body().compareTo(b.body()))
                .peek(message -> receipts.add(new Receipt(queue, message.receiptHandle())))
                .map(message -> shown(message, queue))
                .collect(joining(" | ")));
  }

  /** Deletes by one of the newest handles; what it did is seen by the calls after it. */
  String delete(int which) {
    Receipt receipt = receipt(which);
    seen(
        () ->
            sqs.deleteMessage(r -> r.queueUrl(urlOf(receipt.queue)).receiptHandle(receipt.handle)),
        r -> "ok");
    return "done";
  }

  String deleteBatch(int which) {
    Receipt receipt = receipt(which);
    DeleteMessageBatchRequestEntry entry =
        DeleteMessageBatchRequestEntry.builder().id("a").receiptHandle(receipt.handle).build();
    return seen(
        () -> sqs.deleteMessageBatch(r -> r.queueUrl(urlOf(receipt.queue)).entries(entry)),
        r -> r.successful().size() + r.failed().size() + " entry");
  }

  String changeVisibility(int which, int seconds) {
    Receipt receipt = receipt(which);
    return seen(
        () ->
            sqs.changeMessageVisibility(
                r ->
                    r.queueUrl(urlOf(receipt.queue))
                        .receiptHandle(receipt.handle)
                        .visibilityTimeout(seconds)),
        r -> "ok");
  }

  String counts(String queue) {
    return seen(
        () ->
            sqs.getQueueAttributes(
                r ->
                    r.queueUrl(urlOf(queue))
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            QueueAttributeName.DELAY_SECONDS,
                            QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                            QueueAttributeName.QUEUE_ARN)),
        r -> new TreeMap<>(r.attributesAsStrings()).toString());
  }

  String set(String attribute, String value) {
    return seen(
        () ->
            sqs.setQueueAttributes(
                r -> r.queueUrl(urlOf("orders")).attributesWithStrings(Map.of(attribute, value))),
        r -> "ok");
  }

  String redrive(String target, int maxReceiveCount) {
    return set(
        "RedrivePolicy",
        SqsFixture.redrivePolicy(arnOf(target), Integer.toString(maxReceiveCount)));
  }

  /** Moves dead letters to another queue unless any is in flight; waits for the task's end. */
  String move(String source, String target) {
    String before = counts(source);
    if (!before.contains("NotVisible=0")) {
      return "in flight";
    }
    moved = true;
    String started =
        seen(
            () ->
                sqs.startMessageMoveTask(
                    r -> r.sourceArn(arnOf(source)).destinationArn(arnOf(target))),
            r -> "started");
    String task = "RUNNING";
    for (int i = 0; task.equals("RUNNING") && i < MAX_POLLS; i++) {
      task =
          seen(
              () -> sqs.listMessageMoveTasks(r -> r.sourceArn(arnOf(source))),
              r -> r.results().isEmpty() ? "none" : r.results().get(0).status());
    }
    return String.join(" ", before, started, task, counts(source), counts(target));
  }

  String tag(String key, String value) {
    return seen(
        () -> sqs.tagQueue(r -> r.queueUrl(urlOf("orders")).tags(Map.of(key, value))), r -> "ok");
  }

  String untag(String key) {
    return seen(() -> sqs.untagQueue(r -> r.queueUrl(urlOf("orders")).tagKeys(key)), r -> "ok");
  }

  String tags() {
    return seen(
        () -> sqs.listQueueTags(r -> r.queueUrl(urlOf("orders"))), r -> r.tags().toString());
  }

  String list() {
    return seen(
        () -> sqs.listQueues(r -> r.queueNamePrefix(run)),
        r -> r.queueUrls().stream().map(SqsPlayer::path).sorted().toList().toString());
  }

  String url(String name) {
    return seen(() -> sqs.getQueueUrl(r -> r.queueName(run + name)), r -> path(r.queueUrl()));
  }

  private String arnOf(String name) {
    return "arn:aws:sqs:eu-west-1:" + SqsFixture.ACCOUNT + ":" + run + name;
  }

  private String urlOf(String name) {
    return "http://localhost/" + SqsFixture.ACCOUNT + "/" + run + name;
  }

  private Receipt receipt(int which) {
    return which < receipts.size()
        ? receipts.get(receipts.size() - 1 - which)
        : new Receipt("orders", "garbage");
  }

  private static String path(String url) {
    return url.replaceFirst("^https?://[^/]*", "");
  }

  private String shown(Message message, String queue) {
    String source =
        message.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    boolean mayHaveMoved = moved && queue.equals("orders");
    return message.body()
        + " "
        + message.md5OfBody()
        + " "
        + new TreeMap<>(message.messageAttributes())
        + " "
        + message.md5OfMessageAttributes()
        + " count "
        + message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
        + " from "
        + (mayHaveMoved ? "?" : source);
  }

  private static Map<String, MessageAttributeValue> attributes(Attributes which) {
    var text = MessageAttributeValue.builder().dataType("String.kind");
    var number = MessageAttributeValue.builder().dataType("Number");
    return switch (which) {
      case NONE -> Map.of();
      case SOME ->
          Map.of(
              "text", text.stringValue("blå").build(),
              "number", number.stringValue("12.5").build(),
              "bytes",
                  MessageAttributeValue.builder()
                      .dataType("Binary")
                      .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                      .build());
      case NO_NUMBER -> Map.of("number", number.stringValue("twelve").build());
      case EMPTY -> Map.of("text", text.stringValue("").build());
    };
  }

  @SuppressWarnings("unchecked") // await gives the future's own result
  private <T> String seen(Supplier<CompletableFuture<T>> call, Function<T, String> words) {
    try {
      return words.apply((T) await.apply(call.get()));
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof SqsException refused) {
        String code = refused.awsErrorDetails().errorCode();
        return NO_SUCH_QUEUE.contains(String.valueOf(code)) ? "no such queue" : "refused";
      }
      throw failure;
    }
  }
}
