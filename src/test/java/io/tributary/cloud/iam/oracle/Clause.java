package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One key of a condition block, where it can be rewritten.
 *
 * @param written the operator as it stands, with prefix and suffix
 * @param actual the request's value, a text or a list; missing when the request has none
 */
record Clause(ObjectNode block, String written, String key, JsonNode actual) {

  /** The clauses of a statement, in their order. */
  static List<Clause> of(ObjectNode statement, JsonNode context) {
    List<Clause> clauses = new ArrayList<>();
    if (statement.has("Condition")) {
      ObjectNode block = (ObjectNode) statement.get("Condition");
      for (Map.Entry<String, JsonNode> operator : block.properties()) {
        for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
          clauses.add(
              new Clause(block, operator.getKey(), key.getKey(), value(context, key.getKey())));
        }
      }
    }
    return clauses;
  }

  /** The request's value of a key, whose name is the same in any case; missing without one. */
  static JsonNode value(JsonNode context, String key) {
    for (Map.Entry<String, JsonNode> entry : context.properties()) {
      if (entry.getKey().equalsIgnoreCase(key)) {
        return entry.getValue();
      }
    }
    return context.path("");
  }

  boolean isAbsent() {
    return actual.isMissingNode();
  }

  boolean hasPrefix(String prefix) {
    return written.startsWith(prefix);
  }

  boolean hasSetOperator() {
    return written.indexOf(':') >= 0;
  }

  boolean ifExists() {
    return written.endsWith("IfExists");
  }

  boolean negated() {
    return written.contains("Not");
  }

  /** Whether the operator is of a type. */
  boolean is(KeyType type) {
    return !written.equals("Null") && KeyType.ofOperator(written) == type;
  }

  /** The operator without prefix and suffix. */
  String operator() {
    return written.substring(written.indexOf(':') + 1).replace("IfExists", "");
  }

  /** Says that the clause holds for the request, or that it does not. */
  void settle(boolean holds) {
    remove();
    if (!holds) {
      block.withObject("/Null").put("no:" + written.replace(':', '-') + "-" + key, "false");
    }
  }

  private void remove() {
    ((ObjectNode) block.get(written)).remove(key);
  }

  /** Says the same by another operator; the block may have that already, for another clause. */
  void restate(String operator) {
    JsonNode values = block.get(written).get(key);
    remove();
    ObjectNode keys = block.withObject("/" + operator);
    String free = keys.has(key) ? key.toUpperCase(Locale.ROOT) : key;
    if (keys.has(free)) {
      throw new IllegalStateException("the block has " + operator + " of " + key + " already");
    }
    keys.set(free, values);
  }

  /** Rewrites each value, to one or several. */
  void rewriteEach(Function<String, List<String>> rewriting) {
    JsonNode values = block.get(written).get(key);
    ArrayNode before = values.isArray() ? (ArrayNode) values : block.arrayNode().add(values);
    ArrayNode after = block.arrayNode();
    before.forEach(value -> rewriting.apply(value.asText()).forEach(after::add));
    if (!after.equals(before)) {
      ((ObjectNode) block.get(written)).set(key, after);
    }
  }

  void rewrite(UnaryOperator<String> rewriting) {
    rewriteEach(value -> List.of(rewriting.apply(value)));
  }
}
