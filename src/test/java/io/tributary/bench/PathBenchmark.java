package io.tributary.bench;

import com.sun.management.ThreadMXBean;
import io.tributary.cli.bench.Percentile;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * What one event costs on its way through purchase-events, from the publish to the delete at the
 * purchase queue, with IAM and the journal on: processor time and memory allocated, both of the
 * loop's thread alone, so that a busy machine does not show.
 *
 * <pre>
 * mvn -Pbench -DmainClass=io.tributary.bench.PathBenchmark test-compile exec:java
 * mvn -Pbench -DmainClass=io.tributary.bench.PathBenchmark -Dexec.args="50000 20" ...
 * </pre>
 */
public final class PathBenchmark {

  private static final String TOPIC = PurchaseProgram.TOPIC + "basket-events";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events";
  private static final int BATCH = 10;
  private static final int JOURNAL_CAPACITY = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Caller user;
  private final SnsAsyncClient sns;
  private final Queues queues;
  private final String event;

  private PathBenchmark(ResourceGraph graph, String event) {
    LocalCloud cloud = new LocalCloud(time, graph.stack().account(), JOURNAL_CAPACITY);
    time.await(new Deployment(cloud).apply(graph));
    this.user = Caller.of(Deployment.user(graph.stack()));
    this.sns = cloud.client(SnsAsyncClient.class, user);
    this.queues =
        cloud.services().stream()
            .filter(SqsService.class::isInstance)
            .map(SqsService.class::cast)
            .findFirst()
            .orElseThrow();
    this.event = event;
  }

  private interface Publishing {
    void publish(PathBenchmark bench, int first);
  }

  /** Measures; takes the number of events a run, by default 50,000, and of runs, by default 20. */
  public static void main(String[] args) throws IOException {
    int events = args.length < 1 ? 50_000 : Integer.parseInt(args[0]);
    int runs = args.length < 2 ? 20 : Integer.parseInt(args[1]);
    ResourceGraph graph = PurchaseProgram.recorded();
    String event = Files.readString(Path.of("example-sns-events", "basket-updated-event.json"));
    System.out.printf(
        "%-12s %10s %10s %16s%n", "published", "least us", "median us", "bytes an event");
    measure("in tens", new PathBenchmark(graph, event), events, runs, PathBenchmark::publishBatch);
    measure("singly", new PathBenchmark(graph, event), events, runs, PathBenchmark::publishSingly);
  }

  private static void measure(
      String name, PathBenchmark bench, int events, int runs, Publishing publishing) {
    bench.run(200_000, publishing);
    long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    double[] micros = new double[runs];
    for (int run = 0; run < runs; run++) {
      long nanos = THREADS.getCurrentThreadCpuTime();
      bench.run(events, publishing);
      micros[run] = (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / events;
    }
    bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "%-12s %10.2f %10.2f %16d%n",
        name,
        micros[0],
        Percentile.median(micros),
        bytes / events / runs);
  }

  private void run(int events, Publishing publishing) {
    int received = 0;
    for (int i = 0; i < events; i += BATCH) {
      publishing.publish(this, i);
      time.advance(Duration.ofMillis(1));
      received += take();
    }
    if (received != events) {
      throw new IllegalStateException("of " + events + " events " + received + " arrived");
    }
  }

  private void publishBatch(int first) {
    List<PublishBatchRequestEntry> entries =
        IntStream.range(first, first + BATCH)
            .mapToObj(
                i ->
                    PublishBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .message(event)
                        .build())
            .toList();
    time.await(
        sns.publishBatch(
            PublishBatchRequest.builder()
                .topicArn(TOPIC)
                .publishBatchRequestEntries(entries)
                .build()));
  }

  private void publishSingly(int first) {
    for (int i = 0; i < BATCH; i++) {
      time.await(sns.publish(PublishRequest.builder().topicArn(TOPIC).message(event).build()));
      time.runReady();
    }
  }

  private int take() {
    int taken = 0;
    List<QueuedMessage> batch;
    do {
      batch = queues.receive(user, QUEUE, BATCH, null);
      batch.forEach(message -> queues.delete(user, QUEUE, message.receiptHandle()));
      taken += batch.size();
    } while (!batch.isEmpty());
    return taken;
  }
}
