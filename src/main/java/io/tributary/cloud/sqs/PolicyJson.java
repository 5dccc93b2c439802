package io.tributary.cloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.List;

/** The JSON object in a queue attribute, with AWS's words for what is wrong with it. */
record PolicyJson(String attribute, String title, String text, JsonNode json) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static PolicyJson parse(String attribute, String title, String text) {
    PolicyJson policy = new PolicyJson(attribute, title, text, read(text));
    if (!policy.json.isObject()) {
      throw policy.invalid(title + " is not a valid JSON map.");
    }
    return policy;
  }

  /** A missing node of what is no JSON. */
  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  void allowOnly(String... names) {
    List<String> known = List.of(names);
    for (Iterator<String> fields = json.fieldNames(); fields.hasNext(); ) {
      if (!known.contains(fields.next())) {
        throw invalid("Only following attributes are supported: " + known + ".");
      }
    }
  }

  JsonNode require(String name) {
    if (!json.hasNonNull(name)) {
      throw invalid(title + " does not contain mandatory attribute: " + name + ".");
    }
    return json.get(name);
  }

  RuntimeException invalid(String reason) {
    return SqsError.invalidValue(text, attribute, reason);
  }
}
