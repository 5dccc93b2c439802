package io.tributary.cloud.metrics;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** The account's alarms: looks at their metrics, and tells topics when a state has changed. */
final class Alarms {

  /** Of how many deleted alarms the history is kept; AWS keeps it of all, for 30 days. */
  private static final int MOST_DELETED = 100;

  private final EventLoop loop;
  private final Account account;
  private final MetricStore store;
  private final Function<Caller, SnsAsyncClient> sns;
  private final NavigableMap<String, Alarm> byName = new TreeMap<>();

  /** By name what happened to alarms that are deleted, last deleted last. */
  private final Map<String, Deque<AlarmHistoryItem>> deleted = new LinkedHashMap<>();

  Alarms(EventLoop loop, Account account, MetricStore store, Function<Caller, SnsAsyncClient> sns) {
    this.loop = loop;
    this.account = account;
    this.store = store;
    this.sns = sns;
  }

  NavigableMap<String, Alarm> byName() {
    return byName;
  }

  Alarm require(String name) {
    Alarm alarm = byName.get(name);
    if (alarm == null) {
      throw CloudWatchErrors.noAlarm(name);
    }
    return alarm;
  }

  /** Adds a new alarm, which goes on with the history of a deleted one of its name. */
  Alarm create(String arn, AlarmDefinition definition) {
    Deque<AlarmHistoryItem> before = deleted.remove(definition.name());
    Deque<AlarmHistoryItem> history = before == null ? new ArrayDeque<>() : before;
    Alarm alarm = new Alarm(arn, definition, history, loop.now());
    byName.put(definition.name(), alarm);
    return alarm;
  }

  /** Deletes an alarm, which has to be there, but for its history. */
  void delete(String name) {
    deleted.put(name, byName.remove(name).history());
    if (deleted.size() > MOST_DELETED) {
      deleted.remove(deleted.keySet().iterator().next());
    }
  }

  /**
   * What happened to alarms, deleted ones too.
   *
   * @param name of the alarm; null for all
   * @return of each alarm the newest first
   */
  Stream<AlarmHistoryItem> history(String name) {
    return Stream.concat(byName.values().stream().map(Alarm::history), deleted.values().stream())
        .flatMap(Deque::stream)
        .filter(item -> name == null || item.alarmName().equals(name));
  }

  /** How many minutes back the alarm looks that looks back farthest; 0 without alarms. */
  int longestMinutes() {
    return byName.values().stream()
        .mapToInt(alarm -> Evaluation.minutes(alarm.definition()))
        .max()
        .orElse(0);
  }

  /** Looks at the metrics of all alarms, now that a minute is over. */
  void evaluate(long minute) {
    byName.values().forEach(alarm -> evaluate(alarm, minute));
  }

  private void evaluate(Alarm alarm, long minute) {
    AlarmDefinition definition = alarm.definition();
    Evaluation evaluation = Evaluation.at(definition, store.find(definition.metric()), minute);
    StateValue before = alarm.state().value();
    StateValue next = evaluation.state();
    if (next != null && next != before) {
      change(alarm, new StateReason(definition, evaluation, before).state(next, loop.now()));
    }
  }

  /** Puts an alarm into a state, and tells the topics of that state if it is another one. */
  void change(Alarm alarm, AlarmState next) {
    AlarmState before = alarm.state();
    Instant now = loop.now();
    if (!alarm.become(next, now)) {
      return;
    }
    AlarmHistory.changed(alarm, before, now);
    List<String> topics = alarm.definition().actions(next.value());
    if (alarm.actionsEnabled() && !topics.isEmpty()) {
      String message = AlarmMessage.text(alarm, before.value(), account, now);
      topics.forEach(topic -> notify(alarm, topic, message));
    }
  }

  /** A topic that refuses does not hold up the alarm; SNS writes it down in the journal. */
  private void notify(Alarm alarm, String topic, String message) {
    Principal cloudWatch =
        new Principal.Service(Principal.Service.CLOUDWATCH, alarm.arn(), account.id());
    sns.apply(Caller.of(cloudWatch))
        .publish(
            publish ->
                publish
                    .topicArn(topic)
                    .subject(AlarmMessage.subject(alarm, account))
                    .message(message))
        .whenComplete(
            (done, failure) -> AlarmHistory.notified(alarm, topic, reason(failure), loop.now()));
  }

  private static String reason(Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable cause = ApiErrors.cause(failure);
    if (cause instanceof AwsServiceException refusal) {
      return refusal.awsErrorDetails().errorMessage();
    }
    throw new IllegalStateException("SNS fails with AWS's exceptions only", cause);
  }
}
