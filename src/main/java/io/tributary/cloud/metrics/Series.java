package io.tributary.cloud.metrics;

import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * What was measured of one metric, minute by minute. The newest {@value #MINUTES_KEPT} minutes,
 * three days, are kept; AWS keeps minutes for 15 days and hours for 15 months.
 */
final class Series {

  static final int MINUTES_KEPT = 3 * 24 * 60;

  private final StandardUnit unit;
  private final TreeMap<Long, StatisticSet> minutes = new TreeMap<>();
  private long newestMinute = Long.MIN_VALUE;
  private StatisticSet newest;

  Series(StandardUnit unit) {
    this.unit = unit;
  }

  StandardUnit unit() {
    return unit;
  }

  /** The last minute in which something was measured; {@link Long#MIN_VALUE} when nothing was. */
  long newestMinute() {
    return newestMinute;
  }

  /** The first minute that is kept; only to be asked when something was measured. */
  long oldestMinute() {
    return minutes.firstKey();
  }

  void add(long minute, double value) {
    at(minute).add(value);
  }

  /**
   * What was measured in a minute, to add to; the minute that most is measured in is found at once.
   */
  StatisticSet at(long minute) {
    if (minute == newestMinute) {
      return newest;
    }
    StatisticSet set = minutes.computeIfAbsent(minute, number -> new StatisticSet());
    if (minute > newestMinute) {
      newestMinute = minute;
      newest = set;
      minutes.headMap(minute - MINUTES_KEPT, true).clear();
    }
    return set;
  }

  /** What was measured from one minute on, before another. */
  StatisticSet between(long from, long to) {
    StatisticSet together = new StatisticSet();
    minutes.subMap(from, to).values().forEach(together::add);
    return together;
  }
}
