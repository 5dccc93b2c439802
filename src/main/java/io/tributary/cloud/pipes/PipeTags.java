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

  /**
   * Refuses tags that are not good, with every problem. To be called before IAM is asked, whose
   * condition keys take no tag without a value.
   */
  static void require(Map<String, String> tags) {
    List<String> problems = new ArrayList<>();
    if (tags.size() > TagLimit.MOST) {
      problems.add(ApiErrors.unmet(tags.size(), "tags", "have at most " + TagLimit.MOST));
    }
    tags.forEach(
        (key, value) ->
            TagLimit.brokenBy(key, value)
                .ifPresent(limit -> problems.add(problem(limit, key, value))));
    if (!problems.isEmpty()) {
      throw PipesErrors.invalid(problems);
    }
  }

  private static String problem(TagLimit limit, String key, String value) {
    String at = limit == TagLimit.VALUE_LENGTH ? "tags." + key + ".value" : "tags.key";
    return ApiErrors.unmet(limit.of(key, value), at, limit.must());
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
