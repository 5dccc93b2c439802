package io.tributary.cloud.metrics;

import java.time.Instant;

/**
 * A span of time in periods of whole minutes.
 *
 * @param from the first minute
 * @param to the minute after the last one
 * @param periodMinutes at least 1
 */
record Span(long from, long to, int periodMinutes) {

  /** Who takes in a period in which something was measured. */
  @FunctionalInterface
  interface Reader {
    /**
     * Takes in a period.
     *
     * @param minute in which it begins
     */
    void read(long minute, StatisticSet set);
  }

  /** The span that a request asks for: the start is within it, the end is not. */
  static Span of(Instant start, Instant end, Integer periodSeconds) {
    Limits.required(start, "StartTime");
    Limits.required(end, "EndTime");
    int period = AlarmRules.periodMinutes(Limits.required(periodSeconds, "Period"));
    if (!start.isBefore(end)) {
      throw CloudWatchErrors.combination(
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    long from = Math.floorDiv(start.getEpochSecond(), 60L);
    long to = Math.floorDiv(end.minusNanos(1).getEpochSecond(), 60L) + 1;
    return new Span(from, to, period);
  }

  /** How many periods there are, the last one perhaps cut short. */
  long periods() {
    return (to - from + periodMinutes - 1) / periodMinutes;
  }

  /** Reads the periods in which something was measured, oldest first. */
  void each(Series series, Reader reader) {
    long first = Math.max(from, align(series.oldestMinute()));
    for (long begin = first; begin < to && begin <= series.newestMinute(); begin += periodMinutes) {
      StatisticSet set = series.between(begin, Math.min(begin + periodMinutes, to));
      if (!set.isEmpty()) {
        reader.read(begin, set);
      }
    }
  }

  /** The beginning of the period that a minute is in. */
  private long align(long minute) {
    return from + Math.floorDiv(minute - from, periodMinutes) * periodMinutes;
  }
}
