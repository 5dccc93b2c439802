package io.tributary.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Which events of a bus a rule takes. Each {@code with...} narrows it further: an event has to
 * match all that is said of it. Of each field it is said once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event
 *     patterns</a>
 */
public final class EventPattern {

  /** Keeps the digits of numbers as they were written: to a pattern 1.50 is not 1.5. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ObjectNode pattern;

  private EventPattern(ObjectNode pattern) {
    this.pattern = pattern;
  }

  /**
   * Events from any of these sources, in this order in the pattern.
   *
   * @param sources values of {@code source}, one at least
   */
  public static EventPattern ofSources(String... sources) {
    return new EventPattern(JsonNodeFactory.instance.objectNode()).withAnyOf("source", sources);
  }

  /** Every event: every source begins with nothing. */
  public static EventPattern everything() {
    var pattern = JsonNodeFactory.instance.objectNode();
    pattern.putArray("source").addObject().put("prefix", "");
    return new EventPattern(pattern);
  }

  /**
   * Of these events those of any of these detail types.
   *
   * @param detailTypes values of {@code detail-type}, one at least
   * @throws IllegalArgumentException if there are none, or it has some already
   */
  public EventPattern withDetailTypes(String... detailTypes) {
    return withAnyOf("detail-type", detailTypes);
  }

  /**
   * Of these events those whose detail matches.
   *
   * @param detail a pattern as a JSON object, such as {@code {"order": {"id": [{"exists": true}]}}}
   * @throws IllegalArgumentException if it is no JSON object or says a field twice, or it has a
   *     detail already
   */
  public EventPattern withDetail(String detail) {
    var narrowed = without("detail");
    narrowed.set("detail", object(detail));
    return new EventPattern(narrowed);
  }

  private EventPattern withAnyOf(String field, String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "an event pattern needs at least one " + field + "; with none it would match nothing");
    }
    var narrowed = without(field);
    var any = narrowed.putArray(field);
    for (String value : values) {
      any.add(value);
    }
    return new EventPattern(narrowed);
  }

  /** A copy for what it does not say yet: said again it would silently take the other's place. */
  private ObjectNode without(String field) {
    if (pattern.has(field)) {
      throw new IllegalArgumentException(
          "the event pattern has a "
              + field
              + " already, "
              + pattern.get(field)
              + "; say all of it in one call");
    }
    return pattern.deepCopy();
  }

  private static JsonNode object(String detail) {
    try {
      JsonNode read = JSON.readTree(detail);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(notAnObject(detail), broken);
    }
    throw new IllegalArgumentException(notAnObject(detail));
  }

  private static String notAnObject(String detail) {
    return "the pattern of an event's detail must be a JSON object such as"
        + " {\"order\": {\"id\": [{\"exists\": true}]}}, each field said once, got: "
        + detail;
  }

  /** The pattern as a rule takes it. */
  public String toJson() {
    return pattern.toString();
  }
}
