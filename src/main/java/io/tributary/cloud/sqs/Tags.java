package io.tributary.cloud.sqs;

import java.util.Map;
import java.util.TreeMap;

/**
 * The rules for a queue's tags.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
final class Tags {

  private static final int MAX_TAGS = 50;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 256;

  /** AWS's own, in any case of letters. */
  private static final String RESERVED = "aws:";

  private Tags() {}

  /** Adds tags to a queue, or changes those that it has; all or none. */
  static void add(Queue queue, Map<String, String> added) {
    added.forEach(Tags::check);
    Map<String, String> tags = new TreeMap<>(queue.tags());
    tags.putAll(added);
    if (tags.size() > MAX_TAGS) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Too many tags added for queue " + queue.name() + ".");
    }
    queue.tags().putAll(added);
  }

  private static void check(String key, String value) {
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Tag keys must be between 1 and " + MAX_KEY + " characters in length.");
    }
    if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Tag keys must not start with aws:, in any case of letters, got " + key + ".");
    }
    if (value == null || value.length() > MAX_VALUE) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Tag values must be between 0 and " + MAX_VALUE + " characters in length.");
    }
  }
}
