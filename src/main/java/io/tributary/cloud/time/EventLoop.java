package io.tributary.cloud.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The one thread that touches a cloud's state, and the cloud's only source of time and chance.
 *
 * <p>{@link RealTime} serves people, {@link VirtualTime} tests and simulations. Tasks run one after
 * the other, in the order they were handed over; a timer's task runs when its time has come, timers
 * of the same time in the order they were set.
 */
public interface EventLoop {

  /**
   * The time now, in microseconds since 1970-01-01T00:00:00Z; it never runs backwards, and stands
   * still while a task runs.
   */
  long micros();

  /** The time now, in whole milliseconds since 1970-01-01T00:00:00Z. */
  default long millis() {
    return micros() / 1_000;
  }

  /** The time now, to the microsecond. */
  default Instant now() {
    long micros = micros();
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  /**
   * Runs a task soon, after those already handed over; may be called from any thread in real time.
   */
  void execute(Runnable task);

  /**
   * Runs a task after a delay, unless the timer is cancelled first. Only to be called on the loop.
   *
   * @param delay zero or more; a negative delay counts as zero
   */
  Timer schedule(Duration delay, Runnable task);

  /** The one seeded source of ids, jitter and faults. Only to be used on the loop. */
  RandomSource random();

  /** Whether the caller runs on the loop, and so may touch the cloud's state. */
  boolean inLoop();

  /**
   * The result of a future, waited for: in real time by blocking (never on the loop itself), in
   * virtual time by running the loop until the future is done.
   *
   * @throws java.util.concurrent.CompletionException as {@link CompletableFuture#join()} does
   * @throws IllegalStateException if waiting could not end: on the loop itself, or with nothing
   *     left to run
   */
  <T> T await(CompletableFuture<T> future);
}
