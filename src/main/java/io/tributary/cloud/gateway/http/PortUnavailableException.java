package io.tributary.cloud.gateway.http;

import java.net.BindException;

/** A port cannot be listened on: something else has it, or only somebody else may. */
public final class PortUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PortUnavailableException(int port, BindException cause) {
    super(words(port, String.valueOf(cause.getMessage())), cause);
  }

  private static String words(int port, String reason) {
    String which = "Port " + port + " of 127.0.0.1 ";
    return reason.contains("in use")
        ? which
            + "is in use, perhaps by another local cloud. Stop that program, or choose another port"
            + " with --port (0 picks a free one)."
        : which
            + "cannot be listened on: "
            + reason
            + ". Choose another port with --port, of 1024 or more (0 picks a free one).";
  }
}
