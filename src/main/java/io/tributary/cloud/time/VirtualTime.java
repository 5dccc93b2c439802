package io.tributary.cloud.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A loop whose time is a number: it jumps from timer to timer, so days pass in microseconds, and a
 * run is a pure function of its seed. It belongs to one thread, that of the test or simulation
 * which drives it.
 */
public final class VirtualTime implements EventLoop {

  /** Longer than the longest retention of SQS, so that nothing still waited for then can come. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(15);

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final TimerQueue timers = new TimerQueue();
  private final RandomSource random;
  private long micros;

  /** A loop that starts at the given time and draws its chance from the seed. */
  public VirtualTime(Instant start, long seed) {
    this.micros = start.getEpochSecond() * 1_000_000 + start.getNano() / 1_000;
    this.random = new RandomSource(seed);
  }

  @Override
  public long micros() {
    return micros;
  }

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return timers.add(micros, delay, task);
  }

  @Override
  public RandomSource random() {
    return random;
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  /** Runs all that can run without time passing. */
  public void runReady() {
    advance(Duration.ZERO);
  }

  /** Lets time pass: runs every task and every timer due until then, and ends exactly then. */
  public void advance(Duration duration) {
    long end = micros + duration.toNanos() / 1_000;
    while (step(end)) {
      continue;
    }
    micros = end;
  }

  /**
   * Runs until the condition holds, or the time has passed.
   *
   * @return whether the condition holds
   */
  public boolean runUntil(BooleanSupplier condition, Duration atMost) {
    long end = micros + atMost.toNanos() / 1_000;
    while (!condition.getAsBoolean()) {
      if (!step(end)) {
        return condition.getAsBoolean();
      }
    }
    return true;
  }

  @Override
  public <T> T await(CompletableFuture<T> future) {
    if (!runUntil(future::isDone, LONGEST_WAIT)) {
      throw new IllegalStateException(
          "the awaited result cannot come: nothing is left to run in " + LONGEST_WAIT);
    }
    return future.join();
  }

  private boolean step(long endMicros) {
    Runnable task = ready.poll();
    if (task != null) {
      task.run();
      return true;
    }
    Timer timer = timers.pollDue(endMicros);
    if (timer == null) {
      return false;
    }
    micros = Math.max(micros, timer.dueMicros());
    timer.run();
    return true;
  }
}
