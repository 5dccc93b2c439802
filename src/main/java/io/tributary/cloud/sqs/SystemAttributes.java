package io.tributary.cloud.sqs;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.AWS_TRACE_HEADER;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENDER_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The attributes that SQS itself gives a message, as far as a receiver asked for them.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
record SystemAttributes(Set<MessageSystemAttributeName> asked) {

  /** Reads the names of a request; {@code All} stands for all. */
  static SystemAttributes named(List<String> names) {
    Set<MessageSystemAttributeName> asked = EnumSet.noneOf(MessageSystemAttributeName.class);
    for (String name : names) {
      MessageSystemAttributeName attribute = MessageSystemAttributeName.fromValue(name);
      if (attribute == MessageSystemAttributeName.ALL) {
        asked.addAll(MessageSystemAttributeName.knownValues());
      } else if (attribute == MessageSystemAttributeName.UNKNOWN_TO_SDK_VERSION) {
        throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
      } else {
        asked.add(attribute);
      }
    }
    return new SystemAttributes(asked);
  }

  /** Those of a message that were asked for and that it has. */
  Map<String, String> of(Message message) {
    Map<String, String> values = new LinkedHashMap<>();
    if (asked.isEmpty()) {
      return values;
    }
    put(values, SENDER_ID, message.senderId);
    put(values, SENT_TIMESTAMP, Long.toString(message.sentMillis));
    put(values, APPROXIMATE_RECEIVE_COUNT, Integer.toString(message.receiveCount));
    put(values, APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, Long.toString(message.firstReceivedMillis));
    put(values, MESSAGE_GROUP_ID, message.messageGroupId);
    put(values, AWS_TRACE_HEADER, message.traceHeader);
    put(values, DEAD_LETTER_QUEUE_SOURCE_ARN, message.deadLetterSource);
    return values;
  }

  private void put(Map<String, String> values, MessageSystemAttributeName name, String value) {
    if (value != null && asked.contains(name)) {
      values.put(name.toString(), value);
    }
  }
}
