package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.TextsReadLately;
import io.tributary.cloud.sqs.MessageView;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What must lie in each queue, by what was seen to go in and out, and by what AWS defines: who may
 * send, when a message may be received again, how often, and when it moves to the dead-letter queue
 * or expires.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 * and sqs-dead-letter-queues.html there
 */
final class SqsModel {

  /** SQS keeps the time of a send in milliseconds. */
  private static final long MILLISECOND = 1_000;

  private final Map<String, QueueRules> queues;
  private final List<QueueRules> byNumber;
  private final Set<String> deadLetterQueues;
  private final PatternModel patterns;
  private final TextsReadLately ids;
  private final EventLoop loop;
  private final Ledger ledger;
  private final MessageTable table = new MessageTable();
  private final Map<String, Integer> handles = new HashMap<>();
  private final int[] lying;

  /** The rules of the queue that the newest call was about, by the very text of its ARN. */
  private String newestArn;

  private QueueRules newestRules;

  /**
   * A model of empty queues.
   *
   * @param ids the fingerprints of ids
   */
  SqsModel(
      Blueprint blueprint,
      PatternModel patterns,
      TextsReadLately ids,
      EventLoop loop,
      Ledger ledger) {
    this.patterns = patterns;
    this.ids = ids;
    this.queues = new HashMap<>(blueprint.queues());
    this.byNumber = new ArrayList<>(blueprint.queues().values());
    this.deadLetterQueues = blueprint.deadLetterQueues();
    this.loop = loop;
    this.ledger = ledger;
    this.lying = new int[byNumber.size()];
  }

  /** SQS as before, every call of which is seen here. */
  Queues observed(Queues sqs) {
    return new ObservedQueues(sqs, this);
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
    queues.put(queueArn, changed);
    byNumber.set(old.number(), changed);
    newestArn = null;
    newestRules = null;
  }

  /** How many messages lie in queues that are no dead-letter queues. */
  int waiting() {
    int waiting = 0;
    for (QueueRules rules : byNumber) {
      waiting += deadLetterQueues.contains(rules.arn()) ? 0 : lying[rules.number()];
    }
    return waiting;
  }

