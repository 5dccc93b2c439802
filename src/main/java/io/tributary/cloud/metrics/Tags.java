package io.tributary.cloud.metrics;

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

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private Tags() {}

  /** The tags of a request. */
  static Map<String, String> read(List<Tag> tags) {
    Map<String, String> read = new TreeMap<>();
    for (Tag tag : tags) {
      CloudWatchErrors.requiredText(tag.key(), "Tags.Key", LONGEST_KEY);
      CloudWatchErrors.required(tag.value(), "Tags.Value");
      read.put(tag.key(), CloudWatchErrors.withinLength(tag.value(), "Tags.Value", LONGEST_VALUE));
    }
    return read;
  }

  /** Adds tags, in place of those with the same keys, or none when they would be too many. */
  static void add(Map<String, String> present, Map<String, String> added) {
    Map<String, String> together = new TreeMap<>(present);
    together.putAll(added);
    if (together.size() > MOST) {
      throw CloudWatchErrors.invalid(
          "An alarm has at most " + MOST + " tags; this would make " + together.size() + ".");
    }
    present.putAll(added);
  }

  static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
