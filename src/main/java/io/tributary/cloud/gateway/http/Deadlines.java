package io.tributary.cloud.gateway.http;

import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends what takes too long on connections. A sender of one byte a second is never idle, so each
 * phase of a connection has its deadline; one coarse timer for all watches over them, and only
 * while there are connections.
 */
final class Deadlines {

  /** The deadline of one connection's present phase. */
  final class Deadline {

    private long dueMicros;
    private Runnable whenMissed;

    /** The phase ends by then, or is ended. */
    void set(Duration time, Runnable whenMissed) {
      this.dueMicros = loop.micros() + time.toNanos() / 1_000;
      this.whenMissed = whenMissed;
    }

    /**
     * Gives the phase that was set with this another time, from now on. Nothing if the phase is
     * over: of requests sent in a row, the next may have begun before an answer is out.
     */
    void extend(Duration time, Runnable whenMissed) {
      if (this.whenMissed == whenMissed) {
        set(time, whenMissed);
      }
    }

    /** The phase may last: the answer is the service's to give. */
    void clear() {
      dueMicros = Long.MAX_VALUE;
      whenMissed = null;
    }

    private void miss() {
      Runnable missed = whenMissed;
      clear();
      missed.run();
    }

    /** The connection is gone. */
    void end() {
      clear();
      watched.remove(this);
    }
  }

  private final EventLoop loop;
  private final Duration accuracy;
  private final Set<Deadline> watched = new LinkedHashSet<>();
  private boolean armed;

  /**
   * Deadlines that are kept to within an accuracy.
   *
   * @param accuracy how late a missed deadline may be seen
   */
  Deadlines(EventLoop loop, Duration accuracy) {
    this.loop = loop;
    this.accuracy = accuracy;
  }

  Deadline add() {
    Deadline deadline = new Deadline();
    deadline.clear();
    watched.add(deadline);
    arm();
    return deadline;
  }

  private void arm() {
    if (!armed && !watched.isEmpty()) {
      armed = true;
      loop.schedule(accuracy, this::check);
    }
  }

  private void check() {
    armed = false;
    long now = loop.micros();
    // What one's end leads to may end others, or begin their next phase.
    for (Deadline deadline : List.copyOf(watched)) {
      if (deadline.dueMicros <= now) {
        deadline.miss();
      }
    }
    arm();
  }
}
