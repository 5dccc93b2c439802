package io.tributary.cloud.pipes;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.TagLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tags of pipes.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_TagResource.html
 */
final class PipeTags {

  private PipeTags() {}

  /** What is wrong with the tags that a request names; nothing when they are good. */
  static List<String> problems(Map<String, String> tags) {
    List<String> problems = new ArrayList<>();
    if (tags.size() > TagLimit.MOST) {
      problems.add(ApiErrors.unmet(tags.size(), "tags", "have at most " + TagLimit.MOST));
    }
    tags.forEach(
        (key, value) ->
            TagLimit.brokenBy(key, value)
                .ifPresent(limit -> problems.add(problem(limit, key, value))));
    return problems;
  }

  private static String problem(TagLimit limit, String key, String value) {
    String at = limit == TagLimit.VALUE_LENGTH ? "tags." + key + ".value" : "tags.key";
    return ApiErrors.unmet(limit.of(key, value), at, limit.must());
  }

  /** Refuses tags that are not good. */
  static void require(Map<String, String> tags) {
    List<String> problems = problems(tags);
    if (!problems.isEmpty()) {
      throw PipesErrors.invalid(problems);
    }
  }

  /** Adds good tags, in place of those with the same keys, or none when they would be too many. */
  static void add(Map<String, String> to, Map<String, String> tags) {
    TagLimit.putAll(
        to,
        tags,
        count ->
            PipesErrors.invalid(List.of("A pipe can have at most " + TagLimit.MOST + " tags")));
  }
}
