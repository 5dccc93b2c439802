package io.tributary.cloud.metrics;

import java.time.Instant;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm on one metric: what it watches, and the state that it is in. */
final class Alarm {

  /** How many items of its history are kept; AWS keeps them for 30 days. */
  private static final int HISTORY_KEPT = 100;

  private final String arn;
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private final Deque<AlarmHistoryItem> history;
  private AlarmDefinition definition;
  private Instant configured;
  private boolean actionsEnabled;
  private AlarmState state;
  private Instant updated;
  private Instant transitioned;

  /**
   * An alarm that has not looked at its metric yet.
   *
   * @param history of the deleted alarms of its name, newest first; to be added to
   */
  Alarm(String arn, AlarmDefinition definition, Deque<AlarmHistoryItem> history, Instant now) {
    this.arn = arn;
    this.history = history;
    this.state = AlarmState.UNCHECKED;
    this.updated = now;
    this.transitioned = now;
    define(definition, now);
  }

  /** Watches something from now on; its state stays until it is looked at again. */
  void define(AlarmDefinition changed, Instant now) {
    definition = changed;
    configured = now;
    actionsEnabled = changed.actionsEnabled();
  }

  String arn() {
    return arn;
  }

  AlarmDefinition definition() {
    return definition;
  }

  NavigableMap<String, String> tags() {
    return tags;
  }

  /** Newest first. */
  Deque<AlarmHistoryItem> history() {
    return history;
  }

  void remember(AlarmHistoryItem item) {
    history.addFirst(item);
    if (history.size() > HISTORY_KEPT) {
      history.removeLast();
    }
  }

  boolean actionsEnabled() {
    return actionsEnabled;
  }

  void enableActions(boolean enabled) {
    actionsEnabled = enabled;
  }

  Instant configured() {
    return configured;
  }

  AlarmState state() {
    return state;
  }

  /**
   * Takes on a state.
   *
   * @return whether its value is another one than before
   */
  boolean become(AlarmState next, Instant now) {
    StateValue before = state.value();
    state = next;
    updated = now;
    if (before != next.value()) {
      transitioned = now;
    }
    return before != next.value();
  }

  /** The alarm as the API shows it. */
  MetricAlarm shown() {
    return definition.shown().toBuilder()
        .alarmArn(arn)
        .alarmConfigurationUpdatedTimestamp(configured)
        .actionsEnabled(actionsEnabled)
        .stateValue(state.value())
        .stateReason(state.reason())
        .stateReasonData(state.reasonData())
        .stateUpdatedTimestamp(updated)
        .stateTransitionedTimestamp(transitioned)
        .build();
  }
}
