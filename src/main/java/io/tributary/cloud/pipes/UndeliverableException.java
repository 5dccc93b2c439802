package io.tributary.cloud.pipes;

/** A record that cannot become an event of the target; the message says why. */
final class UndeliverableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndeliverableException(String message) {
    super(message, null, false, false);
  }
}
