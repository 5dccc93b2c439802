package io.tributary.console;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request to one of the console's endpoints.
 *
 * @param variables what stands in the path where the endpoint has a {@code *}, decoded
 */
record Request(HttpCall call, List<String> variables) {

  String variable() {
    return variables.get(0);
  }

  /** A parameter of the query string; empty when it is not given. */
  String parameter(String name) {
    List<String> values = call.queryValues(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  /**
   * A parameter that is a whole number.
   *
   * @param otherwise when it is not given
   */
  long number(String name, long least, long most, long otherwise) {
    String text = parameter(name);
    return text.isEmpty() ? otherwise : number(name, text, least, most);
  }

  private static long number(String name, String text, long least, long most) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw outOfRange(name, text, least, most);
    }
    if (number < least || number > most) {
      throw outOfRange(name, text, least, most);
    }
    return number;
  }

  private static Refusal outOfRange(String name, String text, long least, long most) {
    return Refusal.badRequest(
        "%s takes a whole number from %s to %s, got '%s'".formatted(name, least, most, text));
  }

  /**
   * The body, a JSON object, as the record that says what it holds.
   *
   * @throws Refusal 400, naming the fields it takes
   */
  <T extends Record> T body(Class<T> type) {
    JsonNode body = json(type);
    if (!body.isObject()) {
      throw Refusal.badRequest("the body is no JSON object; it takes " + fields(type));
    }
    try {
      return Json.MAPPER.treeToValue(body, type);
    } catch (JsonMappingException unfit) {
      throw Refusal.badRequest(
          "the body's '%s' is not understood; it takes %s"
              .formatted(unfit.getPath().get(0).getFieldName(), fields(type)));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("what was read already has no syntax", bug);
    }
  }

  /** Jackson's own words name the place within, but for some limits also its classes. */
  private JsonNode json(Class<? extends Record> type) {
    try {
      return Json.MAPPER.readTree(new String(call.body(), StandardCharsets.UTF_8));
    } catch (JsonParseException broken) {
      throw Refusal.badRequest("the body is not JSON: " + broken.getOriginalMessage());
    } catch (JsonProcessingException tooLarge) {
      throw Refusal.badRequest(
          "the body is nested too deep, or has too long a number or text; it takes "
              + fields(type));
    }
  }

  private static String fields(Class<? extends Record> type) {
    return Stream.of(type.getRecordComponents())
        .map(field -> "'" + field.getName() + "' (" + kind(field.getType()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String kind(Class<?> type) {
    if (type == Boolean.class) {
      return "true or false";
    }
    return type == Integer.class ? "a whole number" : "text";
  }
}
