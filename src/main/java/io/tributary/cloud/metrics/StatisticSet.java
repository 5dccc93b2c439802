package io.tributary.cloud.metrics;

import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Values that were measured in a span of time, put together.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
final class StatisticSet {

  private double sum;
  private double count;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  void add(double value) {
    sum += value;
    count++;
    if (value < minimum) {
      minimum = value;
    }
    if (value > maximum) {
      maximum = value;
    }
  }

  /** Adds a value that was measured so many times; one that never was changes nothing. */
  void add(double value, double times) {
    if (times == 0) {
      return;
    }
    sum += value * times;
    count += times;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }

  void add(StatisticSet other) {
    add(other.sum, other.count, other.minimum, other.maximum);
  }

  void add(double otherSum, double otherCount, double otherMinimum, double otherMaximum) {
    sum += otherSum;
    count += otherCount;
    minimum = Math.min(minimum, otherMinimum);
    maximum = Math.max(maximum, otherMaximum);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** One figure for all of the values, of which there has to be one at least. */
  double value(Statistic statistic) {
    return switch (statistic) {
      case SUM -> sum;
      case SAMPLE_COUNT -> count;
      case AVERAGE -> sum / count;
      case MINIMUM -> minimum;
      case MAXIMUM -> maximum;
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("a statistic is checked before it is asked for");
    };
  }
}
