package io.tributary.cloud.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message as it lay in its queue when looked at.
 *
 * @param state {@code DELAYED}, {@code VISIBLE} or {@code IN_FLIGHT}
 * @param deadLetterSourceArn the queue that it was moved from as a dead letter, or null
 * @param sentMillis when it was sent, in milliseconds since 1970
 * @param availableMillis from when it can be received, in milliseconds since 1970
 * @param trace the event it carries, for the journal
 */
public record MessageView(
    String messageId,
    String body,
    Map<String, MessageAttributeValue> attributes,
    String state,
    String deadLetterSourceArn,
    long sentMillis,
    int receiveCount,
    long availableMillis,
    long trace) {

  static MessageView of(Message message) {
    return new MessageView(
        message.id(),
        message.body,
        message.attributes,
        message.state.name(),
        message.deadLetterSource,
        message.sentMillis,
        message.receiveCount,
        message.availableMicros / 1_000,
        message.trace);
  }

  /**
   * Its size in bytes as SQS counts it: the body, and of each attribute the name, the type and the
   * value, a binary one as it was before base64.
   *
   * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
   */
  public int size() {
    return MessageRules.size(body, attributes);
  }
}
