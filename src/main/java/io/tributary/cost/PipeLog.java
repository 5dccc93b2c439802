package io.tributary.cost;

import java.util.Objects;

/**
 * What a pipe writes to its log of an execution that succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html">Pipes
 *     logs</a>
 */
final class PipeLog {

  /**
   * CloudWatch Logs bills what it stores after compression, and reckons with this share itself. See
   * aws.amazon.com/cloudwatch/pricing
   */
  static final double STORED_SHARE = 0.15;

  private static final int RECORD = 400;

  private PipeLog() {}

  /** How many records there are at a level. */
  static int records(Object level) {
    return switch (Objects.toString(level, "OFF")) {
      case "INFO" -> 4;
      case "TRACE" -> 8;
      default -> 0;
    };
  }

  /**
   * The bytes of one.
   *
   * @param batch those of the messages, if the log holds them
   */
  static double bytes(double batch) {
    return Sizes.logged(RECORD + batch);
  }
}
