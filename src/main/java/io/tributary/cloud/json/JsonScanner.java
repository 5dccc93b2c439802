package io.tributary.cloud.json;

import io.tributary.cloud.text.EightBytes;
import java.nio.charset.StandardCharsets;

/**
 * Finds where the values of a JSON text end, and whether they are well-formed (RFC 8259). It makes
 * no objects, for every event's payload passes here more than once: a parser that also decodes
 * names and numbers takes three times as long.
 *
 * <p>Every method takes the index to read from and returns the index after what it read, or {@link
 * #MALFORMED}.
 */
final class JsonScanner {

  static final int MALFORMED = -1;

  /** What Jackson, which reads the same values elsewhere, takes at most by default. */
  private static final int MOST_DIGITS = 1_000;

  private static final int LONGEST_NAME = 50_000;

  private final String text;

  /**
   * A byte for each character. Those that have no byte are question marks: like these they stand
   * for themselves within strings, and nowhere else.
   */
  private final byte[] bytes;

  private final int deepest;
  private int levels;
  private int spaces;

  /**
   * A scanner of a text.
   *
   * @param deepest how deep values may be nested
   */
  JsonScanner(String text, int deepest) {
    this.text = text;
    this.bytes = bytes(text);
    this.deepest = deepest;
  }

  private static byte[] bytes(String text) {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    return latin.length == text.length() ? latin : bytesOfPairs(text);
  }

  /** The two characters of a pair are encoded together, but have an index each. */
  private static byte[] bytesOfPairs(String text) {
    byte[] bytes = new byte[text.length()];
    for (int at = 0; at < bytes.length; at++) {
      char c = text.charAt(at);
      bytes[at] = (byte) (c <= 0xFF ? c : '?');
    }
    return bytes;
  }

  /** The first character at or after the index that is no white space; never malformed. */
  int skipSpace(int from) {
    int at = from;
    while (at < bytes.length && isSpace((char) bytes[at])) {
      at++;
    }
    spaces += at - from;
    return at;
  }

  /** How much white space was skipped so far. */
  int spaces() {
    return spaces;
  }

  /** How deep the values were nested so far: 1 for an object of scalars, 0 for a scalar. */
  int levels() {
    return levels;
  }

  static boolean isSpace(char c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  /** Reads the value that begins exactly at the index. */
  int value(int from) {
    return value(from, 0);
  }

  private int value(int from, int depth) {
    return switch (charAt(from)) {
      case '{' -> object(from, depth + 1);
      case '[' -> array(from, depth + 1);
      case '"' -> string(from);
      case 't' -> literal(from, "true");
      case 'f' -> literal(from, "false");
      case 'n' -> literal(from, "null");
      default -> number(from);
    };
  }

  private int object(int from, int depth) {
    levels = Math.max(levels, depth);
    int at = skipSpace(from + 1);
    if (depth > deepest || charAt(at) == '}') {
      return depth > deepest ? MALFORMED : at + 1;
    }
    while (true) {
      int colon = name(at);
      if (colon == MALFORMED || charAt(colon) != ':') {
        return MALFORMED;
      }
      int end = value(skipSpace(colon + 1), depth);
      at = end == MALFORMED ? MALFORMED : skipSpace(end);
      char next = charAt(at);
      if (next != ',') {
        return next == '}' ? at + 1 : MALFORMED;
      }
      at = skipSpace(at + 1);
    }
  }

  /** Reads a name and the white space behind it. */
  private int name(int from) {
    int end = charAt(from) == '"' ? string(from) : MALFORMED;
    return end == MALFORMED || end - from > LONGEST_NAME && isTooLong(from, end)
        ? MALFORMED
        : skipSpace(end);
  }

  private boolean isTooLong(int from, int end) {
    int characters = 0;
    for (int at = from + 1; at < end - 1; characters++) {
      at = charAt(at) == '\\' ? escape(at) : at + 1;
    }
    return characters > LONGEST_NAME;
  }

  private int array(int from, int depth) {
    levels = Math.max(levels, depth);
    int at = skipSpace(from + 1);
    if (depth > deepest || charAt(at) == ']') {
      return depth > deepest ? MALFORMED : at + 1;
    }
    while (true) {
      int end = value(at, depth);
      at = end == MALFORMED ? MALFORMED : skipSpace(end);
      char next = charAt(at);
      if (next != ',') {
        return next == ']' ? at + 1 : MALFORMED;
      }
      at = skipSpace(at + 1);
    }
  }

  /** Reads the string that begins exactly at the index. */
  int string(int from) {
    int at = from + 1;
    while (at != MALFORMED) {
      at = plain(at);
      char c = charAt(at);
      if (c != '\\') {
        return c == '"' ? at + 1 : MALFORMED;
      }
      at = escape(at);
    }
    return MALFORMED;
  }

  /** The first character that does not stand for itself; all that is read passes here. */
  private int plain(int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long special = special(EightBytes.at(bytes, at));
      if (special != 0) {
        return at + EightBytes.before(special);
      }
    }
    while (at < bytes.length && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  private static long special(long eight) {
    return EightBytes.below(eight, ' ')
        | EightBytes.equalTo(eight, '"')
        | EightBytes.equalTo(eight, '\\');
  }

  private static boolean isPlain(byte character) {
    return character < 0 || character >= ' ' && character != '"' && character != '\\';
  }

  private int escape(int from) {
    return switch (charAt(from + 1)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 2;
      case 'u' -> unicode(from + 2);
      default -> MALFORMED;
    };
  }

  private int unicode(int from) {
    for (int at = from; at < from + 4; at++) {
      char c = charAt(at);
      if (!isDigit(c) && (c < 'a' || c > 'f') && (c < 'A' || c > 'F')) {
        return MALFORMED;
      }
    }
    return from + 4;
  }

  private int literal(int from, String word) {
    return text.startsWith(word, from) ? from + word.length() : MALFORMED;
  }

  private int number(int from) {
    int first = charAt(from) == '-' ? from + 1 : from;
    int end = charAt(first) == '0' ? first + 1 : digits(first);
    int digits = end - first;
    if (end != MALFORMED && charAt(end) == '.') {
      int point = end;
      end = digits(point + 1);
      digits += end - point - 1;
    }
    if (end != MALFORMED && (charAt(end) | 0x20) == 'e') {
      char sign = charAt(end + 1);
      int exponent = sign == '+' || sign == '-' ? end + 2 : end + 1;
      end = digits(exponent);
      digits += end - exponent;
    }
    return digits > MOST_DIGITS ? MALFORMED : end;
  }

  private int digits(int from) {
    int at = from;
    while (isDigit(charAt(at))) {
      at++;
    }
    return at == from ? MALFORMED : at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The character at the index; beyond the text NUL, which stands in no JSON. */
  private char charAt(int at) {
    return at >= 0 && at < bytes.length ? (char) (bytes[at] & 0xFF) : '\0';
  }
}
