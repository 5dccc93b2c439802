package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Takes messages from a destination queue: receives a batch, works on it for as long as its speed
 * says, deletes what it did not fail on. What a refused call leaves behind comes back by itself.
 */
final class Consumer {

  private static final int BATCH = 10;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final EventLoop loop;
  private final Interpositions interpositions;
  private final Queues queues;
  private final Caller caller;
  private final String queueArn;
  private final ConsumerSettings settings;
  private final Ledger ledger;
  private final Chance chance;
  private boolean failing = true;

  Consumer(
      EventLoop loop,
      Queues sqs,
      Interpositions interpositions,
      Caller caller,
      String queueArn,
      Scenario scenario,
      Ledger ledger) {
    this.loop = loop;
    this.interpositions = interpositions;
    this.queues = interpositions.consumer(sqs);
    this.caller = caller;
    this.queueArn = queueArn;
    this.settings = scenario.consumer();
    this.ledger = ledger;
    // Consumers of several queues do not fail on the very same events.
    this.chance = Chance.of(scenario.seed(), "consumer of " + queueArn);
  }

  void start() {
    queues.whenAvailable(queueArn, this::receive);
  }

  /** From now on it fails on nothing, as after a new version of it. */
  void mend() {
    failing = false;
  }

  private void receive() {
    List<QueuedMessage> batch;
    try {
      batch = queues.receive(caller, queueArn, BATCH, null);
    } catch (SqsException refused) {
      loop.schedule(PAUSE, this::receive);
      return;
    }
    if (batch.isEmpty()) {
      start();
      return;
    }
    long micros = 0;
    for (QueuedMessage message : batch) {
      micros += interpositions.workMicros(message, (long) (1e6 / settings.perSecond()));
    }
    loop.schedule(Duration.ofNanos(micros * 1_000), () -> finish(batch));
  }

  private void finish(List<QueuedMessage> batch) {
    for (QueuedMessage message : batch) {
      boolean handled = !fails(Workload.event(message.body()), message.receiveCount());
      ledger.received(message.body(), handled);
      if (handled) {
        delete(message);
      }
    }
    receive();
  }

  private boolean fails(int event, int receiveCount) {
    return failing
        && settings.failureRate() > 0
        && chance.at(event).fraction(receiveCount) < settings.failureRate();
  }

  private void delete(QueuedMessage message) {
    try {
      queues.delete(caller, queueArn, message.receiptHandle());
    } catch (SqsException refused) {
      // Nothing to do: the message comes back by itself once its visibility timeout is over.
    }
  }
}
