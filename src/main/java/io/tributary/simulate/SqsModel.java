package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.text.TextsReadLately;
import io.tributary.cloud.time.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Follows what goes into each queue and out of it, call by call, and judges it by what AWS defines:
 * who may send, when a message may be received again, how often, and when it moves to the
 * dead-letter queue or expires.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 * and sqs-dead-letter-queues.html there
 */
final class SqsModel {

  private final ModelledQueues queues;
  private final MessageTable table;
  private final PatternModel patterns;
  private final TextsReadLately ids;
  private final EventLoop loop;
  private final Ledger ledger;

  /** Where the message of each newest handle lies. */
  private final Map<String, Integer> handles = new HashMap<>();

  /**
   * A model of what happens to queues.
   *
   * @param ids the fingerprints of ids
   */
  SqsModel(
      ModelledQueues queues,
      PatternModel patterns,
      TextsReadLately ids,
      EventLoop loop,
      Ledger ledger) {
    this.queues = queues;
    this.table = queues.table;
    this.patterns = patterns;
    this.ids = ids;
    this.loop = loop;
    this.ledger = ledger;
  }

  /** SQS as before, every call of which is seen here. */
  Queues observed(Queues sqs) {
    return new ObservedQueues(sqs, this);
  }

  /** SQS says that it has moved a message to a dead-letter queue. */
  void moved(Hop hop) {
    int slot = find(hop.trace(), hop.id());
    if (slot == MessageTable.NONE) {
      ledger.violated(
          "redrive", -1, "a message was dead-lettered that lay in no queue: " + Excerpt.of(hop));
    } else {
      move(slot, queues.rules(hop.peer()));
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
    if (slot == MessageTable.NONE || table.queue[slot] != queues.rules(hop.resource()).number()) {
      ledger.violated(
          "redrive", -1, "a task moved a message that did not lie there: " + Excerpt.of(hop));
      return;
    }
    int event = table.event[slot];
    if (!queues.inDeadLetterQueue(slot) || table.visibleMicros[slot] > loop.micros()) {
      ledger.violated(
          "redrive",
          event,
          "a task moved it while hidden, or out of no dead-letter queue: " + Excerpt.of(hop));
    }
    if (send == null
        || send.trace() != hop.trace()
        || !send.resource().equals(hop.peer())
        || !table.body[slot].equals(send.payload())) {
      ledger.violated(
          "redrive", event, "a task removed it before it was elsewhere: " + Excerpt.of(hop));
      return;
    }
    forget(slot);
    add(queues.rules(hop.peer()), event, send.payload(), send.trace(), send.id());
  }

  /**
   * SQS says that a message's retention is over.
   *
   * @param foreign whether the message is no event, and none is missed
   */
  void expired(Hop hop, boolean foreign) {
    int slot = find(hop.trace(), hop.id());
    if (slot == MessageTable.NONE) {
      ledger.violated(
          "retention", -1, "a message expired that lay in no queue: " + Excerpt.of(hop));
      return;
    }
    long end = table.sentMicros[slot] + queues.rules(hop.resource()).retentionMicros();
    if (loop.micros() + ModelledQueues.MILLISECOND < end) {
      ledger.violated(
          "retention",
          table.event[slot],
          "it expired before its retention was over: " + Excerpt.of(hop));
    }
    if (!foreign) {
      queues.expired(slot, hop.resource());
    }
    forget(slot);
  }

  /** A caller has put a message into a queue. */
  void sent(Caller caller, String queueArn, OutgoingMessage message, String id) {
    QueueRules rules = queues.rules(queueArn);
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
    queues.add(key, rules, event, body);
  }

  /** A queue has handed a message out. */
  void received(String queueArn, Integer visibilitySeconds, QueuedMessage message) {
    QueueRules rules = queues.rules(queueArn);
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
          "%s handed it out %s us before it was visible again"
              .formatted(rules.arn(), table.visibleMicros[slot] - now));
    }
    if (message.receiveCount() != table.receivedInAll[slot] + 1) {
      ledger.violated(
          "receive-count",
          event,
          "%s counts %s receives, but there were %s"
              .formatted(rules.arn(), message.receiveCount(), table.receivedInAll[slot] + 1));
    }
    if (table.received[slot] >= rules.mostReceives()) {
      ledger.violated(
          "redrive",
          event,
          rules.arn() + " handed it out again after " + rules.mostReceives() + " receives");
    }
    queues.judgeStay(slot);
    if (!message.body().equals(table.body[slot])) {
      ledger.violated("payload-unchanged", event, rules.arn() + " changed its body");
    }
  }

  /** Notes that a message is in another queue, which has to be its dead-letter queue, in time. */
  private void move(int slot, QueueRules to) {
    QueueRules from = queues.rules(slot);
    boolean inTime =
        table.received[slot] == from.mostReceives() && table.visibleMicros[slot] <= loop.micros();
    if (!to.arn().equals(from.deadLetterArn()) || !inTime) {
      ledger.violated(
          "redrive",
          table.event[slot],
          "it went from %s to %s after %s receives, of which %s are allowed%s"
              .formatted(
                  from.arn(),
                  to.arn(),
                  table.received[slot],
                  from.mostReceives(),
                  table.visibleMicros[slot] <= loop.micros() ? "" : ", while it was hidden"));
    }
    // A handle names a receive from a queue; the message is no longer there.
    forgetHandle(slot);
    queues.move(slot, to);
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
    queues.remove(slot);
  }

  private void forgetHandle(int slot) {
    if (table.handle[slot] != null) {
      handles.remove(table.handle[slot]);
      table.handle[slot] = null;
    }
  }
}
