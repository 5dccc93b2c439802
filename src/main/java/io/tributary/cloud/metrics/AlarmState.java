package io.tributary.cloud.metrics;

import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The state of an alarm.
 *
 * @param reason in words
 * @param reasonData as JSON; null when there is nothing to add
 */
record AlarmState(StateValue value, String reason, String reasonData) {

  /** Of an alarm that was just made. */
  static final AlarmState UNCHECKED =
      new AlarmState(StateValue.INSUFFICIENT_DATA, "Unchecked: Initial alarm creation", null);
}
