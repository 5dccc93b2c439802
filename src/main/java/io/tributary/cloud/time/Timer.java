package io.tributary.cloud.time;

/** A task set to run later; see {@link EventLoop#schedule}. */
public final class Timer implements Comparable<Timer> {

  /** The place of a timer that waits no longer. */
  static final int NOWHERE = -1;

  /** The place of a timer that waits behind another one of the same time, outside of the heap. */
  static final int BEHIND = -2;

  private final TimerQueue queue;
  private final long dueMicros;
  private final long order;
  private final Runnable task;

  /** Where it is in the queue's heap; the queue's alone. */
  int place = NOWHERE;

  /** The timers of the same time set just before and just after it; null where there is none. */
  Timer before;

  Timer after;

  Timer(TimerQueue queue, long dueMicros, long order, Runnable task) {
    this.queue = queue;
    this.dueMicros = dueMicros;
    this.order = order;
    this.task = task;
  }

  /** Makes sure that the task does not run from now on; no effect when it already has. */
  public void cancel() {
    queue.remove(this);
  }

  /** Whether its task is still to run. */
  boolean isWaiting() {
    return place != NOWHERE;
  }

  long dueMicros() {
    return dueMicros;
  }

  void run() {
    task.run();
  }

  @Override
  public int compareTo(Timer other) {
    int byTime = Long.compare(dueMicros, other.dueMicros);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
