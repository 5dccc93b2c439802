package io.tributary.simulate;

import io.tributary.cloud.sqs.MessageView;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The queues as they should be: the rules of each, and what lies in it, which {@link SqsModel}
 * follows call by call. Between calls it tells what waits where, judges how long it has lain, and
 * compares with the queues that there are.
 */
final class ModelledQueues {

  /** SQS keeps the time of a send in milliseconds. */
  static final long MILLISECOND = 1_000;

  /** All that lies in the queues; put in and taken out by the methods here alone. */
  final MessageTable table = new MessageTable();

  private final Map<String, QueueRules> byArn;
  private final List<QueueRules> byNumber;
  private final Destinations destinations;
  private final EventLoop loop;
  private final Ledger ledger;
  private final int[] lying;

  /** The rules of the queue that was asked for last, by the very text of its ARN. */
  private String newestArn;

  private QueueRules newestRules;

  /** Queues with nothing in them. */
  ModelledQueues(Destinations destinations, EventLoop loop) {
    this.byArn = new HashMap<>(destinations.blueprint().queues());
    this.byNumber = new ArrayList<>(destinations.blueprint().queues().values());
    this.destinations = destinations;
    this.loop = loop;
    this.ledger = destinations.ledger();
    this.lying = new int[byNumber.size()];
  }

  /** The rules of a queue that the program has asked for. */
  QueueRules rules(String queueArn) {
    if (newestArn != queueArn) {
      newestRules = byArn.get(queueArn);
      newestArn = queueArn;
    }
    if (newestRules == null) {
      throw new IllegalStateException("a queue that the program did not ask for: " + queueArn);
    }
    return newestRules;
  }

  /** The rules of the queue that a message lies in. */
  QueueRules rules(int slot) {
    return byNumber.get(table.queue[slot]);
  }

  /** Tells that a queue's policy is another one from now on. */
  void policyChanged(String queueArn, String policy) {
    QueueRules old = rules(queueArn);
    QueueRules changed =
        new QueueRules(
            old.number(),
            old.arn(),
            old.visibilityMicros(),
            old.retentionMicros(),
            old.delayMicros(),
            old.deadLetterArn(),
            old.mostReceives(),
            Admission.of(policy));
    byArn.put(queueArn, changed);
    byNumber.set(old.number(), changed);
    newestArn = null;
    newestRules = null;
  }

  /** Puts a message into a queue, its key not yet among those of all that lies in queues. */
  void add(long key, QueueRules rules, int event, String body) {
    long now = loop.micros();
    int slot = table.add(key);
    table.visibleMicros[slot] = now + rules.delayMicros();
    table.sentMicros[slot] = now;
    table.event[slot] = event;
    table.body[slot] = body;
    table.queue[slot] = rules.number();
    table.received[slot] = 0;
    table.receivedInAll[slot] = 0;
    lying[rules.number()]++;
  }

  /** Puts a message into another queue, as if it had not been received yet. */
  void move(int slot, QueueRules to) {
    lying[table.queue[slot]]--;
    lying[to.number()]++;
    table.queue[slot] = to.number();
    table.received[slot] = 0;
  }

  void remove(int slot) {
    lying[table.queue[slot]]--;
    table.remove(slot);
  }

  /** How many messages lie in queues that have to become empty. */
  int waiting() {
    int waiting = 0;
    for (QueueRules rules : byNumber) {
      waiting += destinations.drains(rules.arn()) ? lying[rules.number()] : 0;
    }
    return waiting;
  }

  /** An event that waits in such a queue; -1 if none does. */
  int firstWaiting() {
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot) && destinations.drains(rules(slot).arn())) {
        return table.event[slot];
      }
    }
    return -1;
  }

  /** The events of which a message lies in a dead-letter queue of the ways to a destination. */
  BitSet deadLettered(Destination destination) {
    return lying(slot -> inDeadLetterQueue(slot) && leadsTo(destination, slot));
  }

  /** The events of which a message lies where it can still come to a destination from. */
  BitSet lying(Destination destination) {
    return lying(slot -> leadsTo(destination, slot));
  }

  /** Whether a message can come to a destination from where it lies, if only by a redrive. */
  private boolean leadsTo(Destination destination, int slot) {
    return destination.ways().leadsOnIfRedriven(rules(slot).arn());
  }

  /** Notes that a message's retention was over, for every destination that it could come to. */
  void expired(int slot, String queueArn) {
    for (Destination one : destinations.all()) {
      if (leadsTo(one, slot)) {
        one.ledger().expired(table.event[slot], queueArn);
      }
    }
  }

  private BitSet lying(IntPredicate wanted) {
    BitSet events = new BitSet();
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot) && table.event[slot] >= 0 && wanted.test(slot)) {
        events.set(table.event[slot]);
      }
    }
    return events;
  }

  /** Whether a message lies in a dead-letter queue. */
  boolean inDeadLetterQueue(int slot) {
    return isDeadLetterQueue(rules(slot).arn());
  }

  boolean isDeadLetterQueue(String queueArn) {
    return destinations.blueprint().deadLetterQueues().contains(queueArn);
  }

  /** Compares with what really lies in the queues. */
  void compare(SqsService sqs) {
    BitSet found = new BitSet();
    for (QueueRules rules : byNumber) {
      for (MessageView message : sqs.peek(rules.arn(), Integer.MAX_VALUE)) {
        find(rules, message, found);
      }
    }
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot) && !found.get(slot)) {
        String arn = rules(slot).arn();
        ledger.violated("queues-hold-what-was-sent", table.event[slot], "it vanished from " + arn);
      }
    }
    judgeStays();
  }

  private void find(QueueRules rules, MessageView message, BitSet found) {
    // Asked for once, these would only take the places of others among the ids read lately.
    int slot = table.find(Fingerprint.of(message.messageId()));
    if (slot == MessageTable.NONE || table.queue[slot] != rules.number()) {
      ledger.violated(
          "queues-hold-what-was-sent",
          Workload.event(message.body()),
          rules.arn() + " holds a message that should not be there: " + message.messageId());
    } else {
      found.set(slot);
    }
  }

  /** Nothing lies longer than its retention, whether anybody would have received it or not. */
  void judgeStays() {
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot)) {
        judgeStay(slot);
      }
    }
  }

  /** A message does not lie longer than its retention. */
  void judgeStay(int slot) {
    QueueRules rules = rules(slot);
    if (loop.micros() > table.sentMicros[slot] + rules.retentionMicros() + MILLISECOND) {
      ledger.violated(
          "retention", table.event[slot], rules.arn() + " kept it longer than its retention");
    }
  }
}
