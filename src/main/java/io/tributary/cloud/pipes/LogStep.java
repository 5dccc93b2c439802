package io.tributary.cloud.pipes;

import software.amazon.awssdk.services.pipes.model.LogLevel;

/**
 * A step of a pipe's execution that its log can tell of, with the level from which on it does.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html#eb-pipes-logs-level
 */
enum LogStep {
  EXECUTION_STARTED(LogLevel.INFO),
  EXECUTION_SUCCEEDED(LogLevel.INFO),
  EXECUTION_PARTIALLY_FAILED(LogLevel.ERROR),
  EXECUTION_THROTTLED(LogLevel.ERROR),
  EXECUTION_FAILED(LogLevel.ERROR),
  TARGET_STAGE_ENTERED(LogLevel.INFO),
  TARGET_STAGE_SUCCEEDED(LogLevel.INFO),
  TARGET_STAGE_PARTIALLY_FAILED(LogLevel.ERROR),
  TARGET_STAGE_FAILED(LogLevel.ERROR),
  TARGET_TRANSFORMATION_STARTED(LogLevel.TRACE),
  TARGET_TRANSFORMATION_SUCCEEDED(LogLevel.TRACE),
  TARGET_TRANSFORMATION_FAILED(LogLevel.ERROR),
  TARGET_INVOCATION_STARTED(LogLevel.TRACE),
  TARGET_INVOCATION_SUCCEEDED(LogLevel.TRACE),
  TARGET_INVOCATION_PARTIALLY_FAILED(LogLevel.ERROR),
  TARGET_INVOCATION_FAILED(LogLevel.ERROR);

  private final LogLevel from;

  LogStep(LogLevel from) {
    this.from = from;
  }

  /** Whether a log of the level tells of it. */
  boolean isToldAt(LogLevel level) {
    return switch (level) {
      case TRACE -> true;
      case INFO -> from != LogLevel.TRACE;
      case ERROR -> from == LogLevel.ERROR;
      case OFF, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }
}
