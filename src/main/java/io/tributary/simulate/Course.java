package io.tributary.simulate;

import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The times of a run, in microseconds since 1970: when its load begins and ends, and its faults.
 */
final class Course {

  private static final Instant START = Instant.parse("2025-01-15T12:00:00Z");

  /** Deploying takes some of it; the rest passes idly, so that the load begins at a fixed time. */
  private static final Duration DEPLOYING = Duration.ofMinutes(10);

  private final VirtualTime time;
  private final long beginMicros = START.plus(DEPLOYING).toEpochMilli() * 1_000;
  private final long endMicros;
  private long holdMicros;
  private boolean faultsStopped;

  Course(Scenario scenario) {
    this.time = new VirtualTime(START, scenario.seed());
    this.endMicros = beginMicros + scenario.duration().toNanos() / 1_000;
    this.holdMicros = endMicros;
  }

  VirtualTime time() {
    return time;
  }

  long beginMicros() {
    return beginMicros;
  }

  long endMicros() {
    return endMicros;
  }

  /** When the faults stop: at the end of the load, or later if one of them holds on. */
  long faultsEndMicros() {
    return holdMicros;
  }

  void holdUntil(long micros) {
    holdMicros = Math.max(holdMicros, micros);
  }

  /** From the load's begin on: what deploying breaks is the same with every seed. */
  boolean faultsStrike() {
    return !faultsStopped && time.micros() >= beginMicros;
  }

  void stopFaults() {
    faultsStopped = true;
  }
}
