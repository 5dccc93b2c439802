package io.tributary.cli.bench;

/** What an endpoint answers, or does not, so that there is nothing to be measured. */
public final class UnmeasurableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnmeasurableException(String message) {
    super(message);
  }
}
