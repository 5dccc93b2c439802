package io.tributary.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Policies as trees. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a document that a program sets.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  static ObjectNode object(String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "this policy is not JSON: " + malformed.getOriginalMessage() + ": " + json, malformed);
    }
    throw new IllegalArgumentException("this policy is not a JSON object: " + json);
  }

  /** The values as an array, or the one value by itself. */
  static JsonNode compact(List<String> values) {
    ArrayNode array = MAPPER.createArrayNode();
    values.forEach(array::add);
    return values.size() == 1 ? array.get(0) : array;
  }
}
