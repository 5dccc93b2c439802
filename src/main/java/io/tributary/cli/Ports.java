package io.tributary.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a {@code --port} takes. */
final class Ports {

  private static final int HIGHEST = 65_535;
  private static final Pattern LOCAL_ENDPOINT =
      Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1):(\\d{1,5})/?");

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

  /**
   * The port of the local cloud that AWS clients are pointed at.
   *
   * @param endpoint the value of AWS_ENDPOINT_URL; null when it is not set
   */
  static int ofEnvironment(String endpoint) {
    Matcher local = LOCAL_ENDPOINT.matcher(endpoint == null ? "" : endpoint);
    return local.matches() ? Integer.parseInt(local.group(1)) : UpCommand.DEFAULT_PORT;
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
