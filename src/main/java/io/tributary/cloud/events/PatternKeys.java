package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys by which policies see the pattern of a rule that is put.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
final class PatternKeys {

  private static final List<String> FIELDS =
      List.of(
          "source",
          "detail-type",
          "detail.service",
          "detail.eventTypeCode",
          "detail.userIdentity.principalId");

  private PatternKeys() {}

  /**
   * The exact strings that a pattern wants in the fields that have a key; a key is absent when
   * there are none, or others are let in besides, by their beginnings for example. What is no
   * pattern tells none.
   */
  static Map<String, List<String>> of(String pattern) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    if (pattern != null) {
      JsonText.parse(pattern).ifPresent(json -> FIELDS.forEach(it -> tell(it, json, keys)));
    }
    return keys;
  }

  private static void tell(String field, JsonText pattern, Map<String, List<String>> keys) {
    List<JsonText> wanted =
        at(field, pattern).filter(it -> it.kind() == JsonText.Kind.ARRAY).stream()
            .flatMap(array -> array.children().stream())
            .toList();
    if (!wanted.isEmpty()
        && wanted.stream().allMatch(value -> value.kind() == JsonText.Kind.STRING)) {
      keys.put("events:" + field, wanted.stream().map(JsonText::stringValue).toList());
    }
  }

  /** A pattern may name a field within others at once, by its path with dots, or step by step. */
  private static Optional<JsonText> at(String path, JsonText pattern) {
    int dot = path.indexOf('.');
    Optional<JsonText> named = pattern.field(path);
    return named.isPresent() || dot < 0
        ? named
        : pattern
            .field(path.substring(0, dot))
            .flatMap(within -> at(path.substring(dot + 1), within));
  }
}
