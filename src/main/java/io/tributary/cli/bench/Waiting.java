package io.tributary.cli.bench;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of messages that nobody receives, of 200 bytes each; removed like a {@link Pipeline}. */
public final class Waiting implements AutoCloseable {

  private static final String BODY = "m".repeat(200);
  private static final int BATCH = 10;

  /** AWS counts what waits only approximately until a minute after the last was sent. */
  private static final long COUNTED_WITHIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Target target;
  private final Removals removals;
  private final SqsClient sqs;
  private final int messages;
  private String queueUrl;

  private Waiting(Target target, int messages) {
    this.target = target;
    this.messages = messages;
    this.removals = new Removals(target);
    this.sqs = target.pointed(SqsClient.builder()).build();
    removals.add(sqs::close);
  }

  /**
   * Makes the queue and sends.
   *
   * @param senders connections that send, ten messages a request
   * @throws UnmeasurableException if the endpoint refuses a request or cannot be reached, or after
   *     a minute still counts another number than were sent
   */
  public static Waiting fill(Target target, int messages, int senders) throws InterruptedException {
    Waiting waiting = new Waiting(target, messages);
    try {
      waiting.create();
      waiting.send(senders);
      waiting.awaitCount();
      return waiting;
    } catch (InterruptedException | RuntimeException failed) {
      waiting.removals.closeAfter(failed);
      throw failed;
    }
  }

  private void create() {
    String name = OwnName.at(target) + "-waiting";
    queueUrl =
        removals.make(
            () -> sqs.createQueue(it -> it.queueName(name)).queueUrl(),
            url -> sqs.deleteQueue(it -> it.queueUrl(url)));
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
      throw target.thrown(failed.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** The first failure ends the others, too: a queue that is not full is not measured. */
  private Void send(Requests requests, AtomicInteger left) throws IOException {
    byte[] whole = requests.send(BATCH, BODY);
    try (Connection connection = new Connection(target.endpoint())) {
      for (int mine = left.getAndAdd(-BATCH); mine > 0; mine = left.getAndAdd(-BATCH)) {
        connection.sendBatch(mine >= BATCH ? whole : requests.send(mine, BODY));
      }
    } catch (IOException | RuntimeException failed) {
      left.set(0);
      throw failed;
    }
    return null;
  }

  private void awaitCount() throws InterruptedException {
    long begin = System.nanoTime();
    for (String held = held(); !Integer.toString(messages).equals(held); held = held()) {
      if (System.nanoTime() - begin > COUNTED_WITHIN_NANOS) {
        throw new UnmeasurableException(
            String.format(
                Locale.ROOT,
                "of %,d messages sent, %s wait at %s",
                messages,
                held,
                target.endpoint()));
      }
      // Nobody tells when the count is right: an endpoint can only be asked again.
      Thread.sleep(100);
    }
  }

  private String held() {
    return sqs.getQueueAttributes(
            it ->
                it.queueUrl(queueUrl)
                    .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .attributes()
        .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  @Override
  public void close() {
    removals.close();
  }
}
