package io.tributary.cloud.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** A JSON object that is being written, field by field; without white space. */
public final class JsonObject {

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder text;

  /**
   * An object without fields.
   *
   * @param room how many characters it will have, or somewhat more
   */
  public JsonObject(int room) {
    this.text = new StringBuilder(room).append('{');
  }

  /** Adds a field whose value is a string. */
  public JsonObject put(String name, String value) {
    name(name);
    appendString(text, value);
    return this;
  }

  /** Adds a field. */
  public JsonObject put(String name, JsonText value) {
    name(name);
    text.append(value.text());
    return this;
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    appendString(text, name);
    text.append(':');
  }

  /** The object, of which there will be no more fields. */
  public JsonText text() {
    return new JsonText(text.append('}').toString());
  }

  /** Appends a string in quotes, escaped where it must be. */
  private static void appendString(StringBuilder to, String value) {
    to.append('"');
    if (isPlain(value)) {
      to.append(value);
    } else {
      ENCODER.quoteAsString(value, to);
    }
    to.append('"');
  }

  /** A string in quotes, escaped where it must be. */
  static String quoted(String value) {
    if (isPlain(value)) {
      return '"' + value + '"';
    }
    StringBuilder string = new StringBuilder(value.length() + 16);
    appendString(string, value);
    return string.toString();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
