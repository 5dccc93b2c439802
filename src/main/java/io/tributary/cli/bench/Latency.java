package io.tributary.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publish to receipt, one event at a time, the consumer waiting by long polling. */
public final class Latency {

  private static final int WARM_UP = 500;

  /** How long the consumer's request takes to wait in the cloud, and more. */
  private static final int UNTIL_POLLING_MILLIS = 5;

  private static final int LONGEST_WAIT_SECONDS = 30;

  private Latency() {}

  /**
   * Measures.
   *
   * @param events how many, after the warm-up
   * @return the median in milliseconds
   * @throws TimeoutException if an event was not received in time
   */
  public static double medianMillis(Pipeline pipeline, int events)
      throws InterruptedException, ExecutionException, TimeoutException {
    long[] nanos = new long[events];
    ExecutorService consumer = Executors.newSingleThreadExecutor();
    try (SnsClient sns = pipeline.sns().get();
        SqsClient sqs = pipeline.sqs().get()) {
      for (int i = -WARM_UP; i < events; i++) {
        String id = "latency-" + i;
        Future<Long> receivedAt = consumer.submit(() -> awaitEvent(pipeline, sqs, id));
        if (i >= 0) {
          // What is measured begins with a consumer that waits in the cloud, and only the cloud
          // knows when it does: no client is told that its long poll has begun.
          Thread.sleep(UNTIL_POLLING_MILLIS);
        }
        long published = System.nanoTime();
        sns.publish(it -> it.topicArn(pipeline.topicArn()).message(Events.withId(id)));
        long took = received(receivedAt, id) - published;
        if (i >= 0) {
          nanos[i] = took;
        }
      }
    } finally {
      consumer.shutdownNow();
    }
    Arrays.sort(nanos);
    return nanos[events / 2] / 1e6;
  }

  private static long received(Future<Long> receivedAt, String id)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return receivedAt.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException lost) {
      throw new TimeoutException(
          "the event " + id + " was not received within " + LONGEST_WAIT_SECONDS + " s");
    }
  }

  private static long awaitEvent(Pipeline pipeline, SqsClient sqs, String id) {
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(it -> it.queueUrl(pipeline.queueUrl()).waitTimeSeconds(20)).messages();
      long now = System.nanoTime();
      for (Message message : messages) {
        sqs.deleteMessage(
            it -> it.queueUrl(pipeline.queueUrl()).receiptHandle(message.receiptHandle()));
        if (id.equals(Events.id(message.body()))) {
          return now;
        }
      }
    }
  }
}
