package io.tributary.cloud.events;

import io.tributary.cloud.api.TagLimit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/**
 * Tags of buses and rules.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-tagging.html
 */
final class Tags {

  private Tags() {}

  /** The tags of a request, within AWS's limits. */
  static Map<String, String> read(List<Tag> tags) {
    Map<String, String> read = new TreeMap<>();
    for (Tag tag : tags) {
      TagLimit.check(
          tag.key(),
          tag.value(),
          (limit, part) ->
              EventsErrors.constraint(part, "tags.member." + limit.part(), limit.must()));
      read.put(tag.key(), tag.value());
    }
    if (read.size() > TagLimit.MOST) {
      throw tooMany(read.size());
    }
    return read;
  }

  /** Adds tags, in place of those with the same keys, or none when they would be too many. */
  static void add(Map<String, String> to, Map<String, String> added) {
    TagLimit.putAll(to, added, Tags::tooMany);
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static AwsServiceException tooMany(int count) {
    return EventsErrors.limitExceeded(
        "A resource has at most " + TagLimit.MOST + " tags; this would make " + count + ".");
  }
}
