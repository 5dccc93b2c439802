package io.tributary.cloud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private static final int UNKNOWN = -1;
  private static final JsonText EMPTY_ARRAY = new JsonText("[]", "[]", 1);

  private final String text;
  private final Kind kind;

  /** The text without white space between its parts; null until somebody asks. */
  private String compact;

  private int levels;

  /** A value that is known to be one, without space around it. */
  JsonText(String text) {
    this(text, null, UNKNOWN);
  }

  /** A value of which also the compact text, or null, and the levels are known. */
  JsonText(String text, String compact, int levels) {
    this.text = text;
    this.kind = kindOf(text.charAt(0));
    this.compact = compact;
    this.levels = levels;
  }

  /**
   * The value that the text holds; empty when the text is not exactly one well-formed JSON value,
   * or one beyond what can be read: nested over {@value #DEEPEST} levels, a number of over 1,000
   * digits, a name of over 50,000 characters.
   */
  public static Optional<JsonText> parse(String text) {
    JsonScanner scanner = new JsonScanner(text, DEEPEST);
    int from = scanner.skipSpace(0);
    int end = scanner.value(from);
    boolean isCompact = scanner.spaces() == from;
    if (end == JsonScanner.MALFORMED || scanner.skipSpace(end) < text.length()) {
      return Optional.empty();
    }
    String value = text.substring(from, end);
    return Optional.of(new JsonText(value, isCompact ? value : null, scanner.levels()));
  }

  /** The text as a JSON string, in quotes and escaped. */
  public static JsonText string(String value) {
    String string = JsonObject.quoted(value);
    return new JsonText(string, string, 0);
  }

  /** An object of the fields, in their order. */
  public static JsonText object(Map<String, JsonText> fields) {
    JsonObject object = new JsonObject(16);
    fields.forEach(object::put);
    return object.text();
  }

  /** An array of the values. */
  public static JsonText array(List<JsonText> elements) {
    if (elements.isEmpty()) {
      return EMPTY_ARRAY;
    }
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
    if (compact == null) {
      compact = withoutSpace(text);
    }
    return compact;
  }

  /** Whether the value was written without white space between its parts. */
  boolean isCompact() {
    return compact().length() == text.length();
  }

  /** How deep the value is nested, at most: 1 for an object of scalars, 0 for a scalar. */
  public int levels() {
    if (levels == UNKNOWN) {
      JsonScanner scanner = new JsonScanner(text, Integer.MAX_VALUE);
      scanner.value(0);
      levels = scanner.levels();
    }
    return levels;
  }

  /** A JSON text, or a part of one that no string reaches out of, without white space. */
  static String withoutSpace(String text) {
    char[] chars = text.toCharArray();
    int kept = 0;
    boolean inString = false;
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (inString && c == '\\') {
        chars[kept++] = c;
        chars[kept++] = chars[++i];
        continue;
      }
      if (c == '"') {
        inString = !inString;
      }
      if (inString || !JsonScanner.isSpace(c)) {
        chars[kept++] = c;
      }
    }
    return kept == chars.length ? text : new String(chars, 0, kept);
  }

  /** The value as its {@link #compact} text. */
  public JsonText compacted() {
    return isCompact() ? this : new JsonText(compact, compact, levels);
  }

  /** The characters that a JSON string stands for; for any other value its compact text. */
  public String stringValue() {
    return kind == Kind.STRING ? decoded(text, 0, text.length()) : compact();
  }

  /** The characters for which a checked JSON string stands that is part of a text. */
  static String decoded(String text, int from, int end) {
    for (int at = from + 1; at < end; at++) {
      if (text.charAt(at) == '\\') {
        return unescaped(text.substring(from, end));
      }
    }
    return text.substring(from + 1, end - 1);
  }

  private static String unescaped(String string) {
    try (JsonParser parser = JSON.createParser(string)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("a checked JSON string cannot be read: " + string, e);
    }
  }

  /**
   * The value of an object's field, the last one when the name stands twice; empty when there is
   * none.
   */
  public Optional<JsonText> field(String name) {
    JsonText found = null;
    if (isObject()) {
      for (JsonParts parts = new JsonParts(this); parts.next(); ) {
        found = parts.name().equals(name) ? parts.value() : found;
      }
    }
    return Optional.ofNullable(found);
  }

  /** The elements of an array, the values of an object; of any other value none. */
  public List<JsonText> children() {
    List<JsonText> children = new ArrayList<>();
    if (kind == Kind.ARRAY || kind == Kind.OBJECT) {
      for (JsonParts parts = new JsonParts(this); parts.next(); ) {
        children.add(parts.value());
      }
    }
    return children;
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
