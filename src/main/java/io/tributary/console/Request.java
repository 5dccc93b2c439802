package io.tributary.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tributary.cloud.gateway.http.HttpCall;
import java.io.IOException;
import java.util.List;

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
        "%s takes a whole number from %d to %d, got '%s'".formatted(name, least, most, text));
  }

  /** The body, a JSON object, as the record that says what it holds. */
  <T> T body(Class<T> type) {
    try {
      T body = Json.MAPPER.readValue(call.body(), type);
      if (body == null) {
        throw Refusal.badRequest("the body is null, but has to be a JSON object");
      }
      return body;
    } catch (JsonProcessingException broken) {
      throw Refusal.badRequest("the body cannot be read: " + broken.getOriginalMessage());
    } catch (IOException bug) {
      throw new IllegalStateException("bytes in memory can always be read", bug);
    }
  }
}
