package io.tributary.cost;

/** A program has something whose cost is not known here; the message says what, and what is. */
public final class UnpricedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnpricedException(String message) {
    super(message);
  }
}
