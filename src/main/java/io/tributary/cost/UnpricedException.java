package io.tributary.cost;

/** Nothing can be said of what a program costs; the message says why, and what to do. */
public final class UnpricedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnpricedException(String message) {
    super(message);
  }
}
