package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.PatternTree;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that a filter policy wants to exist. To SNS a field exists when its value is neither
 * null nor empty; to event-ruler any field does. So such values are taken out before matching, of
 * those fields only whose every condition is {@code exists: true}.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
 */
final class PresentFields {

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Names joined by dots. To event-ruler {@code a.b} is a field {@code b} within {@code a} as well
   * as one field {@code a.b}.
   */
  private final List<String> paths;

  private PresentFields(List<String> paths) {
    this.paths = paths;
  }

  /** The fields of a checked policy. */
  static PresentFields of(JsonNode policy) {
    Map<String, Boolean> onlyExists = new LinkedHashMap<>();
    PatternTree.leaves(policy)
        .forEach(
            leaf ->
                onlyExists.merge(
                    leaf.path(), wantsOnlyPresence(leaf.conditions()), Boolean::logicalAnd));
    return new PresentFields(
        onlyExists.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList());
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
    StringWriter stripped = new StringWriter(body.text().length());
    try (JsonParser from = JSON.createParser(body.text());
        JsonGenerator to = JSON.createGenerator(stripped)) {
      from.nextToken();
      copy(from, to, paths);
    } catch (IOException e) {
      throw new IllegalStateException("a checked body is not JSON: " + body, e);
    }
    return JsonText.parse(stripped.toString())
        .orElseThrow(() -> new IllegalStateException("JSON gave no JSON: " + stripped));
  }

  /**
   * Copies a value. A number is copied as it is written: there are some that no type of Java holds.
   *
   * @param absent the fields to leave out where they are null or empty, as seen from here
   */
  private static void copy(JsonParser from, JsonGenerator to, List<String> absent)
      throws IOException {
    switch (from.currentToken()) {
      case START_OBJECT -> {
        to.writeStartObject();
        while (from.nextToken() != JsonToken.END_OBJECT) {
          copyField(from, to, absent);
        }
        to.writeEndObject();
      }
      case START_ARRAY -> {
        to.writeStartArray();
        while (from.nextToken() != JsonToken.END_ARRAY) {
          copy(from, to, absent);
        }
        to.writeEndArray();
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(from.getText());
      default -> to.copyCurrentEvent(from);
    }
  }

  private static void copyField(JsonParser from, JsonGenerator to, List<String> absent)
      throws IOException {
    String name = from.currentName();
    from.nextToken();
    if (absent.contains(name) && isNullOrEmpty(from)) {
      return;
    }
    to.writeFieldName(name);
    copy(from, to, below(name, absent));
  }

  private static boolean isNullOrEmpty(JsonParser value) throws IOException {
    return value.hasToken(JsonToken.VALUE_NULL)
        || value.hasToken(JsonToken.VALUE_STRING) && value.getText().isEmpty();
  }

  private static List<String> below(String name, List<String> paths) {
    String parent = name + ".";
    return paths.stream()
        .filter(path -> path.startsWith(parent))
        .map(path -> path.substring(parent.length()))
        .toList();
  }
}
