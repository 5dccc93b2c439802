package io.tributary.cloud.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * What a ReceiveMessage asks for, checked, with the queue's attributes where it says nothing.
 *
 * <p>A ReceiveRequestAttemptId is of no effect: it applies to FIFO queues only, and clients that
 * always set one receive from standard queues too.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 *
 * @param max 1 to 10 messages, 1 by default
 * @param waitSeconds 0 to 20; 0 for a short poll
 * @param attributeNames names of message attributes; {@code All}, {@code *}, {@code .*} or {@code
 *     prefix.*} for several
 */
record ReceiveRequest(
    int max,
    int visibilitySeconds,
    int waitSeconds,
    SystemAttributes systemAttributes,
    List<String> attributeNames) {

  private static final int MAX_MESSAGES = 10;

  @SuppressWarnings("deprecation") // AttributeNames: what older clients send
  static ReceiveRequest of(ReceiveMessageRequest request, QueueAttributes queue) {
    List<String> system = new ArrayList<>(request.attributeNamesAsStrings());
    system.addAll(request.messageSystemAttributeNamesAsStrings());
    return new ReceiveRequest(
        max(request.maxNumberOfMessages()),
        visibility(request.visibilityTimeout(), queue.visibilityTimeout()),
        wait(request.waitTimeSeconds(), queue.receiveWaitSeconds()),
        SystemAttributes.named(system),
        request.messageAttributeNames());
  }

  static void checkVisibility(int seconds) {
    if (seconds < 0 || seconds > QueueAttributes.VISIBILITY_LIMIT_SECONDS) {
      throw SqsError.invalidValue(
          seconds,
          "VisibilityTimeout",
          "Must be >= 0 and <= " + QueueAttributes.VISIBILITY_LIMIT_SECONDS + ", if provided.");
    }
  }

  /** The answer; without messages it has no list at all, as on AWS. */
  ReceiveMessageResponse response(List<Message> received, Md5 md5) {
    if (received.isEmpty()) {
      return ReceiveMessageResponse.builder().build();
    }
    return ReceiveMessageResponse.builder()
        .messages(received.stream().map(message -> shown(message, md5)).toList())
        .build();
  }

  private software.amazon.awssdk.services.sqs.model.Message shown(Message message, Md5 md5) {
    Map<String, String> system = systemAttributes.of(message);
    Map<String, MessageAttributeValue> attributes = selected(message.attributes);
    return software.amazon.awssdk.services.sqs.model.Message.builder()
        .messageId(message.id())
        .receiptHandle(message.receiptHandle)
        .body(message.body)
        .md5OfBody(md5.ofBody(message.body))
        .attributesWithStrings(system.isEmpty() ? null : system)
        .messageAttributes(attributes.isEmpty() ? null : attributes)
        .md5OfMessageAttributes(md5.ofAttributes(attributes))
        .build();
  }

  private Map<String, MessageAttributeValue> selected(Map<String, MessageAttributeValue> all) {
    if (all.isEmpty() || attributeNames.isEmpty()) {
      return Map.of();
    }
    Map<String, MessageAttributeValue> selected = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (attributeNames.stream().anyMatch(asked -> matches(asked, name))) {
            selected.put(name, value);
          }
        });
    return selected;
  }

  private static boolean matches(String asked, String name) {
    return asked.equals("All")
        || asked.equals("*")
        || asked.equals(name)
        || asked.endsWith(".*") && name.startsWith(asked.substring(0, asked.length() - 2));
  }

  private static int max(Integer asked) {
    if (asked != null && (asked < 1 || asked > MAX_MESSAGES)) {
      throw SqsError.invalidValue(
          asked, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }
    return asked == null ? 1 : asked;
  }

  private static int visibility(Integer asked, int ofQueue) {
    if (asked != null) {
      checkVisibility(asked);
    }
    return asked == null ? ofQueue : asked;
  }

  private static int wait(Integer asked, int ofQueue) {
    if (asked != null && (asked < 0 || asked > QueueAttributes.WAIT_LIMIT_SECONDS)) {
      throw SqsError.invalidValue(asked, "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
    }
    return asked == null ? ofQueue : asked;
  }
}
