package io.tributary.cli.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of messages that nobody receives, of 200 bytes each; removed like a {@link Pipeline}. */
public final class Waiting implements AutoCloseable {

  private static final String BODY = "m".repeat(200);
  private static final int BATCH = 10;

  private final Target target;
  private final Removals removals;
  private final SqsClient sqs;
  private final String queueUrl;
  private final int messages;

  private Waiting(Target target, int messages) {
    this.target = target;
    this.messages = messages;
    this.removals = new Removals(target);
    this.sqs = target.pointed(SqsClient.builder()).build();
    String name = target.accessKeyId() + "-bench-waiting-" + UUID.randomUUID();
    removals.add(sqs::close);
    this.queueUrl =
        removals.make(
            () -> sqs.createQueue(it -> it.queueName(name)).queueUrl(),
            url -> sqs.deleteQueue(it -> it.queueUrl(url)));
  }

  /**
   * Makes the queue and sends.
   *
   * @param senders connections that send, ten messages a request
   * @throws UnmeasurableException if the endpoint refuses a request, or holds other than were sent
   */
  public static Waiting fill(Target target, int messages, int senders) throws InterruptedException {
    Waiting waiting = new Waiting(target, messages);
    try {
      waiting.send(senders);
      waiting.check();
      return waiting;
    } catch (InterruptedException | RuntimeException failed) {
      waiting.close();
      throw failed;
    }
  }

  private void send(int senders) throws InterruptedException {
    Requests requests = new Requests(target, null, queueUrl);
    AtomicInteger left = new AtomicInteger(messages);
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    try {
      Callable<Void> sender = () -> send(requests, left);
      for (Future<Void> ended : threads.invokeAll(Collections.nCopies(senders, sender))) {
        ended.get();
      }
    } catch (ExecutionException failed) {
      throw new UnmeasurableException(failed.getCause().getMessage());
    } finally {
      threads.shutdownNow();
    }
  }

  private Void send(Requests requests, AtomicInteger left) throws IOException {
    byte[] whole = requests.send(BATCH, BODY);
    try (Connection connection = new Connection(target.endpoint())) {
      for (int mine = left.getAndAdd(-BATCH); mine > 0; mine = left.getAndAdd(-BATCH)) {
        connection.send(mine >= BATCH ? whole : requests.send(mine, BODY));
      }
    }
    return null;
  }

  private void check() {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                it ->
                    it.queueUrl(queueUrl)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes();
    String held = attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    if (!Integer.toString(messages).equals(held)) {
      throw new UnmeasurableException(
          String.format(
              Locale.ROOT,
              "of %,d messages sent, %s wait at %s",
              messages,
              held,
              target.endpoint()));
    }
  }

  /** How many there are. */
  public int messages() {
    return messages;
  }

  @Override
  public void close() {
    removals.close();
  }
}
