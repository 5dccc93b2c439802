package io.tributary.cloud.sqs;

import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A message on its way into a queue.
 *
 * @param body 1 character up to the queue's maximum message size
 * @param attributes at most 10; in the order they are to be kept
 * @param traceHeader the X-Ray header, or null
 * @param messageGroupId null unless the sender gave one, see {@link #isMessageGroupId}
 * @param trace the event it carries, for the journal
 */
public record OutgoingMessage(
    String body,
    Map<String, MessageAttributeValue> attributes,
    String traceHeader,
    String messageGroupId,
    long trace) {

  private static final Pattern MESSAGE_GROUP_ID = Pattern.compile("[!-~]{1,128}");

  /** A message of a body alone. */
  public OutgoingMessage(String body, long trace) {
    this(body, Map.of(), null, null, trace);
  }

  /**
   * Whether SQS takes a text as a message's group id: 1 to 128 letters, digits and punctuation of
   * ASCII. SNS, which hands it on, takes the same.
   *
   * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html and
   * docs.aws.amazon.com/sns/latest/api/API_Publish.html
   */
  public static boolean isMessageGroupId(String text) {
    return MESSAGE_GROUP_ID.matcher(text).matches();
  }
}
