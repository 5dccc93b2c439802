package io.tributary.cloud.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message on its way into a queue.
 *
 * @param body 1 character up to the queue's maximum message size
 * @param attributes at most 10; in the order they are to be kept
 * @param traceHeader the X-Ray header, or null
 * @param messageGroupId null unless the sender gave one
 * @param trace the event it carries, for the journal
 */
public record OutgoingMessage(
    String body,
    Map<String, MessageAttributeValue> attributes,
    String traceHeader,
    String messageGroupId,
    long trace) {

  /** A message of a body alone. */
  public OutgoingMessage(String body, long trace) {
    this(body, Map.of(), null, null, trace);
  }
}
