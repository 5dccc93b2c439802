package io.tributary.cloud.sqs;

import io.tributary.cloud.api.TagLimit;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules for a queue's tags.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
final class Tags {

  private Tags() {}

  /** Adds tags to a queue, or changes those that it has; all or none. */
  static void add(Queue queue, Map<String, String> added) {
    added.forEach(Tags::check);
    Map<String, String> tags = new TreeMap<>(queue.tags());
    tags.putAll(added);
    if (tags.size() > TagLimit.MOST) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Too many tags added for queue " + queue.name() + ".");
    }
    queue.tags().putAll(added);
  }

  private static void check(String key, String value) {
    TagLimit.brokenBy(key, value)
        .ifPresent(
            limit -> {
              throw SqsError.INVALID_PARAMETER_VALUE.with(
                  "The %s of a tag must %s, got '%s'."
                      .formatted(limit.part(), limit.must(), limit.of(key, value)));
            });
  }
}
