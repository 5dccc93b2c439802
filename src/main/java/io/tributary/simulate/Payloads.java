package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * Whether a message at the destination still carries what was published: the very text, or as a
 * part of the JSON that it became, whatever the program wraps around it.
 */
final class Payloads implements Ledger.PayloadCheck {

  /** Keeps numbers as they were written: 1.50 is not 1.5. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Workload workload;

  Payloads(Workload workload) {
    this.workload = workload;
  }

  @Override
  public boolean carries(String body, int event) {
    String published = workload.body(event);
    return body.contains(published) || contains(body, published);
  }

  private static boolean contains(String body, String published) {
    Optional<JsonNode> got = parse(body);
    if (got.isEmpty()) {
      return false;
    }
    Optional<JsonNode> wanted = parse(published);
    return wanted.isPresent() && hasPart(got.get(), wanted.get())
        || hasPart(got.get(), TextNode.valueOf(published));
  }

  private static boolean hasPart(JsonNode json, JsonNode part) {
    if (json.equals(part)) {
      return true;
    }
    for (JsonNode child : json) {
      if (hasPart(child, part)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
