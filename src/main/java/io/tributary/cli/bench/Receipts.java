package io.tributary.cli.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which events of a load were published and received, and when; and what still came of others. */
class Receipts {

  private final long first;
  private final BitSet seen;
  private long begin;
  private long last;
  private int perSecond;
  private long[] nanos = {};
  private int published;
  private int received;
  private int duplicates;
  private int late;

  /** Those of the first load. */
  Receipts(long first) {
    this(first, new BitSet());
  }

  /**
   * None yet.
   *
   * @param first the number of the load's first event; what bears a lower one belongs to an earlier
   *     load
   * @param seen the numbers received by all loads of a pipeline, for what was not deleted comes
   *     again only later
   */
  Receipts(long first, BitSet seen) {
    this.first = first;
    this.seen = seen;
  }

  /** Told when the load begins. */
  synchronized void begin(long beginNanos, Load.Plan plan) {
    begin = beginNanos;
    last = beginNanos;
    perSecond = plan.perSecond();
    nanos = new long[plan.perSecond() * plan.seconds()];
  }

  long first() {
    return first;
  }

  /** Told of events that the endpoint has accepted. */
  synchronized void published(int events) {
    published += events;
  }

  synchronized int published() {
    return published;
  }

  /** Whether to ask for events now; may wait for some. */
  boolean mayReceive() throws InterruptedException {
    return true;
  }

  /** Whether events were published that were not received. */
  boolean isMissing() {
    return lost() > 0;
  }

  synchronized int lost() {
    return published - received;
  }

  /** When an event of a load with a rate is due. */
  long due(long number) {
    return begin + TimeUnit.SECONDS.toNanos(number - first) / perSecond;
  }

  /** Takes an answer's events; how many of this load's had not been received before. */
  synchronized int count(List<Long> numbers, long now) {
    int before = received;
    for (long number : numbers) {
      count(number, now);
    }
    return received - before;
  }

  private void count(long number, long now) {
    if (!isNew(number)) {
      duplicates++;
      return;
    }
    if (number < first) {
      late++;
      return;
    }
    received++;
    last = now;
    if (perSecond > 0) {
      nanos[(int) (number - first)] = now - due(number);
    }
  }

  /** Whether an event had not been received before. */
  boolean isNew(long number) {
    int index = (int) number;
    boolean isNew = !seen.get(index);
    seen.set(index);
    return isNew;
  }

  synchronized int received() {
    return received;
  }

  synchronized int duplicates() {
    return duplicates;
  }

  /** Events that an earlier load had counted as lost. */
  synchronized int late() {
    return late;
  }

  /** When the last new event came. */
  synchronized long lastNanos() {
    return last;
  }

  synchronized double perSecond() {
    return received * 1e9 / (last - begin);
  }

  /** The latency in milliseconds below which that part of the events received lies. */
  synchronized double latency(double part) {
    return Percentile.millis(Arrays.stream(nanos).filter(it -> it > 0).toArray(), part);
  }
}
