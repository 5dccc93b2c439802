package io.tributary.cloud.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A loop on a single-threaded executor and the wall clock. However many timers are set, the
 * executor knows of one wake-up only: long polls set and cancel a timer each, thousands of times a
 * second.
 *
 * <p>A task that throws is our own bug: it is handed to the thread's uncaught exception handler,
 * and the loop goes on.
 */
public final class RealTime implements EventLoop {

  private final ScheduledExecutorService executor;
  private final Thread thread;
  private final TimerQueue timers = new TimerQueue();
  private final RandomSource random;
  private long lastMicros;
  private ScheduledFuture<?> wakeUp;
  private long wakeUpMicros = Long.MAX_VALUE;

  /**
   * A loop on the executor's thread.
   *
   * @param executor has exactly one thread and is shut down by its owner
   * @param seed of the loop's chance
   */
  public RealTime(ScheduledExecutorService executor, long seed) {
    this.executor = executor;
    this.random = new RandomSource(seed);
    this.thread = CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
  }

  @Override
  public long micros() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    lastMicros = Math.max(lastMicros, micros);
    return lastMicros;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> run(task));
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Timer timer = timers.add(micros(), delay, task);
    wakeUpAt(timers.nextMicros());
    return timer;
  }

  @Override
  public RandomSource random() {
    return random;
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  @Override
  public <T> T await(CompletableFuture<T> future) {
    if (inLoop() && !future.isDone()) {
      throw new IllegalStateException("waiting on the loop's own thread would never end");
    }
    return future.join();
  }

  private void wakeUpAt(long micros) {
    if (micros >= wakeUpMicros) {
      return;
    }
    if (wakeUp != null) {
      wakeUp.cancel(false);
    }
    wakeUpMicros = micros;
    wakeUp =
        executor.schedule(
            this::runDueTimers, Math.max(0, micros - micros()), TimeUnit.MICROSECONDS);
  }

  private void runDueTimers() {
    wakeUp = null;
    wakeUpMicros = Long.MAX_VALUE;
    for (Timer due = timers.pollDue(micros()); due != null; due = timers.pollDue(micros())) {
      run(due::run);
    }
    if (!timers.isEmpty()) {
      wakeUpAt(timers.nextMicros());
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error bug) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }
  }
}
