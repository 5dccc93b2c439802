package io.tributary.cloud.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * A value written in a policy, compiled: its wildcards as the place where it stands reads them, and
 * its policy variables, which are filled in for each request.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
final class ValuePattern {

  /** How the characters of a value are read. */
  enum Syntax {
    /** No wildcards. */
    EXACT,
    /** No wildcards, letters in any case. */
    EXACT_IGNORING_CASE,
    /** Wildcards run over everything. */
    TEXT,
    /** An action: as text, letters in any case. */
    ACTION,
    /** An ARN in a condition: wildcards of the first five segments end at the colon. */
    ARN,
    /** The same in {@code Resource}, but a star that ends a segment runs on over colons. */
    RESOURCE;

    private boolean wild() {
      return this != EXACT && this != EXACT_IGNORING_CASE;
    }

    private boolean ignoresCase() {
      return this == ACTION || this == EXACT_IGNORING_CASE;
    }
  }

  /** A piece of a value: a variable, or what stands between two of them. */
  private record Part(Glob.Builder text, Variable variable) {}

  /** {@code ${key}} or {@code ${key, 'fallback'}}. */
  private record Variable(ContextKey key, String fallback) {

    String value(RequestContext context) {
      String value = key.single(context);
      return value == null ? fallback : value;
    }
  }

  private final String written;
  private final boolean ignoreCase;

  /** Null when there are variables. */
  private final Glob fixed;

  /** Null when there are none. */
  private final List<Part> parts;

  private ValuePattern(String written, boolean ignoreCase, Glob fixed, List<Part> parts) {
    this.written = written;
    this.ignoreCase = ignoreCase;
    this.fixed = fixed;
    this.parts = parts;
  }

  /**
   * Compiles a value.
   *
   * @param variables whether the policy's version knows policy variables
   * @throws IllegalArgumentException if a variable is not well formed
   */
  static ValuePattern of(String written, Syntax syntax, boolean variables) {
    boolean ignoreCase = syntax.ignoresCase();
    if (isPlain(written)) {
      return new ValuePattern(written, ignoreCase, Glob.exactly(written, ignoreCase), null);
    }
    List<Part> parts = new Reader(written, syntax, variables).read();
    return parts.size() == 1 && parts.get(0).variable() == null
        ? new ValuePattern(written, ignoreCase, parts.get(0).text().build(ignoreCase), null)
        : new ValuePattern(written, ignoreCase, null, parts);
  }

  /** Whether every character stands for itself in any syntax, as in most values. */
  private static boolean isPlain(String written) {
    return written.indexOf('*') < 0 && written.indexOf('?') < 0 && written.indexOf('$') < 0;
  }

  /** Whether the text matches; never, if a variable of the value has no value in this request. */
  boolean matches(String text, RequestContext context) {
    if (fixed != null) {
      return fixed.matches(text);
    }
    Glob.Builder resolved = resolve(context);
    return resolved != null && resolved.build(ignoreCase).matches(text);
  }

  private Glob.Builder resolve(RequestContext context) {
    Glob.Builder all = new Glob.Builder();
    for (Part part : parts) {
      if (part.variable() == null) {
        all.add(part.text());
        continue;
      }
      String value = part.variable().value(context);
      if (value == null) {
        return null;
      }
      all.addLiteral(value);
    }
    return all;
  }

  @Override
  public String toString() {
    return written;
  }

  /** Reads a value from left to right, counting the colons that part an ARN's segments. */
  private static final class Reader {
    private final String written;
    private final Syntax syntax;
    private final boolean variables;
    private final List<Part> parts = new ArrayList<>();
    private Glob.Builder text = new Glob.Builder();
    private int colons;
    private int at;

    Reader(String written, Syntax syntax, boolean variables) {
      this.written = written;
      this.syntax = syntax;
      this.variables = variables;
    }

    List<Part> read() {
      while (at < written.length()) {
        if (variables && variableAllowedHere() && written.startsWith("${", at)) {
          readVariable();
        } else {
          readCharacter();
        }
      }
      endText();
      return List.copyOf(parts);
    }

    private boolean variableAllowedHere() {
      return syntax != Syntax.RESOURCE || colons >= 5;
    }

    private void readCharacter() {
      char c = written.charAt(at++);
      if (c == ':') {
        colons++;
      }
      text.add(c, kind(c));
    }

    private byte kind(char c) {
      if (!syntax.wild() || c != '*' && c != '?') {
        return Glob.LITERAL;
      }
      if (endsAtColon(c)) {
        return c == '*' ? Glob.SEGMENT_STAR : Glob.SEGMENT_ANY;
      }
      return c == '*' ? Glob.STAR : Glob.ANY;
    }

    private boolean endsAtColon(char c) {
      boolean lastOfSegment = at == written.length() || written.charAt(at) == ':';
      return switch (syntax) {
        case ARN -> colons < 5;
        case RESOURCE -> colons < 5 && !(c == '*' && lastOfSegment);
        default -> false;
      };
    }

    private void readVariable() {
      int end = written.indexOf('}', at);
      if (end < 0) {
        throw new IllegalArgumentException("the policy variable in '" + written + "' has no '}'");
      }
      String inside = written.substring(at + 2, end).strip();
      at = end + 1;
      if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
        text.add(inside.charAt(0), Glob.LITERAL);
        return;
      }
      endText();
      parts.add(new Part(null, variable(inside)));
    }

    private Variable variable(String inside) {
      int comma = inside.indexOf(',');
      String key = comma < 0 ? inside : inside.substring(0, comma).strip();
      if (!ContextKey.wellFormed(key)) {
        throw new IllegalArgumentException(
            "'${" + inside + "}' names no condition key; a policy variable is ${prefix:key}");
      }
      return new Variable(ContextKey.of(key), comma < 0 ? null : fallback(inside, comma));
    }

    private String fallback(String inside, int comma) {
      String quoted = inside.substring(comma + 1).strip();
      if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
        throw new IllegalArgumentException(
            "the default value in '${" + inside + "}' must stand in single quotes");
      }
      return quoted.substring(1, quoted.length() - 1);
    }

    private void endText() {
      if (!text.isEmpty()) {
        parts.add(new Part(text, null));
        text = new Glob.Builder();
      }
    }
  }
}
