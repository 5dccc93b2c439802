package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.json.JsonText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that a filter policy wants to exist. To SNS a field exists when its value is neither
 * null nor empty; to event-ruler any field does. So such values are taken out before matching, of
 * those fields only whose every condition is {@code exists: true}.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
 */
final class PresentFields {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final List<List<String>> paths;

  private PresentFields(List<List<String>> paths) {
    this.paths = paths;
  }

  /** The fields of a checked policy. */
  static PresentFields of(JsonNode policy) {
    Map<String, Boolean> onlyExists = new LinkedHashMap<>();
    FilterPolicyLimits.leaves(policy)
        .forEach(
            leaf ->
                onlyExists.merge(
                    leaf.path(), wantsOnlyPresence(leaf.conditions()), Boolean::logicalAnd));
    return new PresentFields(
        onlyExists.entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(entry -> Arrays.asList(entry.getKey().split("\\.", -1)))
            .toList());
  }

  private static boolean wantsOnlyPresence(JsonNode conditions) {
    for (JsonNode condition : conditions) {
      if (!condition.path("exists").asBoolean(false)) {
        return false;
      }
    }
    return true;
  }

  /** The body without the null and empty values of these fields. */
  JsonText strip(JsonText body) {
    if (paths.isEmpty()) {
      return body;
    }
    JsonNode tree = read(body);
    paths.forEach(path -> strip(tree, path));
    return Optional.of(tree.toString())
        .flatMap(JsonText::parse)
        .orElseThrow(() -> new IllegalStateException("a JSON tree gave no JSON: " + tree));
  }

  private static void strip(JsonNode node, List<String> path) {
    if (node.isArray()) {
      node.forEach(element -> strip(element, path));
      return;
    }
    JsonNode next = node.get(path.get(0));
    if (next == null) {
      return;
    }
    if (path.size() > 1) {
      strip(next, path.subList(1, path.size()));
    } else if (next.isNull() || next.isTextual() && next.textValue().isEmpty()) {
      ((ObjectNode) node).remove(path.get(0));
    }
  }

  private static JsonNode read(JsonText body) {
    try {
      return JSON.readTree(body.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checked body is not JSON: " + body, e);
    }
  }
}
