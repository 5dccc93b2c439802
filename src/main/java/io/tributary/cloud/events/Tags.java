package io.tributary.cloud.events;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/**
 * Tags of buses and rules.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-tagging.html
 */
final class Tags {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private Tags() {}

  /** Refuses tags outside AWS's limits. */
  static void requireValid(List<Tag> tags) {
    for (Tag tag : tags) {
      if (tag.key() == null || tag.key().isEmpty() || tag.value() == null) {
        throw EventsErrors.validation("A tag needs a key of 1 to 128 characters and a value.");
      }
      Limits.requireLength(tag.key(), LONGEST_KEY, "tags.member.key");
      Limits.requireLength(tag.value(), LONGEST_VALUE, "tags.member.value");
    }
    requireFew(tags.stream().map(Tag::key).distinct().count());
  }

  /** Adds checked tags, in place of those with the same keys. */
  static void add(Map<String, String> to, List<Tag> tags) {
    requireFew(
        to.size() + tags.stream().map(Tag::key).distinct().filter(k -> !to.containsKey(k)).count());
    tags.forEach(tag -> to.put(tag.key(), tag.value()));
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static void requireFew(long count) {
    if (count > MOST) {
      throw EventsErrors.limitExceeded(
          "A resource has at most " + MOST + " tags; this would make " + count + ".");
    }
  }
}
