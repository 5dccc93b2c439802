package io.tributary.cloud.iam;

import java.util.Arrays;

/**
 * A pattern of literal characters and wildcards, matched without backtracking over more than the
 * last wildcard, so that no pattern is slow.
 */
final class Glob {

  /** What one position of a pattern stands for. */
  static final byte LITERAL = 0;

  /** Any characters, or none. */
  static final byte STAR = 1;

  /** Any one character; stands behind the last SEGMENT_STAR only, as the search relies on. */
  static final byte ANY = 2;

  /** Any characters, or none, up to the end of an ARN's segment. */
  static final byte SEGMENT_STAR = 3;

  /** Any one character but a colon. */
  static final byte SEGMENT_ANY = 4;

  /** Null when every character is literal. */
  private final char[] chars;

  /** Null when every character is literal. */
  private final byte[] kinds;

  /** Null when there is a wildcard. */
  private final String exact;

  private final boolean ignoreCase;

  private Glob(char[] chars, byte[] kinds, String exact, boolean ignoreCase) {
    this.chars = chars;
    this.kinds = kinds;
    this.exact = exact;
    this.ignoreCase = ignoreCase;
  }

  /** A pattern without wildcards: it matches the text alone, in any case if that is ignored. */
  static Glob exactly(String text, boolean ignoreCase) {
    return new Glob(null, null, text, ignoreCase);
  }

  boolean matches(String text) {
    if (exact != null) {
      return ignoreCase ? exact.equalsIgnoreCase(text) : exact.equals(text);
    }
    return search(text);
  }

  /**
   * Runs through text and pattern together. On a mismatch the last wildcard takes one character
   * more: the last star within a segment as long as it meets no colon, else the last free star.
   */
  private boolean search(String text) {
    int at = 0;
    int p = 0;
    int star = -1;
    int starAt = 0;
    int segmentStar = -1;
    int segmentAt = 0;
    while (at < text.length() || p < kinds.length) {
      byte kind = p < kinds.length ? kinds[p] : -1;
      if (kind == STAR) {
        star = p++;
        starAt = at;
        segmentStar = -1;
      } else if (kind == SEGMENT_STAR) {
        segmentStar = p++;
        segmentAt = at;
      } else if (kind >= 0 && at < text.length() && fits(p, text.charAt(at))) {
        at++;
        p++;
      } else if (segmentStar >= 0 && segmentAt < text.length() && text.charAt(segmentAt) != ':') {
        at = ++segmentAt;
        p = segmentStar + 1;
      } else if (star >= 0 && starAt < text.length()) {
        at = ++starAt;
        p = star + 1;
        segmentStar = -1;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean fits(int position, char c) {
    return switch (kinds[position]) {
      case ANY -> true;
      case SEGMENT_ANY -> c != ':';
      default -> chars[position] == c || ignoreCase && sameLetter(chars[position], c);
    };
  }

  private static boolean sameLetter(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }

  /** Puts a pattern together, character by character. */
  static final class Builder {
    private char[] chars = new char[32];
    private byte[] kinds = new byte[32];
    private int length;

    Builder add(char c, byte kind) {
      if (length == chars.length) {
        chars = Arrays.copyOf(chars, 2 * length);
        kinds = Arrays.copyOf(kinds, 2 * length);
      }
      chars[length] = c;
      kinds[length++] = kind;
      return this;
    }

    Builder addLiteral(String text) {
      for (int i = 0; i < text.length(); i++) {
        add(text.charAt(i), LITERAL);
      }
      return this;
    }

    Builder add(Builder other) {
      for (int i = 0; i < other.length; i++) {
        add(other.chars[i], other.kinds[i]);
      }
      return this;
    }

    boolean isEmpty() {
      return length == 0;
    }

    Glob build(boolean ignoreCase) {
      return isLiteral()
          ? exactly(new String(chars, 0, length), ignoreCase)
          : new Glob(Arrays.copyOf(chars, length), Arrays.copyOf(kinds, length), null, ignoreCase);
    }

    private boolean isLiteral() {
      for (int i = 0; i < length; i++) {
        if (kinds[i] != LITERAL) {
          return false;
        }
      }
      return true;
    }
  }
}
