package io.tributary.cloud.time;

import java.time.Duration;
import java.util.TreeSet;

/**
 * The timers of one loop, soonest first. A cancelled timer leaves at once, so that long polls
 * answered early cost no memory until they would have ended.
 */
final class TimerQueue {

  private static final long NONE = Long.MAX_VALUE;

  private final TreeSet<Timer> timers = new TreeSet<>();
  private long added;

  Timer add(long nowMicros, Duration delay, Runnable task) {
    long delayMicros = Math.max(0, delay.toNanos() / 1_000);
    Timer timer = new Timer(this, nowMicros + delayMicros, added++, task);
    timers.add(timer);
    return timer;
  }

  void remove(Timer timer) {
    timers.remove(timer);
  }

  /** Removes and returns the first timer due at the given time, or null when none is. */
  Timer pollDue(long nowMicros) {
    return nextMicros() <= nowMicros ? timers.pollFirst() : null;
  }

  /** When the next timer is due; {@link Long#MAX_VALUE} when there is none. */
  long nextMicros() {
    return timers.isEmpty() ? NONE : timers.first().dueMicros();
  }

  boolean isEmpty() {
    return timers.isEmpty();
  }
}
