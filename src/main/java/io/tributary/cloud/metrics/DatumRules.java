package io.tributary.cloud.metrics;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/**
 * What CloudWatch asks of the figures of a metric datum.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
 */
final class DatumRules {

  private static final int MOST_VALUES = 150;
  private static final int STANDARD_SECONDS = 60;
  private static final double LARGEST = StrictMath.pow(2, 360);

  private DatumRules() {}

  /**
   * Fails with InvalidParameterValue if a metric by the second is asked for, or by what is none.
   */
  static void checkResolution(MetricDatum datum) {
    Integer seconds = datum.storageResolution();
    if (seconds != null && seconds != STANDARD_SECONDS) {
      throw CloudWatchErrors.invalid(
          ("MetricData.StorageResolution is %s but must be 60, or left out: AWS also has 1, the local"
                  + " cloud keeps metrics by the minute.")
              .formatted(seconds));
    }
  }

  /**
   * Fails with InvalidParameterValue unless each figure is a number within ±2^360 and each number
   * of occurrences one too: more than 0 for a SampleCount; 0 at least for a Count, of which AWS
   * documents no lower bound.
   */
  static void checkFigures(MetricDatum datum) {
    if (datum.value() != null) {
      checkFigure("Value", datum.value());
    }
    checkValues(datum);
    if (datum.statisticValues() != null) {
      checkStatistics(datum.statisticValues());
    }
  }

  private static void checkValues(MetricDatum datum) {
    List<Double> values = datum.values();
    if (datum.hasValues() && values.isEmpty()) {
      throw CloudWatchErrors.invalid("MetricData.Values has no value but must have 1 to 150.");
    }
    int counts = datum.hasCounts() ? datum.counts().size() : values.size();
    if (values.size() > MOST_VALUES || counts != values.size()) {
      throw CloudWatchErrors.invalid(
          "MetricData.Values has at most 150 values, and Counts one for each, or none.");
    }
    values.forEach(value -> checkFigure("Values", value));
    for (Double count : datum.counts()) {
      if (checkFigure("Counts", count) < 0) {
        throw CloudWatchErrors.invalid(
            "MetricData.Counts has " + count + " but must be 0 or more.");
      }
    }
  }

  private static void checkStatistics(
      software.amazon.awssdk.services.cloudwatch.model.StatisticSet statistics) {
    checkFigure("StatisticValues.Sum", statistics.sum());
    checkFigure("StatisticValues.Minimum", statistics.minimum());
    checkFigure("StatisticValues.Maximum", statistics.maximum());
    double count = checkFigure("StatisticValues.SampleCount", statistics.sampleCount());
    if (count <= 0) {
      throw CloudWatchErrors.invalid(
          "MetricData.StatisticValues.SampleCount is " + count + " but must be more than 0.");
    }
  }

  private static double checkFigure(String parameter, Double figure) {
    double value = Limits.required(figure, "MetricData." + parameter);
    if (!(Math.abs(value) <= LARGEST)) { // so NaN is refused too
      throw CloudWatchErrors.invalid(
          "MetricData.%s has %s but must be a number from -2^360 to 2^360."
              .formatted(parameter, value));
    }
    return value;
  }
}
