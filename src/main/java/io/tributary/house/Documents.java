package io.tributary.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.GraphResource;
import java.util.Optional;

/** Reads the small JSON documents that stand in inputs as text. */
final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** The JSON object of a text; empty for no text and for one that {@link ValidDocument} names. */
  static Optional<JsonNode> object(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException namedByItsOwnRule) {
      return Optional.empty();
    }
  }

  /** A property that is text; null when the program and the provider leave it out. */
  static String text(GraphResource resource, String property) {
    return (String) resource.outputs().get(property);
  }

  /** A property that is a whole number; empty when the program and the provider leave it out. */
  static Optional<Integer> number(GraphResource resource, String property) {
    return Optional.ofNullable((Number) resource.outputs().get(property)).map(Number::intValue);
  }
}
