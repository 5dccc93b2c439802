package io.tributary.cloud.metrics;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Takes in what clients measure themselves.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
final class PutOperations {

  private static final int MOST_DATA = 1_000;
  private static final Duration OLDEST = Duration.ofMinutes(Series.MINUTES_KEPT);
  private static final Duration NEWEST = Duration.ofHours(2);
  private static final Set<String> FIELDS = Set.of("Namespace", "MetricData");

  private static final Set<String> DATUM_FIELDS =
      Set.of(
          "MetricName",
          "Dimensions",
          "Timestamp",
          "Value",
          "Values",
          "Counts",
          "StatisticValues",
          "StorageResolution",
          "Unit");

  private final EventLoop loop;
  private final Access access;
  private final MetricStore store;
  private final Minutes minutes;

  PutOperations(EventLoop loop, Access access, MetricStore store, Minutes minutes) {
    this.loop = loop;
    this.access = access;
    this.store = store;
    this.minutes = minutes;
  }

  /** Takes in all data or none. */
  PutMetricDataResponse put(Caller caller, PutMetricDataRequest request) {
    String namespace = Limits.requiredText(request.namespace(), "Namespace", 255);
    access.require(
        caller, "PutMetricData", "*", Map.of("cloudwatch:namespace", List.of(namespace)));
    Limits.requireBuilt(request, "PutMetricData", FIELDS);
    if (namespace.startsWith("AWS/")) {
      throw CloudWatchErrors.invalid(
          "The value AWS/ for parameter Namespace is invalid: it is for AWS's own services.");
    }
    if (request.metricData().isEmpty() || request.metricData().size() > MOST_DATA) {
      throw CloudWatchErrors.invalid(
          String.format(
              Locale.ROOT,
              "MetricData has %,d data but must have 1 to 1,000.",
              request.metricData().size()));
    }
    List<Measurement> measurements =
        request.metricData().stream().map(datum -> measurement(namespace, datum)).toList();
    store.forgetOld(Math.floorDiv(loop.now().getEpochSecond(), 60L));
    requireTaken(measurements);
    measurements.forEach(this::add);
    minutes.happenedIn(
        measurements.stream().mapToLong(one -> minute(one.datum())).max().getAsLong());
    return PutMetricDataResponse.builder().build();
  }

  private record Measurement(MetricId metric, StandardUnit unit, MetricDatum datum) {}

  private Measurement measurement(String namespace, MetricDatum datum) {
    check(datum);
    AlarmRules.requireUnit(datum.unit(), datum.unitAsString());
    return new Measurement(
        AlarmRules.metric(namespace, datum.metricName(), datum.dimensions()),
        datum.unit() == null ? StandardUnit.NONE : datum.unit(),
        datum);
  }

  private void requireTaken(List<Measurement> measurements) {
    Map<MetricId, StandardUnit> added = new HashMap<>();
    for (Measurement one : measurements) {
      Series series = store.find(one.metric());
      StandardUnit known =
          series == null ? added.putIfAbsent(one.metric(), one.unit()) : series.unit();
      if (known != null && known != one.unit()) {
        throw CloudWatchErrors.invalid(
            ("MetricData.Unit of %s is %s, but other data of it are in %s, and the local cloud keeps a"
                    + " metric in one unit: give all in one, or under another name.")
                .formatted(one.metric().name(), one.unit(), known));
      }
    }
    store.requireRoom(added.size());
  }

  private void check(MetricDatum datum) {
    Limits.requireBuilt(datum, "a metric datum", DATUM_FIELDS);
    Limits.requiredText(datum.metricName(), "MetricData.MetricName", 255);
    int given =
        (datum.value() == null ? 0 : 1)
            + (datum.hasValues() ? 1 : 0)
            + (datum.statisticValues() == null ? 0 : 1);
    if (given != 1) {
      throw CloudWatchErrors.combination(
          "A metric datum has exactly one of Value, Values and StatisticValues, not "
              + given
              + " of them.");
    }
    DatumRules.checkResolution(datum);
    DatumRules.checkFigures(datum);
    Instant time = time(datum);
    if (time.isBefore(loop.now().minus(OLDEST)) || time.isAfter(loop.now().plus(NEWEST))) {
      throw CloudWatchErrors.invalid(
          "MetricData.Timestamp is %s but must lie within the last three days, which the local cloud"
                  .formatted(time)
              + " keeps, or the next two hours.");
    }
  }

  private Instant time(MetricDatum datum) {
    return datum.timestamp() == null ? loop.now() : datum.timestamp();
  }

  private long minute(MetricDatum datum) {
    return Math.floorDiv(time(datum).getEpochSecond(), 60L);
  }

  private void add(Measurement measurement) {
    MetricDatum datum = measurement.datum();
    if (datum.hasValues()
        && datum.hasCounts()
        && datum.counts().stream().allMatch(count -> count == 0)) {
      return; // nothing was measured, so that nothing would be known of the metric
    }
    StatisticSet set = store.custom(measurement.metric(), measurement.unit()).at(minute(datum));
    if (datum.value() != null) {
      set.add(datum.value());
    } else if (datum.statisticValues() != null) {
      set.add(
          datum.statisticValues().sum(),
          datum.statisticValues().sampleCount(),
          datum.statisticValues().minimum(),
          datum.statisticValues().maximum());
    } else {
      for (int i = 0; i < datum.values().size(); i++) {
        set.add(datum.values().get(i), datum.hasCounts() ? datum.counts().get(i) : 1);
      }
    }
  }
}
