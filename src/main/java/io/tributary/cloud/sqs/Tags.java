package io.tributary.cloud.sqs;

import io.tributary.cloud.api.TagLimit;
import io.tributary.cloud.iam.RequestTags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The rules for a queue's tags.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
final class Tags {

  private Tags() {}

  /** The condition keys of a request's tags, which are refused outside AWS's limits. */
  static Map<String, List<String>> keys(Map<String, String> tags) {
    tags.forEach((key, value) -> TagLimit.check(key, value, Tags::outside));
    return RequestTags.keys(tags);
  }

  private static SqsException outside(TagLimit limit, String part) {
    return SqsError.INVALID_PARAMETER_VALUE.with(
        "The %s of a tag must %s, got '%s'.".formatted(limit.part(), limit.must(), part));
  }

  /** Adds tags to a queue, or changes those that it has; all or none. */
  static void add(Queue queue, Map<String, String> added) {
    TagLimit.putAll(
        queue.tags(),
        added,
        count ->
            SqsError.INVALID_PARAMETER_VALUE.with(
                "Too many tags added for queue " + queue.name() + "."));
  }
}
