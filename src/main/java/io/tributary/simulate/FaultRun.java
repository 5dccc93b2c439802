package io.tributary.simulate;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One fault in one run: when it strikes, and how often it did. */
final class FaultRun {

  /** So many strikes are told one by one; more only counted. */
  static final int MOST_TOLD = 20_000;

  private final FaultRate planned;
  private final Chance chance;
  private final Chance when;
  private final Course course;
  private final Ledger ledger;
  private final Optional<Set<Long>> only;
  private final List<Long> strikes = new ArrayList<>();
  private long count;

  FaultRun(FaultRate planned, Scenario scenario, Course course, Ledger ledger) {
    this.planned = planned;
    this.chance = Chance.of(scenario.seed(), planned.fault().name());
    this.when = Chance.of(scenario.seed(), planned.fault().name() + " strikes");
    this.course = course;
    this.ledger = ledger;
    this.only = scenario.onlyStrikes();
  }

  boolean strikes(long which, long attempt) {
    Chance here = when.at(which);
    if (course.faultsStopped() || here.fraction(attempt) >= planned.rate()) {
      return false;
    }
    long strike = here.bits(attempt);
    if (only.isPresent() && !only.get().contains(strike)) {
      return false;
    }
    count++;
    if (strikes.size() < MOST_TOLD) {
      strikes.add(strike);
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
    return course.time();
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
    ledger.undeliverable(event);
  }

  long count() {
    return count;
  }

  /** Its first strikes, each by a number that names it in every run of the seed. */
  List<Long> strikes() {
    return strikes;
  }
}
