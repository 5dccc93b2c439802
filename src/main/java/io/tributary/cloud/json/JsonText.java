package io.tributary.cloud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A JSON value as the text it was written in. Parts are cut out of the text, never parsed and
 * written again, so that {@code 1.50} stays {@code 1.50} and a payload survives to the letter.
 */
public final class JsonText {

  /** What a JSON value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /**
   * How deep a value may be nested to count as JSON. Ten levels below the 1,000 that AWS's matcher
   * and Jackson read, so that every value still can be put into a record or an event.
   */
  public static final int DEEPEST = 990;

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonFactory CHECKED =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final String text;
  private final Kind kind;

  private JsonText(String text) {
    this.text = text;
    this.kind = kindOf(text.charAt(0));
  }

  /**
   * The value that the text holds; empty when the text is not exactly one well-formed JSON value,
   * or one beyond what can be read: nested over {@value #DEEPEST} levels, a number of over 1,000
   * digits, a name of over 50,000 characters.
   */
  public static Optional<JsonText> parse(String text) {
    try (JsonParser parser = CHECKED.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null
          ? Optional.of(new JsonText(text.strip()))
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }

  /** The text as a JSON string, in quotes and escaped. */
  public static JsonText string(String value) {
    return new JsonText(
        '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)) + '"');
  }

  /** An object of the fields, in their order. */
  public static JsonText object(Map<String, JsonText> fields) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    fields.forEach((name, value) -> object.add(string(name) + ":" + value));
    return new JsonText(object.toString());
  }

  /** An array of the values. */
  public static JsonText array(List<JsonText> elements) {
    return new JsonText(
        "[" + String.join(",", elements.stream().map(JsonText::text).toList()) + "]");
  }

  public Kind kind() {
    return kind;
  }

  public boolean isObject() {
    return kind == Kind.OBJECT;
  }

  /** The value as it was written. */
  public String text() {
    return text;
  }

  /** The value without white space between its parts, else as it was written. */
  public String compact() {
    StringBuilder compact = new StringBuilder(text.length());
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        compact.append(c).append(text.charAt(++i));
        continue;
      }
      if (c == '"') {
        inString = !inString;
      }
      if (inString || !isWhitespace(c)) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  /** The value as its {@link #compact} text. */
  public JsonText compacted() {
    return new JsonText(compact());
  }

  /** The characters that a JSON string stands for; for any other value its compact text. */
  public String stringValue() {
    if (kind != Kind.STRING) {
      return compact();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("a checked JSON string cannot be read: " + text, e);
    }
  }

  /**
   * The value of an object's field, the last one when the name stands twice; empty when there is
   * none.
   */
  public Optional<JsonText> field(String name) {
    if (kind != Kind.OBJECT) {
      return Optional.empty();
    }
    JsonText found = null;
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        parser.nextToken();
        JsonText value = cut(parser, wanted);
        found = wanted ? value : found;
      }
    } catch (IOException e) {
      throw new IllegalStateException("a checked JSON object cannot be read: " + text, e);
    }
    return Optional.ofNullable(found);
  }

  /** The elements of an array, the values of an object; of any other value none. */
  public List<JsonText> children() {
    List<JsonText> children = new ArrayList<>();
    if (kind != Kind.ARRAY && kind != Kind.OBJECT) {
      return children;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          children.add(cut(parser, true));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a checked JSON value cannot be read: " + text, e);
    }
    return children;
  }

  private JsonText cut(JsonParser parser, boolean wanted) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    int to = (int) parser.currentLocation().getCharOffset();
    return wanted ? new JsonText(text.substring(from, to).strip()) : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isWhitespace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static Kind kindOf(char first) {
    return switch (first) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      default -> Kind.NUMBER;
    };
  }
}
