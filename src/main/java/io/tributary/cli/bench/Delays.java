package io.tributary.cli.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How late this machine lets a thread go on that only waits for each millisecond: a delay that no
 * server is to blame for. It tells apart a slow endpoint and a machine that others use, too.
 *
 * <p>A millisecond that passed while the thread was held up counts, too, as an event does that was
 * due then: a pause of 200 ms is 200 delays, and not one.
 */
final class Delays {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Thread thread = new Thread(this::measure, "delays");
  private volatile boolean ended;
  private long[] nanos = new long[1 << 14];
  private int count;

  private Delays() {}

  /** Begins to measure, until it is ended. */
  static Delays start() {
    Delays delays = new Delays();
    delays.thread.setDaemon(true);
    delays.thread.start();
    return delays;
  }

  private void measure() {
    long due = System.nanoTime();
    while (!ended) {
      due += PAUSE_NANOS;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = System.nanoTime() - due;
    }
  }

  /** The delay in milliseconds below which that part of all lies; to be asked once it is ended. */
  double millis(double part) {
    return Percentile.millis(Arrays.copyOf(nanos, count), part);
  }

  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
