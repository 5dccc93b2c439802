package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Brings what lies in dead-letter queues back by hand: receives it, sends it to the queue that the
 * dead-letter queue belongs to, and only then deletes it.
 */
final class Operator {

  private static final int BATCH = 10;

  private final Queues queues;
  private final Caller user;
  private final Map<String, QueueRules> rules;

  Operator(Queues queues, Caller user, Map<String, QueueRules> rules) {
    this.queues = queues;
    this.user = user;
    this.rules = rules;
  }

  /** Redrives every dead-letter queue; the answer is how many messages came back. */
  int redriveAll() {
    int moved = 0;
    for (QueueRules queue : rules.values()) {
      if (queue.deadLetterArn() != null) {
        moved += redrive(queue.deadLetterArn(), queue.arn());
      }
    }
    return moved;
  }

  private int redrive(String from, String to) {
    int moved = 0;
    List<QueuedMessage> batch = queues.receive(user, from, BATCH, null);
    while (!batch.isEmpty()) {
      for (QueuedMessage message : batch) {
        moved += moved(message, from, to) ? 1 : 0;
      }
      batch = queues.receive(user, from, BATCH, null);
    }
    return moved;
  }

  /** What the queue refuses, as too large, stays where it is. */
  private boolean moved(QueuedMessage message, String from, String to) {
    try {
      queues.send(
          user,
          to,
          new OutgoingMessage(message.body(), message.attributes(), null, null, message.trace()));
    } catch (SqsException refused) {
      return false;
    }
    queues.delete(user, from, message.receiptHandle());
    return true;
  }
}
