package io.tributary.cloud.sqs;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CREATED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.LAST_MODIFIED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The attributes of a queue as GetQueueAttributes shows them: those that can be set, and those that
 * tell its state.
 */
final class ShownAttributes {

  private ShownAttributes() {}

  /** The named attributes, as far as the queue has them; {@code All} names all. */
  static Map<String, String> of(Queue queue, List<String> names) {
    Map<QueueAttributeName, String> all = all(queue);
    Map<String, String> shown = new LinkedHashMap<>();
    for (String name : names) {
      QueueAttributeName attribute = QueueAttributeName.fromValue(name);
      if (attribute == QueueAttributeName.ALL) {
        all.forEach((known, value) -> shown.put(known.toString(), value));
      } else if (attribute == QueueAttributeName.UNKNOWN_TO_SDK_VERSION) {
        throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
      } else if (all.containsKey(attribute)) {
        shown.put(name, all.get(attribute));
      }
    }
    return shown;
  }

  private static Map<QueueAttributeName, String> all(Queue queue) {
    Map<QueueAttributeName, String> all = new EnumMap<>(queue.attributes().values());
    all.put(QUEUE_ARN, queue.arn());
    all.put(CREATED_TIMESTAMP, Long.toString(queue.createdSeconds()));
    all.put(LAST_MODIFIED_TIMESTAMP, Long.toString(queue.modifiedSeconds()));
    Backlog backlog = queue.backlog();
    all.put(APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(backlog.visible()));
    all.put(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Integer.toString(backlog.inFlight()));
    all.put(APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, Integer.toString(backlog.delayed()));
    return all;
  }
}
