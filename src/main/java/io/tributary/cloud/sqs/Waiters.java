package io.tributary.cloud.sqs;

import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those who wait until a queue has something to receive, served first come, first served: one in a
 * task of its own at a time, so that a batch of sends is seen whole.
 */
final class Waiters {

  /** Somebody who waits. */
  interface Waiter {
    /** Something can be received; leaves with {@link Waiters#leave} once it has what it wants. */
    void offered();

    /** The queue is deleted; the waiter has left already. */
    void closed();
  }

  private final EventLoop loop;
  private final Backlog backlog;
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private boolean serving;
  private Timer alarm;
  private long alarmMicros;

  Waiters(EventLoop loop, Backlog backlog) {
    this.loop = loop;
    this.backlog = backlog;
  }

  void join(Waiter waiter) {
    waiting.add(waiter);
    changed();
  }

  void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  /** To be told whenever something may have become receivable, now or at a known time. */
  void changed() {
    if (waiting.isEmpty() || serving) {
      return;
    }
    if (backlog.receivable()) {
      serving = true;
      loop.execute(this::serve);
    } else {
      setAlarm(backlog.nextChangeMicros());
    }
  }

  /** Sends all away, since the queue is deleted. */
  void close() {
    List<Waiter> gone = List.copyOf(waiting);
    waiting.clear();
    for (Waiter waiter : gone) {
      loop.execute(waiter::closed);
    }
    cancelAlarm();
  }

  private void serve() {
    serving = false;
    if (!waiting.isEmpty() && backlog.receivable()) {
      waiting.iterator().next().offered();
    }
    changed();
  }

  private void setAlarm(long micros) {
    if (micros == Long.MAX_VALUE || alarm != null && alarmMicros <= micros) {
      return;
    }
    cancelAlarm();
    alarmMicros = micros;
    alarm = loop.schedule(Duration.ofNanos((micros - loop.micros()) * 1_000), this::alarmed);
  }

  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  private void alarmed() {
    alarm = null;
    changed();
  }
}
