package io.tributary.cli.bench;

import java.net.URI;

/** Something that was made at an endpoint could not be removed. */
public final class RemovalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RemovalException(URI endpoint, RuntimeException cause) {
    super(
        "something whose name has 'bench-' in it may be left at "
            + endpoint
            + ": "
            + cause.getMessage(),
        cause);
  }
}
