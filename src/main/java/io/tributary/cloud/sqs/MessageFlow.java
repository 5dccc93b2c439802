package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Messages on their way: into a queue, out to a receiver, into the dead-letter queue, away. Every
 * step is authorised and written down here, whoever asked for it.
 */
final class MessageFlow {

  private static final long VISIBILITY_LIMIT_MICROS =
      QueueAttributes.VISIBILITY_LIMIT_SECONDS * 1_000_000L;

  private final EventLoop loop;
  private final QueueRegistry queues;
  private final Access access;
  private final Journal journal;

  MessageFlow(EventLoop loop, QueueRegistry queues, Access access, Journal journal) {
    this.loop = loop;
    this.queues = queues;
    this.access = access;
    this.journal = journal;
  }

  long newTrace() {
    return journal.newTrace();
  }

  void mayReceive(Caller caller, Queue queue) {
    String consumer = caller.principal().arn();
    access.require(
        caller,
        "sqs:ReceiveMessage",
        queue,
        denial -> journal.hop(0, Step.SQS_RECEIVE, queue.arn()).peer(consumer).denied(denial));
  }

  void mayDelete(Caller caller, Queue queue, List<String> handles) {
    access.require(
        caller,
        "sqs:DeleteMessage",
        queue,
        denial -> {
          for (String handle : handles) {
            Message message = queue.backlog().ofReceipt(handle);
            journal
                .hop(message == null ? 0 : message.trace, Step.SQS_DELETE, queue.arn())
                .peer(caller.principal().arn())
                .id(message == null ? null : message.id())
                .denied(denial);
          }
        });
  }

  void maySend(Caller caller, Queue queue, List<OutgoingMessage> messages) {
    access.require(
        caller,
        "sqs:SendMessage",
        queue,
        denial -> {
          for (OutgoingMessage message : messages) {
            journal
                .hop(message.trace(), Step.SQS_SEND, queue.arn())
                .peer(caller.principal().arn())
                .payload(message.body())
                .denied(denial);
          }
        });
  }

  /**
   * Puts a message, checked already, into a queue, and returns its id.
   *
   * @param bytes its size as AWS counts it
   */
  String send(
      Principal sender, Queue queue, OutgoingMessage outgoing, int bytes, int delaySeconds) {
    UUID uuid = loop.random().nextUuid();
    Message message = new Message(uuid, outgoing, access.senderId(sender), loop.millis());
    String id = message.id();
    queue.add(message, delaySeconds);
    journal
        .hop(message.trace, Step.SQS_SEND, queue.arn())
        .peer(sender.arn())
        .id(id)
        .payload(message.body)
        .passed();
    journal.measure(Measure.SQS_SENT_BYTES, queue.arn(), bytes);
    return id;
  }

  /**
   * Hands out visible messages, and moves those that were received too often to the dead-letter
   * queue instead: only a receive moves them, as on AWS.
   */
  List<Message> receive(Principal consumer, Queue queue, int max, int visibilitySeconds) {
    List<Message> received = new ArrayList<>(max);
    Backlog backlog = queue.backlog();
    long hiddenMicros = Math.max(1, visibilitySeconds) * 1_000_000L;
    while (received.size() < max && backlog.receivable()) {
      Message message = backlog.firstVisible();
      if (!deadLettered(queue, message)) {
        backlog.receive(message, hiddenMicros);
        journal
            .hop(message.trace, Step.SQS_RECEIVE, queue.arn())
            .peer(consumer.arn())
            .id(message.id())
            .passed();
        received.add(message);
      }
    }
    if (visibilitySeconds == 0) {
      received.forEach(message -> queue.hide(message, 0));
    }
    return received;
  }

  /** Notes that who asked for messages was given none. */
  void foundEmpty(Queue queue) {
    journal.measure(Measure.SQS_EMPTY_RECEIVE, queue.arn(), 1);
  }

  void delete(Principal consumer, Queue queue, String handle) {
    Message message = ofHandle(queue, handle);
    if (message == null) {
      return;
    }
    queue.remove(message);
    journal
        .hop(message.trace, Step.SQS_DELETE, queue.arn())
        .peer(consumer.arn())
        .id(message.id())
        .passed();
  }

  void changeVisibility(Queue queue, String handle, int seconds) {
    Message message = ofHandle(queue, handle);
    if (message == null) {
      throw SqsError.invalidValue(
          handle,
          "ReceiptHandle",
          "Message does not exist or is not available for visibility timeout change.");
    }
    long until = loop.micros() + seconds * 1_000_000L;
    if (until > message.receivedMicros + VISIBILITY_LIMIT_MICROS) {
      throw SqsError.invalidValue(
          seconds,
          "VisibilityTimeout",
          "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
    }
    queue.hide(message, seconds);
  }

  /** Takes all messages away, since the queue is purged or deleted. */
  void purge(Queue queue, String why) {
    for (Message message : queue.backlog().byAge()) {
      queue.remove(message);
      lost(queue, message, Step.SQS_PURGE, why);
    }
  }

  /** Writes down that a message's retention is over. */
  void expired(Queue queue, Message message) {
    int seconds = queue.attributes().retentionSeconds();
    lost(queue, message, Step.SQS_EXPIRE, "its retention of " + seconds + " s is over");
  }

  private boolean deadLettered(Queue queue, Message message) {
    RedrivePolicy policy = queue.attributes().redrivePolicy();
    int received = message.receiveCount - message.receivedElsewhere;
    if (policy == null || received < policy.maxReceiveCount()) {
      return false;
    }
    Queue deadLetterQueue = queues.find(policy.deadLetterTargetArn());
    if (deadLetterQueue == null) {
      return false;
    }
    queue.remove(message);
    message.deadLetterSource = queue.arn();
    journal
        .hop(message.trace, Step.SQS_DEAD_LETTER, queue.arn())
        .peer(deadLetterQueue.arn())
        .id(message.id())
        .stopped(
            Outcome.DEAD_LETTERED,
            "received "
                + received
                + " times without being deleted; maxReceiveCount is "
                + policy.maxReceiveCount());
    message.receivedElsewhere = message.receiveCount;
    deadLetterQueue.add(message, 0);
    return true;
  }

  /** The message of a handle; null when the handle is an old one. */
  private static Message ofHandle(Queue queue, String handle) {
    Message message = queue.backlog().ofReceipt(handle);
    if (message == null) {
      ReceiptHandle.check(handle, queue.tag());
    }
    return message;
  }

  private void lost(Queue queue, Message message, Step step, String why) {
    journal
        .hop(message.trace, step, queue.arn())
        .id(message.id())
        .payload(message.body)
        .stopped(Outcome.LOST, why);
  }
}
