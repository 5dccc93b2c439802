package io.tributary.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * What should have become of each event, kept apart from the cloud: what was accepted, and what the
 * consumer got. A byte an event, so that a million of them weigh nothing.
 */
final class Ledger {

  private static final byte ACCEPTED = 1;
  private static final byte DELIVERED = 2;
  private static final byte GIVEN_UP = 4;
  private static final byte UNDELIVERABLE = 8;

  /** So many violations are told; a broken run would have one for each event. */
  private static final int MOST_VIOLATIONS = 100;

  private final byte[] marks;
  private final PayloadCheck payloads;
  private final List<Violation> violations = new ArrayList<>();
  private int accepted;
  private int givenUp;
  private int delivered;
  private long duplicates;
  private int undeliverable;
  private long refusedDeletes;

  Ledger(int events, PayloadCheck payloads) {
    this.marks = new byte[events];
    this.payloads = payloads;
  }

  void accepted(int event) {
    accepted += mark(event, ACCEPTED);
  }

  void notAccepted(int event) {
    givenUp += mark(event, GIVEN_UP);
  }

  void undeliverable(int event) {
    undeliverable += mark(event, UNDELIVERABLE);
  }

  /** The consumer got a message at the destination; the answer is the event it carries. */
  int received(String body) {
    int event = Workload.event(body);
    if (event < 0 || event >= marks.length) {
      violated("no-strangers", -1, "the destination got what nobody published: " + body);
    } else if (!payloads.carries(body, event)) {
      violated("payload-unchanged", event, "the destination got it changed: " + body);
    } else if (mark(event, DELIVERED) == 1) {
      delivered++;
    } else {
      duplicates++;
    }
    return event;
  }

  void deleteRefused() {
    refusedDeletes++;
  }

  /** Whether every accepted event that can be delivered was. */
  boolean allDelivered() {
    return firstMissing(0) < 0;
  }

  /** The first event from the given one on that was accepted and is neither there nor excused. */
  int firstMissing(int from) {
    for (int event = from; event < marks.length; event++) {
      if ((marks[event] & (ACCEPTED | DELIVERED | UNDELIVERABLE)) == ACCEPTED) {
        return event;
      }
    }
    return -1;
  }

  void violated(String invariant, int event, String what) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(new Violation(invariant, event, what));
    }
  }

  int accepted() {
    return accepted;
  }

  int givenUp() {
    return givenUp;
  }

  int delivered() {
    return delivered;
  }

  long duplicates() {
    return duplicates;
  }

  List<Violation> violations() {
    return violations;
  }

  /** Whether a published event is carried by a received body unchanged. */
  interface PayloadCheck {
    boolean carries(String body, int event);
  }

  private int mark(int event, byte mark) {
    if ((marks[event] & mark) != 0) {
      return 0;
    }
    marks[event] |= mark;
    return 1;
  }
}
