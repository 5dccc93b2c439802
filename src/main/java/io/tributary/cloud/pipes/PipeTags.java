package io.tributary.cloud.pipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tags of pipes.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_TagResource.html
 */
final class PipeTags {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private PipeTags() {}

  /** What is wrong with the tags that a request names; nothing when they are good. */
  static List<String> problems(Map<String, String> tags) {
    List<String> problems = new ArrayList<>();
    if (tags.size() > MOST) {
      problems.add(PipesErrors.constraint(tags.size(), "tags", "have at most " + MOST));
    }
    tags.forEach(
        (key, value) -> {
          if (key.isEmpty() || length(key) > LONGEST_KEY) {
            problems.add(
                PipesErrors.constraint(key, "tags.key", "have length 1 to " + LONGEST_KEY));
          }
          if (value == null || length(value) > LONGEST_VALUE) {
            problems.add(
                PipesErrors.constraint(
                    value, "tags." + key + ".value", "have length 0 to " + LONGEST_VALUE));
          }
        });
    return problems;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Adds tags, in place of those with the same keys.
   *
   * @throws software.amazon.awssdk.services.pipes.model.ValidationException if they are not good,
   *     or together too many
   */
  static void add(Map<String, String> to, Map<String, String> tags) {
    List<String> problems = problems(tags);
    long added = tags.keySet().stream().filter(key -> !to.containsKey(key)).count();
    if (problems.isEmpty() && to.size() + added > MOST) {
      problems.add("A pipe can have at most " + MOST + " tags");
    }
    if (!problems.isEmpty()) {
      throw PipesErrors.invalid(problems);
    }
    to.putAll(tags);
  }
}
