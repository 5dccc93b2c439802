package io.tributary.cloud.gateway.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A JSON text in UTF-8 that is being written. Messages stand in it as strings, full of quotes to
 * escape: byte by byte that takes less than Jackson's character by character.
 */
final class JsonBytes {

  private static final byte[] HEX = ascii("0123456789ABCDEF");

  /** What stands behind the backslash for each byte; 0 for one that stands for itself. */
  private static final byte[] ESCAPES = escapes();

  /** An escape's longest: {@code \}{@code u001F}. */
  private static final int LONGEST_ESCAPE = 6;

  private byte[] bytes = new byte[1024];
  private int length;

  private static byte[] escapes() {
    byte[] escapes = new byte[256];
    Arrays.fill(escapes, 0, ' ', (byte) 'u');
    byte[] escaped = ascii("\b\t\n\f\r\"\\");
    byte[] letters = ascii("btnfr\"\\");
    for (int i = 0; i < escaped.length; i++) {
      escapes[escaped[i]] = letters[i];
    }
    return escapes;
  }

  /** A name as it stands in an object, to be written more than once. */
  static byte[] name(String name) {
    JsonBytes json = new JsonBytes();
    json.string(name);
    json.put(':');
    return json.toByteArray();
  }

  /** Writes a member's name; its value comes next. */
  void member(byte[] name) {
    separate();
    put(name);
  }

  /** Begins an object or array. */
  void open(char bracket) {
    separate();
    put(bracket);
  }

  /** Ends an object or array. */
  void close(char bracket) {
    put(bracket);
  }

  /** Writes a number, true or false as it stands. */
  void literal(String text) {
    separate();
    put(ascii(text));
  }

  /** Writes a number; what is no number in JSON, such as NaN, as a string. */
  void number(double value, String text) {
    if (Double.isFinite(value)) {
      literal(text);
    } else {
      string(text);
    }
  }

  /** Writes bytes as a string in base64. */
  void base64(byte[] value) {
    string(Base64.getEncoder().encodeToString(value));
  }

  /** Writes a string in quotes, escaped where it must be; half of a surrogate pair as {@code ?}. */
  void string(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    separate();
    put('"');
    reserve(text.length);
    for (int at = plain(text, 0); at < text.length; at = plain(text, at + 1)) {
      escape(text[at]);
      reserve(text.length - at);
    }
    put('"');
  }

  /**
   * Writes what needs no escape and has room; gives the place of the first that does, or the end.
   */
  private int plain(byte[] text, int from) {
    byte[] to = bytes;
    int shift = length - from;
    int at = from;
    for (; at < text.length && ESCAPES[text[at] & 0xff] == 0; at++) {
      to[shift + at] = text[at];
    }
    length += at - from;
    return at;
  }

  private void escape(byte c) {
    reserve(LONGEST_ESCAPE);
    byte letter = ESCAPES[c];
    bytes[length++] = '\\';
    bytes[length++] = letter;
    if (letter == 'u') {
      bytes[length++] = '0';
      bytes[length++] = '0';
      bytes[length++] = HEX[c >> 4];
      bytes[length++] = HEX[c & 0xf];
    }
  }

  /** Between two values or members stands a comma. */
  private void separate() {
    byte last = length == 0 ? (byte) '[' : bytes[length - 1];
    if (last != '[' && last != '{' && last != ':') {
      put(',');
    }
  }

  private void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  private void put(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(4 * bytes.length, length + more));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
