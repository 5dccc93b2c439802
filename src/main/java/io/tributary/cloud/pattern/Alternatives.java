package io.tributary.cloud.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How many plain patterns the {@code $or} of a pattern stand for. AWS's matcher writes them all
 * out, so they must be counted before it sees the pattern: a few hundred characters would keep it
 * busy for ever.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
final class Alternatives {

  /** As many as a pattern may combine to. */
  static final int MOST = 1_000;

  private static final JsonFactory JSON = new JsonFactory();

  private Alternatives() {}

  /** Whether there are more than allowed; false for what is no JSON, which others refuse. */
  static boolean exceedLimit(String pattern) {
    try (JsonParser parser = JSON.createParser(pattern)) {
      return parser.nextToken() == JsonToken.START_OBJECT && ofObject(parser) > MOST;
    } catch (JsonProcessingException notJson) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }

  /** Fields multiply; a number over the limit stays one. */
  private static long ofObject(JsonParser parser) throws IOException {
    long product = 1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean or = parser.currentName().equals("$or");
      JsonToken value = parser.nextToken();
      long factor = 1;
      if (value == JsonToken.START_OBJECT) {
        factor = ofObject(parser);
      } else if (value == JsonToken.START_ARRAY && or) {
        factor = ofArray(parser);
      } else {
        parser.skipChildren();
      }
      product = Math.min(product * factor, MOST + 1);
    }
    return product;
  }

  /** Elements of a {@code $or} add up. */
  private static long ofArray(JsonParser parser) throws IOException {
    long sum = 0;
    for (JsonToken element = parser.nextToken();
        element != null && element != JsonToken.END_ARRAY;
        element = parser.nextToken()) {
      if (element == JsonToken.START_OBJECT) {
        sum += ofObject(parser);
      } else {
        parser.skipChildren();
      }
    }
    return Math.max(1, sum);
  }
}
