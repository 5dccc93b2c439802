package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * JSON as its tokens, one a line: equal for texts that differ in white space and the escapes of
 * their strings only. Numbers stay as they were written, and members in their order, also such as
 * are there twice.
 *
 * @param lines begins and ends with a line end
 */
record JsonTokens(String lines) {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  /** The tokens of a text; nothing if it is not JSON. */
  static Optional<JsonTokens> of(String text) {
    StringBuilder lines = new StringBuilder("\n");
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        append(lines, token, parser.getText());
      }
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } catch (IOException bug) {
      throw new UncheckedIOException("a text is in memory", bug);
    }
    return lines.length() == 1 ? Optional.empty() : Optional.of(new JsonTokens(lines.toString()));
  }

  /** The token of a string. */
  static JsonTokens ofString(String value) {
    StringBuilder lines = new StringBuilder("\n");
    append(lines, JsonToken.VALUE_STRING, value);
    return new JsonTokens(lines.toString());
  }

  /** Whether a part of this JSON is the other. */
  boolean contain(JsonTokens part) {
    return lines.contains(part.lines);
  }

  private static void append(StringBuilder lines, JsonToken token, String text) {
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      lines.append(token == JsonToken.FIELD_NAME ? ':' : '=');
      lines.append(JsonStringEncoder.getInstance().quoteAsString(text));
    } else {
      lines.append(text);
    }
    lines.append('\n');
  }
}
