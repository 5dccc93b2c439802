package io.tributary.cloud.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message as one receive handed it out.
 *
 * @param receiptHandle names this receive, for deleting
 * @param senderId the value of the {@code SenderId} system attribute
 * @param sentMillis when it was sent, in milliseconds since 1970
 * @param firstReceivedMillis when it was first received
 * @param receiveCount how often it was received, this time included
 * @param trace the event it carries, for the journal
 */
public record QueuedMessage(
    String messageId,
    String receiptHandle,
    String body,
    Map<String, MessageAttributeValue> attributes,
    String senderId,
    long sentMillis,
    long firstReceivedMillis,
    int receiveCount,
    long trace) {

  /** The sum of the body in hexadecimal; worked out when asked, as most receivers never do. */
  public String md5OfBody() {
    return new Md5().ofBody(body);
  }
}
