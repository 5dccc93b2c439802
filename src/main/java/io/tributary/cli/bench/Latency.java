package io.tributary.cli.bench;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Publish to receipt, one event at a time, the consumer waiting by long polling. */
public final class Latency {

  private static final int WARM_UP = 500;

  private Latency() {}

  /**
   * Measures.
   *
   * @param events how many, after the warm-up
   * @return the median in milliseconds
   */
  public static double medianMillis(Pipeline pipeline, int events) throws InterruptedException {
    long[] nanos = new long[events];
    try (SnsClient sns = pipeline.sns().get();
        SqsClient sqs = pipeline.sqs().get()) {
      for (int i = -WARM_UP; i < events; i++) {
        long took = one(pipeline, sns, sqs, "latency-" + i);
        if (i >= 0) {
          nanos[i] = took;
        }
      }
    }
    Arrays.sort(nanos);
    return nanos[events / 2] / 1e6;
  }

  private static long one(Pipeline pipeline, SnsClient sns, SqsClient sqs, String id)
      throws InterruptedException {
    long[] receivedAt = new long[1];
    Thread consumer = new Thread(() -> receivedAt[0] = awaitEvent(pipeline, sqs, id));
    consumer.start();
    long published = System.nanoTime();
    sns.publish(it -> it.topicArn(pipeline.topicArn()).message(Events.withId(id)));
    consumer.join();
    return receivedAt[0] - published;
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
