package io.tributary.cli.bench;

import java.net.URI;

/** What an endpoint answers, or does not, so that there is nothing to be measured. */
public final class UnmeasurableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnmeasurableException(String message) {
    super(message);
  }

  /** Of an answer whose status is not 200. */
  static UnmeasurableException answered(URI endpoint, int status, String body) {
    return new UnmeasurableException(endpoint + " answered " + status + ": " + body);
  }

  /** Of an answer of status 200 to a batch of which not all was accepted. */
  static UnmeasurableException refusedEntries(URI endpoint, String which) {
    return new UnmeasurableException(endpoint + " refused entries of a batch: " + which);
  }
}
