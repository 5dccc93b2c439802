package io.tributary.cloud.metrics;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * What the API tells of metrics. Periods begin at the start time, rounded down to the minute.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html and
 * API_GetMetricData.html there
 */
final class MetricOperations {

  private static final int LARGEST_PAGE = 500;
  private static final int MOST_DATAPOINTS = 1_440;
  private static final int MOST_QUERIES = 500;
  private static final int MOST_FILTERS = 10;

  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z0-9_]{0,254}");

  private static final Set<String> STATISTICS_FIELDS =
      Set.of(
          "Namespace",
          "MetricName",
          "Dimensions",
          "StartTime",
          "EndTime",
          "Period",
          "Statistics",
          "Unit");

  /** The options of labels say the time zone of dynamic ones only, and those are refused. */
  private static final Set<String> DATA_FIELDS =
      Set.of("MetricDataQueries", "StartTime", "EndTime", "ScanBy", "LabelOptions");

  private static final Set<String> QUERY_FIELDS = Set.of("Id", "MetricStat", "Label", "ReturnData");

  private static final Set<String> LIST_FIELDS =
      Set.of("Namespace", "MetricName", "Dimensions", "NextToken");

  private final Access access;
  private final MetricStore store;

  MetricOperations(Access access, MetricStore store) {
    this.access = access;
    this.store = store;
  }

  ListMetricsResponse list(Caller caller, ListMetricsRequest request) {
    access.require(caller, "ListMetrics");
    Limits.requireBuilt(request, "ListMetrics", LIST_FIELDS);
    Limits.requireFew(request.dimensions(), "Dimensions", "filters", MOST_FILTERS);
    TreeMap<String, Metric> found = new TreeMap<>();
    Predicate<Metric> wanted = wanted(request);
    store.all().keySet().forEach(id -> found.put(id.key(), id.metric()));
    Page<Metric> page =
        Page.of(
            found, wanted, request.nextToken(), LARGEST_PAGE, CloudWatchErrors::invalidNextToken);
    return ListMetricsResponse.builder().metrics(page.items()).nextToken(page.nextToken()).build();
  }

  private static Predicate<Metric> wanted(ListMetricsRequest request) {
    return metric ->
        (request.namespace() == null || request.namespace().equals(metric.namespace()))
            && (request.metricName() == null || request.metricName().equals(metric.metricName()))
            && request.dimensions().stream().allMatch(filter -> passes(metric, filter));
  }

  private static boolean passes(Metric metric, DimensionFilter filter) {
    return metric.dimensions().stream()
        .anyMatch(
            dimension ->
                dimension.name().equals(filter.name())
                    && (filter.value() == null || filter.value().equals(dimension.value())));
  }

  GetMetricStatisticsResponse statistics(Caller caller, GetMetricStatisticsRequest request) {
    access.require(caller, "GetMetricStatistics");
    Limits.requireBuilt(request, "GetMetricStatistics", STATISTICS_FIELDS);
    requireStatistics(request);
    AlarmRules.requireUnit(request.unit(), request.unitAsString());
    MetricId metric = metric(request.namespace(), request.metricName(), request.dimensions());
    Span span = Span.of(request.startTime(), request.endTime(), request.period());
    if (span.periods() > MOST_DATAPOINTS) {
      throw CloudWatchErrors.combination(
          String.format(
              Locale.ROOT,
              "You have requested up to %,d datapoints, which exceeds the limit of 1,440. You may reduce"
                  + " the datapoints requested by increasing Period, or decreasing the time range.",
              span.periods()));
    }
    List<Datapoint> points = new ArrayList<>();
    Series series = store.find(metric);
    if (series != null && (request.unit() == null || request.unit() == series.unit())) {
      span.each(series, (minute, set) -> points.add(datapoint(minute, set, series, request)));
    }
    return GetMetricStatisticsResponse.builder().label(metric.name()).datapoints(points).build();
  }

  private static MetricId metric(String namespace, String name, List<Dimension> dimensions) {
    return AlarmRules.metric(
        Limits.required(namespace, "Namespace"), Limits.required(name, "MetricName"), dimensions);
  }

  private static void requireStatistics(GetMetricStatisticsRequest request) {
    if (request.statistics().isEmpty()) {
      throw CloudWatchErrors.missing("Statistics");
    }
    Limits.requireEachOneOf(
        Statistic.knownValues(), request.statistics(), request.statisticsAsStrings(), "Statistics");
  }

  private static Datapoint datapoint(
      long minute, StatisticSet set, Series series, GetMetricStatisticsRequest request) {
    Datapoint.Builder point =
        Datapoint.builder().timestamp(Instant.ofEpochSecond(minute * 60)).unit(series.unit());
    for (Statistic statistic : new HashSet<>(request.statistics())) {
      double value = set.value(statistic);
      switch (statistic) {
        case SUM -> point.sum(value);
        case AVERAGE -> point.average(value);
        case MINIMUM -> point.minimum(value);
        case MAXIMUM -> point.maximum(value);
        case SAMPLE_COUNT -> point.sampleCount(value);
        default -> throw new IllegalStateException("statistics are checked before");
      }
    }
    return point.build();
  }

  GetMetricDataResponse data(Caller caller, GetMetricDataRequest request) {
    access.require(caller, "GetMetricData");
    Limits.requireBuilt(request, "GetMetricData", DATA_FIELDS);
    Limits.requireOneOf(ScanBy.knownValues(), request.scanBy(), request.scanByAsString(), "ScanBy");
    List<MetricDataQuery> queries = request.metricDataQueries();
    if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
      throw CloudWatchErrors.invalid(
          "MetricDataQueries has " + queries.size() + " queries but must have 1 to 500.");
    }
    requireIds(queries);
    List<MetricDataResult> results = new ArrayList<>();
    for (MetricDataQuery query : queries) {
      MetricDataResult result = result(query, request);
      if (query.returnData() == null || query.returnData()) {
        results.add(result);
      }
    }
    return GetMetricDataResponse.builder().metricDataResults(results).build();
  }

  /** See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
  private static void requireIds(List<MetricDataQuery> queries) {
    Set<String> seen = new HashSet<>();
    for (MetricDataQuery query : queries) {
      String id = Limits.required(query.id(), "MetricDataQueries.Id");
      if (!ID.matcher(id).matches()) {
        throw CloudWatchErrors.validation(
            ("MetricDataQueries.Id is '%s' but must have 1 to 255 letters, digits and underscores,"
                    + " of which the first is a lower-case letter.")
                .formatted(id));
      }
      if (!seen.add(id)) {
        throw CloudWatchErrors.validation(
            "MetricDataQueries.Id is '%s' in two queries but must be another in each."
                .formatted(id));
      }
    }
  }

  private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
    Limits.requireBuilt(query, "a metric data query", QUERY_FIELDS);
    requireFixedLabel(query);
    MetricStat stat = Limits.required(query.metricStat(), "MetricDataQueries.MetricStat");
    Metric asked = Limits.required(stat.metric(), "MetricStat.Metric");
    MetricId metric = metric(asked.namespace(), asked.metricName(), asked.dimensions());
    Statistic statistic = statistic(stat);
    AlarmRules.requireUnit(stat.unit(), stat.unitAsString());
    Span span = Span.of(request.startTime(), request.endTime(), stat.period());
    Series series = store.find(metric);
    List<Instant> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    if (series != null && (stat.unit() == null || stat.unit() == series.unit())) {
      span.each(
          series,
          (minute, set) -> {
            times.add(Instant.ofEpochSecond(minute * 60));
            values.add(set.value(statistic));
          });
    }
    if (request.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
      Collections.reverse(times);
      Collections.reverse(values);
    }
    return MetricDataResult.builder()
        .id(query.id())
        .label(query.label() == null ? metric.name() : query.label())
        .timestamps(times)
        .values(values)
        .statusCode(StatusCode.COMPLETE)
        .build();
  }

  /** See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */
  private static void requireFixedLabel(MetricDataQuery query) {
    if (query.label() != null && query.label().contains("${")) {
      throw CloudWatchErrors.invalid(
          "MetricDataQueries.Label is '%s' but must be without ${: the local cloud builds no dynamic labels."
              .formatted(query.label()));
    }
  }

  private static Statistic statistic(MetricStat stat) {
    Statistic statistic = Statistic.fromValue(stat.stat());
    if (statistic == null || statistic == Statistic.UNKNOWN_TO_SDK_VERSION) {
      throw CloudWatchErrors.invalid(
          "MetricStat.Stat is '%s' but must be %s: the local cloud builds no other statistics."
              .formatted(stat.stat(), Limits.oneOf(Statistic.knownValues())));
    }
    return statistic;
  }
}
