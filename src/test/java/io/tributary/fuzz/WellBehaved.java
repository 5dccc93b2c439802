package io.tributary.fuzz;

import io.tributary.cli.AwsClients;
import io.tributary.local.LocalServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A client that does nothing wrong: it sends, receives and deletes, and notes how long it waits.
 */
final class WellBehaved implements Runnable {

  private static final Duration BETWEEN_CALLS = Duration.ofMillis(2);

  private final LocalServer server;
  private volatile boolean ended;
  private int calls;
  private int over100Millis;
  private long slowestNanos;

  WellBehaved(LocalServer server) {
    this.server = server;
  }

  /** Calls until it is told to end; fails if a call does, or if a message is not received. */
  @Override
  public void run() {
    try (SqsClient sqs = AwsClients.sqs(server)) {
      String url = sqs.createQueue(it -> it.queueName("jane-well-behaved")).queueUrl();
      sendAndReceive(sqs, url);
      calls = 0;
      slowestNanos = 0;
      over100Millis = 0;
      while (!ended) {
        sendAndReceive(sqs, url);
      }
    }
  }

  void end() {
    ended = true;
  }

  int calls() {
    return calls;
  }

  int over100Millis() {
    return over100Millis;
  }

  double slowestMillis() {
    return slowestNanos / 1e6;
  }

  private void sendAndReceive(SqsClient sqs, String url) {
    timed(() -> sqs.sendMessage(it -> it.queueUrl(url).messageBody("well-behaved")));
    var received = timed(() -> sqs.receiveMessage(it -> it.queueUrl(url))).messages();
    if (received.size() != 1) {
      throw new IllegalStateException("sent one message and received " + received);
    }
    Message message = received.get(0);
    timed(() -> sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(message.receiptHandle())));
  }

  private <T> T timed(Supplier<T> call) {
    long begin = System.nanoTime();
    T answer = call.get();
    long took = System.nanoTime() - begin;
    calls++;
    slowestNanos = Math.max(slowestNanos, took);
    over100Millis += took > 100_000_000 ? 1 : 0;
    // One call after the other without a pause would be a load, not a client beside one.
    LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    return answer;
  }
}
