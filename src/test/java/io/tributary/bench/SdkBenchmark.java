package io.tributary.bench;

import io.tributary.cli.Purchases;
import io.tributary.cli.Tributary;
import io.tributary.cli.bench.Events;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.Pipeline;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Events in tens by the AWS SDK's own clients, as most programs load a local cloud, and the same by
 * turns at the echo, which does nothing but answer: how much of what such clients could have the
 * cloud gives them. Each of twelve threads publishes ten events, receives ten and deletes them.
 * Cloud and echo run with the collector and young generation that {@code scripts/tributary} gives
 * them, the clients with Java's own choice.
 *
 * <pre>
 * mvn -Pbench test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath io.tributary.bench.SdkBenchmark"
 * </pre>
 */
public final class SdkBenchmark {

  private static final String[] SERVERS_OPTIONS = {
    "-XX:+UseSerialGC", "-Xmn30m", "-XX:SurvivorRatio=8"
  };
  private static final int BATCH = 10;
  private static final int THREADS = 12;
  private static final int ROUNDS = 6;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SnsClient sns;
  private final SqsClient sqs;
  private final Pipeline pipeline;

  private SdkBenchmark(Target target, Pipeline pipeline) {
    this.sns = target.pointed(SnsClient.builder()).build();
    this.sqs = target.pointed(SqsClient.builder()).build();
    this.pipeline = pipeline;
  }

  /** Prints the events a second of each turn; the first of each is slower, since Java compiles. */
  public static void main(String[] args) throws Exception {
    // Else connections beyond the fifth are closed after each answer.
    System.setProperty("http.maxConnections", Integer.toString(THREADS));
    String account = Purchases.recorded(Map.of()).stack().account().id();
    try (ServerProcess cloud =
            ServerProcess.start(
                Tributary.class,
                List.of("up", "--port", "0", "--quiet"),
                "The local cloud answers at ",
                SERVERS_OPTIONS);
        ServerProcess echo = ServerProcess.echo(SERVERS_OPTIONS)) {
      Target target = new Target(cloud.endpoint(), "eu-west-1", account);
      try (Pipeline pipeline = Pipeline.create(target)) {
        SdkBenchmark atCloud = new SdkBenchmark(target, pipeline);
        SdkBenchmark atEcho =
            new SdkBenchmark(new Target(echo.endpoint(), "eu-west-1", account), pipeline);
        for (int round = 1; round <= ROUNDS; round++) {
          print("the local cloud", cloud, atCloud);
          print("the echo", echo, atEcho);
        }
      }
    }
  }

  private static void print(String name, ServerProcess server, SdkBenchmark load) throws Exception {
    double before = Machine.processorMicros(server.pid());
    long received = load.run();
    double micros = Machine.processorMicros(server.pid()) - before;
    System.out.printf(
        Locale.ROOT,
        "%,d events/s at %s, %.1f us of its processor time each%n",
        received * TimeUnit.SECONDS.toNanos(1) / NANOS,
        name,
        micros / received);
  }

  /** How many events were received. */
  private long run() throws Exception {
    long end = System.nanoTime() + NANOS;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      counts.add(threads.submit(() -> load(end)));
    }
    threads.shutdown();
    long received = 0;
    for (Future<Long> count : counts) {
      received += count.get();
    }
    return received;
  }

  /** Receives as many as it has published, of whichever thread. */
  private long load(long end) {
    long published = 0;
    long received = 0;
    while (System.nanoTime() < end) {
      publish();
      published += BATCH;
      while (received < published && System.nanoTime() < end) {
        received += receive();
      }
    }
    return received;
  }

  private void publish() {
    List<PublishBatchRequestEntry> entries =
        IntStream.range(0, BATCH)
            .mapToObj(
                i ->
                    PublishBatchRequestEntry.builder()
                        .id("e" + i)
                        .message(Events.withId("0000000000"))
                        .build())
            .toList();
    sns.publishBatch(it -> it.topicArn(pipeline.topicArn()).publishBatchRequestEntries(entries));
  }

  private int receive() {
    List<Message> messages =
        sqs.receiveMessage(
                it ->
                    it.queueUrl(pipeline.queueUrl()).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
            .messages();
    if (!messages.isEmpty()) {
      List<DeleteMessageBatchRequestEntry> entries =
          IntStream.range(0, messages.size()).mapToObj(i -> deletion(i, messages.get(i))).toList();
      sqs.deleteMessageBatch(it -> it.queueUrl(pipeline.queueUrl()).entries(entries));
    }
    return messages.size();
  }

  private static DeleteMessageBatchRequestEntry deletion(int id, Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(Integer.toString(id))
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
