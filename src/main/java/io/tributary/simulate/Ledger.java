package io.tributary.simulate;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What should have become of each event, kept apart from the cloud: what was accepted, and what the
 * consumer of a destination got and handled. A byte an event, so that a million of them weigh
 * nothing, and another for each destination more.
 */
final class Ledger {

  private static final byte ACCEPTED = 1;
  private static final byte DELIVERED = 2;
  private static final byte GIVEN_UP = 4;
  private static final byte UNDELIVERABLE = 8;
  private static final byte FILTERED = 16;
  private static final byte PUBLISHED = 64;
  private static final byte REFUSABLE = (byte) 128;

  /** What became of the events on their way in, the same for every destination. */
  private final byte[] published;

  /** What became of them at this one. */
  private final byte[] marks;

  private final String name;
  private final PayloadCheck payloads;
  private final IntPredicate wanted;

  /** By the invariant and the words; those of every destination. */
  private final Map<List<String>, Violation> violations;

  private int accepted;
  private int givenUp;
  private int delivered;
  private long duplicates;
  private int filtered;

  /** The events of which a message expired, by the ARN of its queue. */
  private final Map<String, BitSet> expired = new LinkedHashMap<>();

  /** The events that were filtered, by the ARN of where. */
  private final SortedMap<String, BitSet> filteredAt = new TreeMap<>();

  /** The ledger of a destination where every event has to arrive. */
  Ledger(int events, PayloadCheck payloads) {
    this("the destination", events, payloads, event -> true);
  }

  /**
   * The ledger of a destination, of the first one if there are several: here is noted what was
   * published.
   *
   * @param name how the destination is called where it is told of
   * @param wanted whether an event has to arrive there; what comes besides is no violation
   */
  Ledger(String name, int events, PayloadCheck payloads, IntPredicate wanted) {
    this.name = name;
    this.published = new byte[events];
    this.marks = published;
    this.payloads = payloads;
    this.wanted = wanted;
    this.violations = new LinkedHashMap<>();
  }

  private Ledger(String name, Ledger first, IntPredicate wanted) {
    this.name = name;
    this.published = first.published;
    this.marks = new byte[published.length];
    this.payloads = first.payloads;
    this.wanted = wanted;
    this.violations = first.violations;
  }

  /** The ledger of another destination of the same events. */
  Ledger beside(String nameThere, IntPredicate wantedThere) {
    return new Ledger(nameThere, this, wantedThere);
  }

  /** How the destination is called where it is told of. */
  String name() {
    return name;
  }

  /** The publisher begins with it. */
  void published(int event) {
    mark(published, event, PUBLISHED);
  }

  void accepted(int event) {
    accepted += mark(published, event, ACCEPTED);
  }

  void notAccepted(int event) {
    givenUp += mark(published, event, GIVEN_UP);
  }

  /** It is a fault's doing if SNS refuses it. */
  void refusable(int event) {
    mark(published, event, REFUSABLE);
  }

  boolean isRefusable(int event) {
    return (published[event] & REFUSABLE) != 0;
  }

  void undeliverable(int event) {
    mark(published, event, UNDELIVERABLE);
  }

  /** A pattern that the program asks for kept it out, at the resource of an ARN. */
  void filtered(int event, String resource) {
    if (!isPublished(event)) {
      strange("a pattern kept out");
    } else if (wanted.test(event)) {
      filtered += mark(marks, event, FILTERED);
      filteredAt.computeIfAbsent(resource, any -> new BitSet()).set(event);
    }
  }

  /** Whether a pattern kept out an accepted event that no fault changed. */
  boolean isKeptOut(int event) {
    return (published[event] & (ACCEPTED | REFUSABLE)) == ACCEPTED
        && (marks[event] & FILTERED) != 0;
  }

  /** The ARNs of the resources where any of these events was filtered. */
  List<String> filteredAt(BitSet events) {
    return filteredAt.keySet().stream()
        .filter(resource -> filteredAt.get(resource).intersects(events))
        .toList();
  }

  /** Whether it is an accepted event that no fault changed. */
  boolean isTrying(int event) {
    return (published[event] & (ACCEPTED | REFUSABLE | UNDELIVERABLE)) == ACCEPTED;
  }

  /** Whether all that is known of an event is that it was filtered. */
  boolean isGone(int event) {
    return (marks[event] & (FILTERED | DELIVERED)) == FILTERED;
  }