  /** An event that waits in a queue that is no dead-letter queue; -1 if none does. */
  int firstWaiting() {
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot) && !inDeadLetterQueue(slot)) {
        return table.event[slot];
      }
    }
    return -1;
  }

  /** The events of which a message lies in a dead-letter queue. */
  BitSet deadLettered() {
    return lying(this::inDeadLetterQueue);
  }

  /** The events of which a message lies in any queue. */
  BitSet lying() {
    return lying(slot -> true);
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

  private boolean inDeadLetterQueue(int slot) {
    return deadLetterQueues.contains(byNumber.get(table.queue[slot]).arn());
  }

  /** SQS says that it has moved a message to a dead-letter queue. */
  void moved(Hop hop) {
    int slot = find(hop.trace(), hop.id());
    if (slot == MessageTable.NONE) {
      ledger.violated("redrive", -1, "a message was dead-lettered that lay in no queue: " + hop);
    } else {
      move(slot, rules(hop.peer()));
    }
  }

  /**
   * SQS says that a task has moved a message out of a dead-letter queue.
   *
   * @param hop of the message that is gone
   * @param send the newest send, which has to be that of the message in its place
   */
  void redriven(Hop hop, Hop send) {
    int slot = find(hop.trace(), hop.id());
    if (slot == MessageTable.NONE || table.queue[slot] != rules(hop.resource()).number()) {
      ledger.violated("redrive", -1, "a task moved a message that did not lie there: " + hop);
      return;
    }
    int event = table.event[slot];
    if (!inDeadLetterQueue(slot) || table.visibleMicros[slot] > loop.micros()) {
      ledger.violated(
          "redrive", event, "a task moved it while hidden, or out of no dead-letter queue: " + hop);
    }
    if (send == null
        || send.trace() != hop.trace()
        || !send.resource().equals(hop.peer())
        || !table.body[slot].equals(send.payload())) {
      ledger.violated("redrive", event, "a task removed it before it was elsewhere: " + hop);
      return;
    }
    forget(slot);
    add(rules(hop.peer()), event, send.payload(), send.trace(), send.id());
  }

  /** SQS says that a message's retention is over. */
  void expired(Hop hop) {
    int slot = find(hop.trace(), hop.id());
    if (slot == MessageTable.NONE) {
      ledger.violated("retention", -1, "a message expired that lay in no queue: " + hop);
      return;
    }
    long end = table.sentMicros[slot] + rules(hop.resource()).retentionMicros();
    if (loop.micros() + MILLISECOND < end) {
      ledger.violated(
          "retention", table.event[slot], "it expired before its retention was over: " + hop);
    }
    ledger.expired(table.event[slot]);
    forget(slot);
  }

  /** Compares with what really lies in the queues. */
  void compare(SqsService sqs) {
    BitSet found = new BitSet();
    for (QueueRules rules : byNumber) {
      for (MessageView message : sqs.peek(rules.arn(), Integer.MAX_VALUE)) {
        // Asked for once, these would only take the places of others.
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
    }
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot) && !found.get(slot)) {
        String arn = byNumber.get(table.queue[slot]).arn();
        ledger.violated("queues-hold-what-was-sent", table.event[slot], "it vanished from " + arn);
      }
    }
    judgeStays();
  }

  /** Nothing lies longer than its retention, whether anybody would have received it or not. */
  void judgeStays() {
    for (int slot = 0; slot < table.slots(); slot++) {
      if (table.used(slot)) {
        judgeStay(slot, byNumber.get(table.queue[slot]));
      }
    }
  }

  private void judgeStay(int slot, QueueRules rules) {
    if (loop.micros() > table.sentMicros[slot] + rules.retentionMicros() + MILLISECOND) {
      ledger.violated(
          "retention", table.event[slot], rules.arn() + " kept it longer than its retention");
    }
  }

  private QueueRules rules(String queueArn) {
    if (newestArn != queueArn) {
      newestRules = queues.get(queueArn);
      newestArn = queueArn;
    }
    if (newestRules == null) {
      throw new IllegalStateException("a queue that the program did not ask for: " + queueArn);
    }
    return newestRules;
  }

  /** A caller has put a message into a queue. */
  void sent(Caller caller, String queueArn, OutgoingMessage message, String id) {
    QueueRules rules = rules(queueArn);
    int event = Workload.event(message.body());
    if (!rules.admission().admits(caller.principal())) {
      ledger.violated(
          "only-the-admitted",
          event,
          rules.arn() + " took a message from " + caller.principal() + ", whom its policy bars");
    }
    patterns.sent(caller.principal(), message.body(), event);
    add(rules, event, message.body(), message.trace(), id);
  }

  private int find(long trace, String id) {
    return table.find(key(trace, id));
  }

  private long key(long trace, String id) {
    return ids.of(trace, Objects.requireNonNull(id, "SQS gave a message no id"));
  }

  private void add(QueueRules rules, int event, String body, long trace, String id) {
    long key = key(trace, id);
    if (table.find(key) != MessageTable.NONE) {
      ledger.violated("ids-are-unique", event, "two messages have the id " + id);
      return;
    }
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

  /** A queue has handed a message out. */
  void received(String queueArn, Integer visibilitySeconds, QueuedMessage message) {
    QueueRules rules = rules(queueArn);
    int slot = find(message.trace(), message.messageId());
    if (slot == MessageTable.NONE) {
      ledger.violated(
          "queues-hold-what-was-sent",
          Workload.event(message.body()),
          rules.arn() + " handed out a message that was deleted or never sent");
      return;
    }
    if (table.queue[slot] != rules.number()) {
      move(slot, rules);
    }
    check(slot, rules, message);
    table.received[slot]++;
    table.receivedInAll[slot] = message.receiveCount();
    long hidden =
        visibilitySeconds == null ? rules.visibilityMicros() : visibilitySeconds * 1_000_000L;
    table.visibleMicros[slot] = loop.micros() + hidden;
    forgetHandle(slot);
    table.handle[slot] = message.receiptHandle();
    handles.put(message.receiptHandle(), slot);
  }

  private void check(int slot, QueueRules rules, QueuedMessage message) {
    long now = loop.micros();
    int event = table.event[slot];
    if (now < table.visibleMicros[slot]) {
      ledger.violated(
          "visibility",
          event,
          "%s handed it out %d us before it was visible again"
              .formatted(rules.arn(), table.visibleMicros[slot] - now));
    }
    if (message.receiveCount() != table.receivedInAll[slot] + 1) {
      ledger.violated(
          "receive-count",
          event,
          "%s counts %d receives, but there were %d"
              .formatted(rules.arn(), message.receiveCount(), table.receivedInAll[slot] + 1));
    }
    if (table.received[slot] >= rules.mostReceives()) {
      ledger.violated(
          "redrive",
          event,
          rules.arn() + " handed it out again after " + rules.mostReceives() + " receives");
    }
    judgeStay(slot, rules);
    if (!message.body().equals(table.body[slot])) {
      ledger.violated("payload-unchanged", event, rules.arn() + " changed its body");
    }
  }

  /** Notes that a message is in another queue, which has to be its dead-letter queue, in time. */
  private void move(int slot, QueueRules to) {
    QueueRules from = byNumber.get(table.queue[slot]);
    boolean inTime =
        table.received[slot] == from.mostReceives() && table.visibleMicros[slot] <= loop.micros();
    if (!to.arn().equals(from.deadLetterArn()) || !inTime) {
      ledger.violated(
          "redrive",
          table.event[slot],
          "it went from %s to %s after %d receives, of which %d are allowed%s"
              .formatted(
                  from.arn(),
                  to.arn(),
                  table.received[slot],
                  from.mostReceives(),
                  table.visibleMicros[slot] <= loop.micros() ? "" : ", while it was hidden"));
    }
    // A handle names a receive from a queue; the message is no longer there.
    forgetHandle(slot);
    lying[from.number()]--;
    lying[to.number()]++;
    table.queue[slot] = to.number();
    table.received[slot] = 0;
  }

  /** A receiver has deleted what it received by this handle; an older handle has no effect. */
  void deleted(String handle) {
    Integer slot = handles.remove(handle);
    if (slot != null) {
      table.handle[slot] = null;
      forget(slot);
    }
  }

  private void forget(int slot) {
    forgetHandle(slot);
    lying[table.queue[slot]]--;
    table.remove(slot);
  }

  private void forgetHandle(int slot) {
    if (table.handle[slot] != null) {
      handles.remove(table.handle[slot]);
      table.handle[slot] = null;
    }
  }
}
