package io.tributary.cloud.metrics;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What state an alarm should be in, by the datapoints of its metric.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, whose
 * tables this follows
 */
final class Evaluation {

  /**
   * How many datapoints more than the evaluation periods are looked at. AWS says "a higher number"
   * that depends on the period, and shows two more.
   */
  private static final int MORE_PERIODS = 2;

  /**
   * One datapoint that is there.
   *
   * @param age 1 for the newest period, 2 for the one before, ...
   * @param minute in which its period began
   */
  record Datapoint(int age, long minute, double value, StatisticSet set) {}

  private final AlarmDefinition alarm;
  private final List<Datapoint> found;

  private Evaluation(AlarmDefinition alarm, List<Datapoint> found) {
    this.alarm = alarm;
    this.found = found;
  }

  /** How many minutes back an alarm looks. */
  static int minutes(AlarmDefinition alarm) {
    return (alarm.evaluationPeriods() + MORE_PERIODS) * alarm.periodMinutes();
  }

  /**
   * Looks at the periods that end with a minute.
   *
   * @param series of the alarm's metric; null when nothing was ever measured of it
   * @param minute the last one that is over
   */
  static Evaluation at(AlarmDefinition alarm, Series series, long minute) {
    List<Datapoint> found = new ArrayList<>();
    boolean measured = series != null && (alarm.unit() == null || alarm.unit() == series.unit());
    int periods = measured ? alarm.evaluationPeriods() + MORE_PERIODS : 0;
    for (int age = 1; age <= periods; age++) {
      long begin = minute + 1 - (long) age * alarm.periodMinutes();
      StatisticSet set = series.between(begin, begin + alarm.periodMinutes());
      if (!set.isEmpty()) {
        found.add(new Datapoint(age, begin, set.value(alarm.statistic()), set));
      }
    }
    return new Evaluation(alarm, found);
  }

  /** The datapoints that count, newest first: as many as there are evaluation periods, at most. */
  List<Datapoint> evaluated() {
    return found.subList(0, Math.min(found.size(), alarm.evaluationPeriods()));
  }

  /** How many of the evaluation periods have no datapoint that could count for them. */
  int missing() {
    return alarm.evaluationPeriods() - evaluated().size();
  }

  /** The state; null for that in which the alarm is. */
  StateValue state() {
    if (breaching() + (alarm.missing() == MissingData.BREACHING ? missing() : 0)
        >= alarm.datapointsToAlarm()) {
      return StateValue.ALARM;
    }
    boolean sure = missing() == 0 || breaching() < evaluated().size();
    if (sure || alarm.missing() == MissingData.BREACHING) {
      return StateValue.OK;
    }
    return withoutEnough();
  }

  /** The state when all datapoints that are there breach, but are too few to be sure. */
  private StateValue withoutEnough() {
    if (alarm.missing() == MissingData.NOT_BREACHING) {
      return StateValue.OK;
    }
    if (alarm.missing() == MissingData.IGNORE) {
      return null;
    }
    boolean longAgo =
        evaluated().stream().anyMatch(point -> point.age() >= alarm.datapointsToAlarm());
    return longAgo ? StateValue.ALARM : StateValue.INSUFFICIENT_DATA;
  }

  private int breaching() {
    return (int) evaluated().stream().filter(point -> alarm.breaches(point.value())).count();
  }
}