  /** A queue's retention was over for a message of it; there may be others. */
  void expired(int event, String queueArn) {
    if (isPublished(event)) {
      expired.computeIfAbsent(queueArn, queue -> new BitSet()).set(event);
    } else {
      strange("a queue's retention ended for");
    }
  }

  /**
   * The consumer got a message at the destination.
   *
   * @param handled whether it did its work; what it failed on counts as not delivered yet
   */
  void received(String body, boolean handled) {
    int event = Workload.event(body);
    if (!isPublished(event)) {
      strange(name + " got " + Excerpt.ofBody(body) + ",");
    } else if (!payloads.carries(body, event)) {
      violated(
          "payload-unchanged",
          event,
          name + " got it changed: " + payloads.difference(body, event));
    } else if (handled && wanted.test(event)) {
      int first = mark(marks, event, DELIVERED);
      delivered += first;
      duplicates += 1 - first;
    }
  }

  /**
   * The first accepted event that is neither at the destination nor filtered; -1 when there is
   * none. One that cannot be delivered may have expired.
   *
   * @param elsewhere events that need not be there, since they lie where they may
   */
  int firstMissing(BitSet elsewhere) {
    for (int event = 0; event < published.length; event++) {
      if (isOutstanding(event) && !elsewhere.get(event) && !mayBeGone(event)) {
        return event;
      }
    }
    return -1;
  }

  /** How many of these events were accepted, and are neither delivered nor filtered. */
  int outstanding(BitSet events) {
    return (int) events.stream().filter(this::isOutstanding).count();
  }

  private boolean isOutstanding(int event) {
    return (published[event] & ACCEPTED) != 0
        && (marks[event] & (DELIVERED | FILTERED)) == 0
        && wanted.test(event);
  }

  private boolean mayBeGone(int event) {
    return (published[event] & UNDELIVERABLE) != 0 && expiredIn(event).isPresent();
  }

  /** A queue in which a message of the event expired. */
  Optional<String> expiredIn(int event) {
    return expired.keySet().stream().filter(queue -> expired.get(queue).get(event)).findFirst();
  }

  /** The events among these that can be delivered, and have not been. */
  BitSet deliverable(BitSet events) {
    BitSet deliverable = (BitSet) events.clone();
    for (int event = events.nextSetBit(0); event >= 0; event = events.nextSetBit(event + 1)) {
      deliverable.set(event, isDeliverable(event));
    }
    return deliverable;
  }

  private boolean isDeliverable(int event) {
    return (published[event] & UNDELIVERABLE) == 0
        && (marks[event] & (DELIVERED | FILTERED)) == 0
        && wanted.test(event);
  }

  void violated(String invariant, int event, String what) {
    List<String> kind = List.of(invariant, what);
    if (violations.size() < Violation.MOST_TOLD || violations.containsKey(kind)) {
      violations.merge(
          kind, new Violation(invariant, event, what, 1), (told, again) -> told.again());
    }
  }

  int accepted() {
    return accepted;
  }

  /** How many of the accepted events have to arrive here. */
  int acceptedAndWanted() {
    return (int)
        IntStream.range(0, published.length)
            .filter(event -> (published[event] & ACCEPTED) != 0 && wanted.test(event))
            .count();
  }

  int givenUp() {
    return givenUp;
  }

  int delivered() {
    return delivered;
  }

  int filtered() {
    return filtered;
  }

  /**
   * How many accepted events expired, and are neither delivered nor filtered.
   *
   * @param lying events that are not over, since another message of them lies in a queue
   */
  int expired(BitSet lying) {
    BitSet gone = new BitSet();
    expired.values().forEach(gone::or);
    gone.andNot(lying);
    return outstanding(gone);
  }

  long duplicates() {
    return duplicates;
  }

  Collection<Violation> violations() {
    return violations.values();
  }

  /** Whether a published event is carried by a received body unchanged. */
  interface PayloadCheck {
    boolean carries(String body, int event);

    /** Where the body does not, in a few words. */
    default String difference(String body, int event) {
      return Excerpt.of(body);
    }
  }

  /** Whether it is an event of the run. */
  private boolean isPublished(int event) {
    return event >= 0 && event < published.length && (published[event] & PUBLISHED) != 0;
  }

  private void strange(String whatHappened) {
    violated("no-strangers", -1, whatHappened + " what nobody published");
  }

  private static int mark(byte[] marks, int event, byte mark) {
    if ((marks[event] & mark) != 0) {
      return 0;
    }
    marks[event] |= mark;
    return 1;
  }
}
