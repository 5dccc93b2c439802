package io.tributary.cloud.metrics;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.sqs.QueueDepth;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Ends each minute: notes how full the queues are, and lets the alarms look. Its timer stands only
 * while something may still change: while a queue is in use, or an alarm looks back at a minute in
 * which something was measured.
 */
final class Minutes {

  private final EventLoop loop;
  private final ServiceMetrics metrics;
  private final Alarms alarms;
  private final Supplier<List<QueueDepth>> queues;
  private boolean waiting;
  private boolean busy;

  /** The newest minute in which anything was measured; it may lie ahead. */
  private long busyMinute;

  /** The minute that is now, as long as somebody waits for its end; no clock has to be asked. */
  private long endingMinute;

  Minutes(
      EventLoop loop, ServiceMetrics metrics, Alarms alarms, Supplier<List<QueueDepth>> queues) {
    this.loop = loop;
    this.metrics = metrics;
    this.alarms = alarms;
    this.queues = queues;
  }

  void hop(Hop hop) {
    happened();
    metrics.hop(hop, endingMinute);
  }

  void measured(Measure what, String resource, double value) {
    happened();
    metrics.measured(what, resource, value, endingMinute);
  }

  /** To be told when something happened that the end of this minute has to look at. */
  void happened() {
    busy = true;
    if (!waiting) {
      waitForEnd();
    }
  }

  /**
   * To be told when something was measured in a minute that may lie ahead: the ends of the minutes
   * until the alarms have looked at it are waited for.
   */
  void happenedIn(long minute) {
    busyMinute = Math.max(busyMinute, minute);
    happened();
  }

  private void waitForEnd() {
    waiting = true;
    endingMinute = loop.micros() / ServiceMetrics.MINUTE_MICROS;
    long left = ServiceMetrics.MINUTE_MICROS - loop.micros() % ServiceMetrics.MINUTE_MICROS;
    loop.schedule(Duration.ofNanos(left * 1_000), this::end);
  }

  private void end() {
    waiting = false;
    long minute = Math.max(endingMinute, loop.micros() / ServiceMetrics.MINUTE_MICROS - 1);
    if (busy) {
      busyMinute = Math.max(busyMinute, minute);
      busy = false;
    }
    boolean queuesInUse = metrics.sample(queues.get(), minute);
    alarms.evaluate(minute);
    if (!waiting && (queuesInUse || minute - busyMinute <= alarms.longestMinutes())) {
      waitForEnd();
    }
  }
}
