package io.tributary.simulate;

import io.tributary.cloud.time.EventLoop;
import java.time.Duration;

/**
 * Publishes the events of the workload, each when its time has come. A refused one it tries again,
 * as the SDKs do, and gives up after some tries; only what SNS has said yes to counts as accepted.
 */
final class Publisher {

  private static final int TRIES = 8;
  private static final long FIRST_BACKOFF_MILLIS = 100;

  private final EventLoop loop;
  private final Workload workload;
  private final Topics topics;
  private final Ledger ledger;
  private final Duration none = Duration.ZERO;
  private int next;
  private int trying;

  Publisher(EventLoop loop, Workload workload, Topics topics, Ledger ledger) {
    this.loop = loop;
    this.workload = workload;
    this.topics = topics;
    this.ledger = ledger;
  }

  /** Begins, if there is anything to publish. */
  void start() {
    scheduleNext();
  }

  /** Whether every event was accepted or given up. */
  boolean done() {
    return next >= workload.events() && trying == 0;
  }

  private void scheduleNext() {
    while (next < workload.events() && !workload.has(next)) {
      next++;
    }
    if (next < workload.events()) {
      long wait = workload.micros(next) - loop.micros();
      loop.schedule(wait <= 0 ? none : Duration.ofNanos(wait * 1_000), this::publishNext);
    }
  }

  private void publishNext() {
    int event = next++;
    trying++;
    ledger.published(event);
    publish(event, 1);
    scheduleNext();
  }

  private void publish(int event, int tries) {
    topics
        .publish(workload.topicArn(event), workload.body(event), event)
        .whenComplete((id, failure) -> answered(event, tries, failure));
  }

  private void answered(int event, int tries, Throwable failure) {
    if (failure != null && tries < TRIES) {
      loop.schedule(
          Duration.ofMillis(FIRST_BACKOFF_MILLIS << tries - 1), () -> publish(event, tries + 1));
      return;
    }
    trying--;
    if (failure == null) {
      ledger.accepted(event);
    } else {
      ledger.notAccepted(event);
    }
  }
}
