package io.tributary.cloud.gateway.http;

/** A port cannot be listened on, as something else has it. */
public final class PortInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int port;

  /** Something else listens at a port, as the attempt to do so has shown. */
  public PortInUseException(int port, Throwable cause) {
    super(
        "Port "
            + port
            + " of 127.0.0.1 is in use, perhaps by another local cloud. Stop that program, or"
            + " choose another port with --port (0 picks a free one).",
        cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
