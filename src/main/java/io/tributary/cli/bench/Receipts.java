package io.tributary.cli.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which events of a load were published and received, and when. */
class Receipts {

  private final long first;
  private final BitSet seen = new BitSet();
  private long begin;
  private long last;
  private int perSecond;
  private long[] nanos = {};
  private int published;
  private int received;
  private int duplicates;

  /**
   * None yet.
   *
   * @param first the number of the load's first event; what bears a lower one belongs to an earlier
   *     load
   */
  Receipts(long first) {
    this.first = first;
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

  /** Takes an answer's events; how many of them had not been received before. */
  synchronized int count(List<Long> numbers, long now) {
    int before = received;
    for (long number : numbers) {
      if (number >= first) {
        count(number, now);
      }
    }
    return received - before;
  }

  private void count(long number, long now) {
    if (!isNew(number)) {
      duplicates++;
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
    int index = (int) (number - first);
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
