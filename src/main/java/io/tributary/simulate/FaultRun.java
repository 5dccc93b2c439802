package io.tributary.simulate;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.BitSet;
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
  private final int events;
  private final Optional<Set<Long>> only;
  private final List<Long> strikes = new ArrayList<>();
  private final BitSet marked = new BitSet();
  private long count;

  FaultRun(FaultRate planned, Scenario scenario, Course course, Ledger ledger) {
    this.planned = planned;
    this.chance = Chance.of(scenario.seed(), planned.fault().name());
    this.when = Chance.of(scenario.seed(), planned.fault().name() + " strikes");
    this.course = course;
    this.ledger = ledger;
    this.events = scenario.events();
    this.only = scenario.onlyStrikes();
  }

  boolean strikes(long which, long attempt) {
    if (!course.faultsStrike() || !isDrawn(which, attempt)) {
      return false;
    }
    note(which, attempt);
    return true;
  }

  /**
   * Whether the fault is part of an event from the first, whenever it is asked: a body cannot be
   * mended once it is published. Noted once an event; such a body SNS may refuse, as too large.
   */
  boolean marks(int event) {
    if (!isDrawn(event, 0)) {
      return false;
    }
    if (!marked.get(event)) {
      marked.set(event);
      note(event, 0);
      refusable(event);
    }
    return true;
  }

  /** Whether it strikes, were the faults never to stop: by the seed, and not left out. */
  boolean isDrawn(long which, long attempt) {
    return isBySeed(which, attempt)
        && (only.isEmpty() || only.get().contains(when.at(which).bits(attempt)));
  }

  /** Whether the seed has it strike, left out or not. */
  boolean isBySeed(long which, long attempt) {
    return when.at(which).fraction(attempt) < planned.rate();
  }

  private void note(long which, long attempt) {
    count++;
    if (strikes.size() < MOST_TOLD) {
      strikes.add(when.at(which).bits(attempt));
    }
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

  int events() {
    return events;
  }

  void holdUntil(long micros) {
    course.holdUntil(micros);
  }

  void undeliverable(int event) {
    ledger.undeliverable(event);
  }

  void refusable(int event) {
    ledger.refusable(event);
  }

  long count() {
    return count;
  }

  /** Its first strikes, each by a number that names it in every run of the seed. */
  List<Long> strikes() {
    return strikes;
  }
}
