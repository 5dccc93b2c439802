package io.tributary.cloud.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How the elements of a policy are written: one value may stand in the place of a list of one, and
 * a star or a question mark for characters.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
public final class PolicyElements {

  private PolicyElements() {}

  /** The elements of an array, or the one value in its place; none where it is missing. */
  public static List<JsonNode> of(JsonNode oneOrMany) {
    List<JsonNode> elements = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(elements::add);
    } else if (!oneOrMany.isMissingNode()) {
      elements.add(oneOrMany);
    }
    return elements;
  }

  /** The same as texts. */
  public static List<String> texts(JsonNode oneOrMany) {
    return of(oneOrMany).stream().map(JsonNode::asText).toList();
  }

  /** Whether a wildcard stands in it. */
  public static boolean isWild(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }
}
