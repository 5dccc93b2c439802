package io.tributary.cli.bench;

import java.util.Arrays;

/** Percentiles of times, by the nearest rank. */
final class Percentile {

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
}
