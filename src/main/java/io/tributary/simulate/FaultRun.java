package io.tributary.simulate;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One fault in one run: when it strikes, and how often it did. */
final class FaultRun {

  /** What a fault may know of the run it is part of. */
  interface Course {
    EventLoop loop();

    long beginMicros();

    long endMicros();

    boolean faultsStopped();

    void holdUntil(long micros);

    void undeliverable(int event);
  }

  /** So many strikes are told one by one; more only counted. */
  private static final int MOST_TOLD = 100_000;

  private final FaultRate planned;
  private final Chance chance;
  private final Chance strikes;
  private final Course course;
  private final Set<Long> masked;
  private final List<Long> occurrences = new ArrayList<>();
  private long count;

  FaultRun(FaultRate planned, long seed, Course course, Set<Long> masked) {
    this.planned = planned;
    this.chance = Chance.of(seed, planned.fault().name());
    this.strikes = Chance.of(seed, planned.fault().name() + " strikes");
    this.course = course;
    this.masked = masked;
  }

  boolean strikes(long which, long attempt) {
    Chance here = strikes.at(which);
    if (course.faultsStopped() || here.fraction(attempt) >= planned.rate()) {
      return false;
    }
    long occurrence = here.bits(attempt);
    if (masked.contains(occurrence)) {
      return false;
    }
    count++;
    if (occurrences.size() < MOST_TOLD) {
      occurrences.add(occurrence);
    }
    return true;
  }

  String name() {
    return planned.fault().name();
  }

  Chance chance() {
    return chance;
  }

  EventLoop loop() {
    return course.loop();
  }

  long beginMicros() {
    return course.beginMicros();
  }

  long endMicros() {
    return course.endMicros();
  }

  void holdUntil(long micros) {
    course.holdUntil(micros);
  }

  void undeliverable(int event) {
    course.undeliverable(event);
  }

  long count() {
    return count;
  }

  List<Long> occurrences() {
    return occurrences;
  }
}
