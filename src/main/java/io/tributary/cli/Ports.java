package io.tributary.cli;

/** The numbers that a {@code --port} takes. */
final class Ports {

  private static final int HIGHEST = 65_535;

  private Ports() {}

  /**
   * A port to listen on; 0 takes a free one.
   *
   * @throws CommandException if it is none
   */
  static int toListenOn(int port) {
    return within(port, 0);
  }

  /**
   * A port at which something listens.
   *
   * @throws CommandException if it is none
   */
  static int toReach(int port) {
    return within(port, 1);
  }

  private static int within(int port, int lowest) {
    if (port < lowest || port > HIGHEST) {
      throw new CommandException(
          ExitCode.USAGE,
          "--port takes a number from " + lowest + " to " + HIGHEST + ", got " + port);
    }
    return port;
  }
}
