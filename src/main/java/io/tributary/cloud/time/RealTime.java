package io.tributary.cloud.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A loop on a single-threaded executor and the wall clock. However many timers are set, the
 * executor knows of one wake-up only: long polls set and cancel a timer each, thousands of times a
 * second.
 *
 * <p>Its time can be paused: it stands still then, timers hold, and tasks that are handed over
 * wait. What is called on the loop's thread itself works on. When time runs on it has lost the
 * pause: it is behind the wall clock by all pauses together, and ahead by all that somebody set the
 * wall clock back.
 *
 * <p>A task that throws is our own bug: it is handed to the thread's uncaught exception handler,
 * and the loop goes on.
 */
public final class RealTime implements EventLoop {

  /** After a pause this many tasks run between two looks at what else the thread has to do. */
  private static final int RELEASED_AT_ONCE = 100;

  /**
   * By less the wall clock may go back as it wavers, and time stands still until it has caught up:
   * nothing adds up. By more it has been set back, which counts as a pause that is over.
   */
  private static final long SET_BACK_MICROS = 1_000_000;

  private final ScheduledExecutorService executor;
  private final LongSupplier wallMicros;
  private final Thread thread;
  private final TimerQueue timers = new TimerQueue();
  private final RandomSource random;
  private final ArrayDeque<Runnable> held = new ArrayDeque<>();
  private boolean paused;
  private boolean atOneMoment;
  private long behindMicros;
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
    this(executor, seed, RealTime::systemMicros);
  }

  RealTime(ScheduledExecutorService executor, long seed, LongSupplier wallMicros) {
    this.executor = executor;
    this.wallMicros = wallMicros;
    this.random = new RandomSource(seed);
    this.thread = CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
  }

  @Override
  public long micros() {
    if (!paused && !atOneMoment) {
      long now = wallMicros.getAsLong() - behindMicros;
      if (now < lastMicros - SET_BACK_MICROS) {
        behindMicros += now - lastMicros;
      }
      lastMicros = Math.max(lastMicros, now);
    }
    return lastMicros;
  }

  /**
   * Does something that begins and ends at the same moment, as each task of the loop does: its time
   * is looked at once, not at every step. Only to be called on the loop.
   */
  public <T> T atOneMoment(Supplier<T> work) {
    boolean outermost = !atOneMoment;
    micros();
    atOneMoment = true;
    try {
      return work.get();
    } finally {
      atOneMoment = !outermost;
    }
  }

  private static long systemMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /** Lets time stand still; no effect when it does already. Only to be called on the loop. */
  public void pause() {
    micros();
    paused = true;
    stopWaking();
  }

  /** Lets time run on, first of all what waited; no effect when it runs. Only on the loop. */
  public void resume() {
    if (paused) {
      paused = false;
      behindMicros = wallMicros.getAsLong() - lastMicros;
      executor.execute(this::release);
      wakeUpAt(timers.nextMicros());
    }
  }

  /** Whether time stands still. */
  public boolean paused() {
    return paused;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(() -> enter(task));
  }

  private void enter(Runnable task) {
    if (paused || !held.isEmpty()) {
      held.add(task);
    } else {
      run(task);
    }
  }

  private void release() {
    for (int i = 0; i < RELEASED_AT_ONCE && !paused && !held.isEmpty(); i++) {
      run(held.poll());
    }
    if (!paused && !held.isEmpty()) {
      executor.execute(this::release);
    }
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
    if (paused || micros >= wakeUpMicros) {
      return;
    }
    stopWaking();
    wakeUpMicros = micros;
    // By the wall clock: the task that asks for it may have begun some time ago.
    wakeUp =
        executor.schedule(
            this::runDueTimers,
            Math.max(0, micros - Math.max(lastMicros, wallMicros.getAsLong() - behindMicros)),
            TimeUnit.MICROSECONDS);
  }

  private void stopWaking() {
    if (wakeUp != null) {
      wakeUp.cancel(false);
      wakeUp = null;
      wakeUpMicros = Long.MAX_VALUE;
    }
  }

  private void runDueTimers() {
    wakeUp = null;
    wakeUpMicros = Long.MAX_VALUE;
    for (Timer due = pollDue(); due != null; due = pollDue()) {
      run(due::run);
    }
    wakeUpAt(timers.nextMicros());
  }

  /** A timer that is run may pause the loop. */
  private Timer pollDue() {
    return paused ? null : timers.pollDue(micros());
  }

  private void run(Runnable task) {
    try {
      atOneMoment(
          () -> {
            task.run();
            return null;
          });
    } catch (RuntimeException | Error bug) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
    }
  }
}
