package io.tributary.cloud.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * One message to send, alone or as an entry of a batch.
 *
 * @param id of the entry; null when sent alone
 * @param delaySeconds null for the queue's delay
 */
record SendRequest(
    String id,
    OutgoingMessage message,
    Integer delaySeconds,
    Map<String, MessageAttributeValue> systemAttributes,
    String deduplicationId) {

  private static final String TRACE_HEADER = "AWSTraceHeader";

  static SendRequest of(SendMessageRequest request, long trace) {
    var system = asAttributes(request.messageSystemAttributesAsStrings());
    OutgoingMessage message =
        new OutgoingMessage(
            request.messageBody(),
            request.messageAttributes(),
            traceHeader(system),
            request.messageGroupId(),
            trace);
    return new SendRequest(
        null, message, request.delaySeconds(), system, request.messageDeduplicationId());
  }

  static SendRequest of(SendMessageBatchRequestEntry entry, long trace) {
    var system = asAttributes(entry.messageSystemAttributesAsStrings());
    OutgoingMessage message =
        new OutgoingMessage(
            entry.messageBody(),
            entry.messageAttributes(),
            traceHeader(system),
            entry.messageGroupId(),
            trace);
    return new SendRequest(
        entry.id(), message, entry.delaySeconds(), system, entry.messageDeduplicationId());
  }

  /** Checks all but the size, and returns the message's size in bytes. */
  int check() {
    if (delaySeconds != null
        && (delaySeconds < 0 || delaySeconds > QueueAttributes.DELAY_LIMIT_SECONDS)) {
      throw SqsError.invalidValue(
          delaySeconds,
          "DelaySeconds",
          "DelaySeconds must be >= 0 and <= " + QueueAttributes.DELAY_LIMIT_SECONDS + ".");
    }
    if (deduplicationId != null) {
      throw SqsError.invalidValue(
          deduplicationId,
          "MessageDeduplicationId",
          "The request includes a parameter that is not valid for this queue type.");
    }
    systemAttributes.forEach(SendRequest::checkSystemAttribute);
    return MessageRules.check(message, id == null ? "SendMessage" : "SendMessageBatch");
  }

  int delaySeconds(Queue queue) {
    return delaySeconds == null ? queue.attributes().delaySeconds() : delaySeconds;
  }

  private static void checkSystemAttribute(String name, MessageAttributeValue value) {
    if (!name.equals(TRACE_HEADER)) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "The message system attribute '"
              + name
              + "' is not supported; only AWSTraceHeader can be sent.");
    }
    if (!"String".equals(value.dataType())
        || value.stringValue() == null
        || value.stringValue().isEmpty()) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "The message system attribute 'AWSTraceHeader' must be a non-empty String.");
    }
  }

  private static String traceHeader(Map<String, MessageAttributeValue> system) {
    MessageAttributeValue header = system.get(TRACE_HEADER);
    return header == null ? null : header.stringValue();
  }

  private static Map<String, MessageAttributeValue> asAttributes(
      Map<String, MessageSystemAttributeValue> system) {
    if (system.isEmpty()) {
      return Map.of();
    }
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    system.forEach(
        (name, value) ->
            attributes.put(
                name,
                MessageAttributeValue.builder()
                    .dataType(value.dataType())
                    .stringValue(value.stringValue())
                    .binaryValue(value.binaryValue())
                    .build()));
    return attributes;
  }
}
