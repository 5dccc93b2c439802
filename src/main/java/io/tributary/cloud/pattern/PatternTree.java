package io.tributary.cloud.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * How event-ruler reads the tree of a pattern: what in it are conditions, and what alternatives.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
public final class PatternTree {

  private PatternTree() {}

  /**
   * The conditions of one field.
   *
   * @param path the names down to it, with dots between
   */
  public record Leaf(String path, JsonNode conditions) {}

  /** The leaves of a pattern, in order; those of alternatives stand beside the others. */
  public static List<Leaf> leaves(JsonNode pattern) {
    List<Leaf> leaves = new ArrayList<>();
    collect(pattern, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String path, List<Leaf> leaves) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (isAlternatives(field)) {
        value.forEach(alternative -> collect(alternative, path, leaves));
      } else if (value.isObject()) {
        collect(value, path + field.getKey() + ".", leaves);
      } else {
        leaves.add(new Leaf(path + field.getKey(), value));
      }
    }
  }

  /**
   * Whether it is one of alternatives: {@code $or} over anything but two or more objects is none.
   */
  public static boolean isAlternatives(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    return field.getKey().equals("$or")
        && value.isArray()
        && value.size() > 1
        && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
  }
}
