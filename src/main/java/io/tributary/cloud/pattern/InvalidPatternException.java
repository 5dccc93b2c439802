package io.tributary.cloud.pattern;

/**
 * A pattern that AWS's matcher does not accept; the message is the matcher's, with line and column.
 */
public final class InvalidPatternException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidPatternException(String message) {
    super(message);
  }
}
