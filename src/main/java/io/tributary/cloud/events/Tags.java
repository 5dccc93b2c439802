package io.tributary.cloud.events;

import io.tributary.cloud.api.TagLimit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/**
 * Tags of buses and rules.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-tagging.html
 */
final class Tags {

  private Tags() {}

  /** Refuses tags outside AWS's limits. */
  static void requireValid(List<Tag> tags) {
    for (Tag tag : tags) {
      TagLimit.brokenBy(tag.key(), tag.value())
          .ifPresent(
              limit -> {
                throw EventsErrors.constraint(
                    limit.of(tag.key(), tag.value()),
                    "tags.member." + limit.part(),
                    "Member must " + limit.must());
              });
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
    if (count > TagLimit.MOST) {
      throw EventsErrors.limitExceeded(
          "A resource has at most " + TagLimit.MOST + " tags; this would make " + count + ".");
    }
  }
}
