package io.tributary.cloud.pipes;

/** An input template with a placeholder that pipes do not take there; the message names it. */
final class InvalidTemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidTemplateException(String message) {
    super(message, null, false, false);
  }
}
