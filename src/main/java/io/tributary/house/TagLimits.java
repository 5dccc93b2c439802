package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Tags are as many, and as long, as AWS takes them. */
final class TagLimits extends Check {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  TagLimits() {
    super(
        new Rule(
            "tag-limits",
            "AWS takes 50 tags a resource, keys of 1 to 128 and values of up to 256 characters, and"
                + " keeps keys that begin with aws: for itself.",
            "Give fewer, shorter or other tags.",
            "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate
        .resources()
        .filter(resource -> resource.outputs().get("tags") instanceof Map<?, ?>)
        .flatMap(resource -> tags(resource, (Map<?, ?>) resource.outputs().get("tags")));
  }

  private Stream<Finding> tags(GraphResource resource, Map<?, ?> tags) {
    Stream<Finding> many =
        tags.size() <= MOST
            ? Stream.empty()
            : Stream.of(finding(resource, "it has " + tags.size() + " tags", "at most " + MOST));
    Stream<Finding> each =
        tags.entrySet().stream()
            .flatMap(tag -> tag(resource, tag.getKey().toString(), tag.getValue().toString()));
    return Stream.concat(many, each);
  }

  private Stream<Finding> tag(GraphResource resource, String key, String value) {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      return Stream.of(
          finding(
              resource,
              "the tag key '" + key + "' has " + key.length() + " characters",
              "1 to " + LONGEST_KEY));
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      return Stream.of(finding(resource, "the tag key is '" + key + "'", "keys without aws:"));
    }
    return value.length() <= LONGEST_VALUE
        ? Stream.empty()
        : Stream.of(
            finding(
                resource,
                "the value of the tag '" + key + "' has " + value.length() + " characters",
                "at most " + LONGEST_VALUE));
  }
}
