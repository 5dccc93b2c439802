package io.tributary.cloud.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** All series: those of services, found by their resource, and those that clients put. */
final class MetricStore {

  /** What clients may put, so that memory is bounded; AWS has no such limit. */
  static final int MOST_CUSTOM_METRICS = 10_000;

  private static final long DAY = 24 * 60;

  /**
   * For how many minutes after its newest data a metric is known.
   *
   * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
   */
  private static final long MINUTES_KNOWN = 14 * DAY;

  private static final int METRICS = ServiceMetric.values().length;

  private final NavigableMap<MetricId, Series> all = new TreeMap<>();

  /** The series of each resource, by the metric's ordinal: found without making anything. */
  private final Map<String, Series[]> ofResources = new HashMap<>();

  /** Of each metric the series that was added to last, and its resource: a batch is all of one. */
  private final Series[] newest = new Series[METRICS];

  private final String[] newestResources = new String[METRICS];

  private int custom;

  /** The minute in which it was last looked for old series. */
  private long cleared;

  void add(ServiceMetric metric, String resource, long minute, double value) {
    int number = metric.ordinal();
    if (newest[number] == null || newestResources[number] != resource) {
      newest[number] = series(metric, resource);
      newestResources[number] = resource;
    }
    newest[number].add(minute, value);
  }

  private Series series(ServiceMetric metric, String resource) {
    Series[] series = ofResources.get(resource);
    if (series == null) {
      series = new Series[METRICS];
      ofResources.put(resource, series);
    }
    Series found = series[metric.ordinal()];
    if (found == null) {
      found = new Series(metric.unit());
      series[metric.ordinal()] = found;
      all.put(metric.of(resource), found);
    }
    return found;
  }

  /**
   * Forgets what was not measured for two weeks, as metrics of deleted resources; looks for it once
   * a day.
   *
   * @param minute that is now
   */
  void forgetOld(long minute) {
    if (minute - cleared < DAY) {
      return;
    }
    cleared = minute;
    all.values().removeIf(series -> isOld(series, minute));
    ofResources.values().removeIf(series -> forgetOld(series, minute));
    Arrays.fill(newest, null);
    Arrays.fill(newestResources, null);
    int ofServices =
        ofResources.values().stream()
            .mapToInt(series -> (int) Arrays.stream(series).filter(Objects::nonNull).count())
            .sum();
    custom = all.size() - ofServices;
  }

  /** Returns whether none is left. */
  private static boolean forgetOld(Series[] series, long minute) {
    Arrays.setAll(series, i -> isOld(series[i], minute) ? null : series[i]);
    return Arrays.stream(series).allMatch(Objects::isNull);
  }

  private static boolean isOld(Series series, long minute) {
    return series != null && series.newestMinute() < minute - MINUTES_KNOWN;
  }

  /** The last minute in which anything of a resource was measured. */
  long newestMinute(String resource) {
    long newest = Long.MIN_VALUE;
    Series[] series = ofResources.get(resource);
    if (series != null) {
      for (Series one : series) {
        newest = one == null ? newest : Math.max(newest, one.newestMinute());
      }
    }
    return newest;
  }

  /** The series of a metric; null when nothing was ever measured of it. */
  Series find(MetricId metric) {
    return all.get(metric);
  }

  /** Fails unless so many new metrics may be put by clients. */
  void requireRoom(int more) {
    if (custom + more > MOST_CUSTOM_METRICS) {
      throw CloudWatchErrors.limitExceeded(
          String.format(
              Locale.ROOT,
              "The local cloud keeps at most %,d metrics put by clients: %,d are there, %,d are new.",
              MOST_CUSTOM_METRICS,
              custom,
              more));
    }
  }

  /** The series that a client puts into, made where there is none. */
  Series custom(MetricId metric, StandardUnit unit) {
    Series known = all.get(metric);
    if (known != null) {
      return known;
    }
    custom++;
    Series made = new Series(unit);
    all.put(metric, made);
    return made;
  }

  NavigableMap<MetricId, Series> all() {
    return all;
  }
}
