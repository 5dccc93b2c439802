package io.tributary.cli.bench;

import java.util.Arrays;

/** Percentiles of times, by the nearest rank, and the median of few numbers. */
public final class Percentile {

  private static final double NANOS_A_MILLI = 1e6;

  private Percentile() {}

  /**
   * The time in milliseconds below which that part of all lies, or which is that of the last of it.
   *
   * @param nanos at least one
   * @param part above 0, 1 at most
   */
  static double millis(long[] nanos, double part) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(1, rank) - 1] / NANOS_A_MILLI;
  }

  /**
   * The one in the middle; of an even number the mean of the two.
   *
   * @param numbers at least one
   */
  public static double median(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
