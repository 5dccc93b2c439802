package io.tributary.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * As many events as the machine carries: publishers and consumers side by side, until every event
 * was received.
 *
 * @param events how many in all; a multiple of the publishers times the batch
 * @param publishers threads that publish
 * @param consumers threads that receive and delete, in tens
 * @param batch events of one publish request, 1 to 10
 */
public record Throughput(int events, int publishers, int consumers, int batch) {

  /** How long without a new event until the missing ones count as lost. */
  private static final int EMPTY_POLLS = 3;

  /** What one run showed. */
  public record Result(double eventsPerSecond, int received, int duplicates) {}

  /** Publishes and receives them all. */
  public Result run(Pipeline pipeline, String runId)
      throws InterruptedException, ExecutionException {
    Set<String> received = ConcurrentHashMap.newKeySet();
    AtomicInteger duplicates = new AtomicInteger();
    AtomicLong lastReceived = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(publishers + consumers);
    List<Future<?>> running = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 0; i < consumers; i++) {
      running.add(
          threads.submit(() -> consume(pipeline, received, duplicates, lastReceived, begin)));
    }
    for (int i = 0; i < publishers; i++) {
      String prefix = runId + "-" + i + "-";
      running.add(threads.submit(() -> publish(pipeline, prefix)));
    }
    threads.shutdown();
    for (Future<?> future : running) {
      future.get();
    }
    // The other consumers notice the end only when their long polls do.
    double seconds = lastReceived.get() / 1e9;
    return new Result(received.size() / seconds, received.size(), duplicates.get());
  }

  private void publish(Pipeline pipeline, String prefix) {
    try (SnsClient sns = pipeline.sns().get()) {
      for (int sent = 0; sent < events / publishers; sent += batch) {
        int first = sent;
        if (batch == 1) {
          sns.publish(
              it -> it.topicArn(pipeline.topicArn()).message(Events.withId(prefix + first)));
        } else {
          sns.publishBatch(
              it ->
                  it.topicArn(pipeline.topicArn())
                      .publishBatchRequestEntries(entries(prefix, first)));
        }
      }
    }
  }

  private List<PublishBatchRequestEntry> entries(String prefix, int first) {
    return IntStream.range(first, first + batch)
        .mapToObj(
            i ->
                PublishBatchRequestEntry.builder()
                    .id("e" + i)
                    .message(Events.withId(prefix + i))
                    .build())
        .toList();
  }

  private void consume(
      Pipeline pipeline,
      Set<String> received,
      AtomicInteger duplicates,
      AtomicLong lastReceived,
      long begin) {
    try (SqsClient sqs = pipeline.sqs().get()) {
      int empty = 0;
      while (received.size() < events && empty < EMPTY_POLLS) {
        List<Message> messages =
            sqs.receiveMessage(
                    it ->
                        it.queueUrl(pipeline.queueUrl()).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        empty = messages.isEmpty() ? empty + 1 : 0;
        messages.forEach(message -> count(message, received, duplicates));
        if (!messages.isEmpty()) {
          lastReceived.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
        delete(pipeline, sqs, messages);
      }
    }
  }

  private static void count(Message message, Set<String> received, AtomicInteger duplicates) {
    if (!received.add(Events.id(message.body()))) {
      duplicates.incrementAndGet();
    }
  }

  private static void delete(Pipeline pipeline, SqsClient sqs, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    List<DeleteMessageBatchRequestEntry> entries =
        messages.stream()
            .map(
                it ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(it.messageId())
                        .receiptHandle(it.receiptHandle())
                        .build())
            .toList();
    sqs.deleteMessageBatch(it -> it.queueUrl(pipeline.queueUrl()).entries(entries));
  }
}
