package io.tributary.bench;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.cli.bench.Events;
import io.tributary.local.LocalServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A steady load through the gateway in real time, for minutes: whether an event is lost, and
 * whether the heap stays flat.
 *
 * <pre>
 * mvn -Pbench test-compile exec:java -DmainClass=io.tributary.bench.SoakBenchmark
 * mvn -Pbench test-compile exec:java -DmainClass=io.tributary.bench.SoakBenchmark -DmainArgs="500 2"
 * </pre>
 *
 * The second has 500 events a second for two minutes; the first 1,000 for ten.
 */
public final class SoakBenchmark {

  private static final int BATCH = 10;
  private static final int CONSUMERS = 4;

  /** How long after the last event was published a missing one counts as lost. */
  private static final Duration LATEST = Duration.ofSeconds(60);

  /** How much more heap the last minute may need than the second, in parts of the second's. */
  private static final double GROWTH = 0.10;

  private final LocalServer server;
  private final int total;
  private final int perSecond;
  private final BitSet received;
  private final AtomicInteger published = new AtomicInteger();
  private final List<Long> heaps = new ArrayList<>();
  private int duplicates;
  private volatile boolean ended;

  private SoakBenchmark(LocalServer server, int perSecond, int minutes) {
    this.server = server;
    this.perSecond = perSecond;
    this.total = perSecond * 60 * minutes;
    this.received = new BitSet(total);
  }

  /**
   * Loads, prints a line each minute, and fails if an event was lost or the heap grew.
   *
   * @param args events a second, a multiple of ten, by default 1,000; minutes, by default 10
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    if (perSecond < BATCH || perSecond % BATCH != 0 || minutes < 1) {
      throw new IllegalArgumentException(
          "expected a multiple of " + BATCH + " events a second and a minute or more");
    }
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      new SoakBenchmark(server, perSecond, minutes).run();
    }
  }

  private void run() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CONSUMERS + 2);
    try {
      load(threads);
    } finally {
      ended = true;
      threads.shutdown();
    }
    judge();
  }

  private void load(ExecutorService threads) throws InterruptedException, ExecutionException {
    System.out.printf(
        "%8s %12s %12s %12s %18s%n", "minute", "published", "received", "twice", "heap (KiB)");
    List<Future<?>> consumers = new ArrayList<>();
    for (int i = 0; i < CONSUMERS; i++) {
      consumers.add(threads.submit(failing(this::consume)));
    }
    Future<?> publisher = threads.submit(failing(this::publish));
    Future<?> reporter = threads.submit(failing(this::report));
    publisher.get();
    reporter.get();
    waitForTheLast();
    ended = true;
    for (Future<?> consumer : consumers) {
      consumer.get();
    }
  }

  /** One failure ends all, so that none waits for another for ever. */
  private Callable<Void> failing(Runnable task) {
    return () -> {
      try {
        task.run();
        return null;
      } catch (RuntimeException failure) {
        ended = true;
        throw failure;
      }
    };
  }

  private void publish() {
    long begin = System.nanoTime();
    long between = Duration.ofSeconds(1).toNanos() * BATCH / perSecond;
    String topic = server.output("basketTopicArn");
    try (SnsClient sns = AwsClients.sns(server)) {
      for (int first = 0; first < total && !ended; first += BATCH) {
        waitUntil(begin + first / BATCH * between);
        List<PublishBatchRequestEntry> entries = entries(first);
        var failed =
            sns.publishBatch(it -> it.topicArn(topic).publishBatchRequestEntries(entries)).failed();
        if (!failed.isEmpty()) {
          throw new IllegalStateException("not published: " + failed);
        }
        published.addAndGet(BATCH);
      }
    }
  }

  private static List<PublishBatchRequestEntry> entries(int first) {
    return IntStream.range(first, first + BATCH)
        .mapToObj(
            i ->
                PublishBatchRequestEntry.builder()
                    .id("e" + i)
                    .message(Events.withId(Integer.toString(i)))
                    .build())
        .toList();
  }

  private void consume() {
    String queue = server.output("purchaseQueueUrl");
    try (SqsClient sqs = AwsClients.sqs(server)) {
      while (!ended) {
        List<Message> messages =
            sqs.receiveMessage(
                    it -> it.queueUrl(queue).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
                .messages();
        messages.forEach(message -> count(Integer.parseInt(Events.id(message.body()))));
        if (!messages.isEmpty()) {
          List<DeleteMessageBatchRequestEntry> entries =
              messages.stream().map(SoakBenchmark::deletion).toList();
          sqs.deleteMessageBatch(it -> it.queueUrl(queue).entries(entries));
        }
      }
    }
  }

  private static DeleteMessageBatchRequestEntry deletion(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  private synchronized void count(int event) {
    duplicates += received.get(event) ? 1 : 0;
    received.set(event);
  }

  private synchronized int received() {
    return received.cardinality();
  }

  private synchronized int duplicates() {
    return duplicates;
  }

  private void report() {
    long begin = System.nanoTime();
    for (int minute = 1; minute <= total / perSecond / 60 && !ended; minute++) {
      waitUntil(begin + Duration.ofMinutes(minute).toNanos());
      heaps.add(heapAfterCollection());
      System.out.printf(
          "%8d %,12d %,12d %,12d %,18d%n",
          minute, published.get(), received(), duplicates(), heaps.get(heaps.size() - 1));
    }
  }

  private void waitForTheLast() {
    long end = System.nanoTime() + LATEST.toNanos();
    while (received() < total && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void judge() {
    System.out.printf("%,d of %,d received, %,d twice%n", received(), total, duplicates());
    if (received() < total) {
      throw new IllegalStateException(total - received() + " events were lost");
    }
    // In the first minute the journal fills.
    if (heaps.size() > 2 && heaps.get(heaps.size() - 1) > heaps.get(1) * (1 + GROWTH)) {
      throw new IllegalStateException("the heap grew: " + heaps + " KiB");
    }
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1_024;
  }
}
