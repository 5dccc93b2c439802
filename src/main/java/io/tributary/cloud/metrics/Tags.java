package io.tributary.cloud.metrics;

import io.tributary.cloud.api.TagLimit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * The tags of alarms within AWS's limits.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html
 */
final class Tags {

  private Tags() {}

  /** The tags of a request. */
  static Map<String, String> read(List<Tag> tags) {
    Map<String, String> read = new TreeMap<>();
    for (Tag tag : tags) {
      Limits.required(tag.key(), "Tags.Key");
      Limits.required(tag.value(), "Tags.Value");
      TagLimit.check(
          tag.key(),
          tag.value(),
          (limit, part) ->
              CloudWatchErrors.invalid(
                  "The %s of a tag is '%s' but must %s."
                      .formatted(limit.part(), part, limit.must())));
      read.put(tag.key(), tag.value());
    }
    return read;
  }

  /** Adds tags, in place of those with the same keys, or none when they would be too many. */
  static void add(Map<String, String> present, Map<String, String> added) {
    TagLimit.putAll(
        present,
        added,
        count ->
            CloudWatchErrors.invalid(
                "An alarm has at most " + TagLimit.MOST + " tags; this would make " + count + "."));
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
