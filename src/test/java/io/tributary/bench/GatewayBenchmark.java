package io.tributary.bench;

import com.sun.management.ThreadMXBean;
import io.tributary.cli.bench.Events;
import io.tributary.cli.bench.Percentile;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.gateway.Gateway;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What one event costs in the gateway and behind it, without HTTP: requests of AWS's protocols
 * handed to the gateway in virtual time, events published and received in tens and deleted. Told is
 * the processor time of the thread and the memory it allocates, so that a busy machine does not
 * show.
 *
 * <pre>
 * mvn -Pbench -DmainClass=io.tributary.bench.GatewayBenchmark test-compile exec:java
 * </pre>
 */
public final class GatewayBenchmark {

  private static final int BATCH = 10;
  private static final int EVENTS = 50_000;
  private static final int WARM_UP = 6;
  private static final int RUNS = 20;
  private static final String QUEUE =
      "\"QueueUrl\":\"http://localhost:4566/536697261635/jane-purchase-events\"";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Gateway gateway;
  private final byte[] publish = publishBatch().getBytes(StandardCharsets.UTF_8);

  private GatewayBenchmark(ResourceGraph graph) {
    LocalCloud cloud = new LocalCloud(time, graph.stack().account(), 1_000);
    time.await(new Deployment(cloud).apply(graph));
    Optional<Principal> user = Optional.of(Deployment.user(graph.stack()));
    this.gateway =
        new Gateway(
            List.copyOf(cloud.services()),
            time,
            key -> user,
            call -> CompletableFuture.failedFuture(new IllegalStateException("no page is asked")));
  }

  /** Measures; takes the number of runs, by default 20. */
  public static void main(String[] args) {
    int runs = args.length == 0 ? RUNS : Integer.parseInt(args[0]);
    GatewayBenchmark bench = new GatewayBenchmark(PurchaseProgram.recorded());
    double[] micros = new double[runs];
    long allocated = 0;
    for (int run = -WARM_UP; run < runs; run++) {
      long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      long nanos = THREADS.getCurrentThreadCpuTime();
      bench.run();
      if (run >= 0) {
        micros[run] = (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / EVENTS;
        allocated += THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "in tens: least %.2f us, median %.2f us, %d bytes an event%n",
        micros[0],
        Percentile.median(micros),
        allocated / runs / EVENTS);
  }

  private void run() {
    int received = 0;
    for (int i = 0; i < EVENTS; i += BATCH) {
      answer("sns", null, publish);
      time.advance(Duration.ofMillis(1));
      received += take();
    }
    if (received != EVENTS) {
      throw new IllegalStateException("of " + EVENTS + " events " + received + " arrived");
    }
  }

  private int take() {
    String answer = json("ReceiveMessage", "{" + QUEUE + ",\"MaxNumberOfMessages\":10}");
    List<String> handles = Events.receiptHandles(answer);
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < handles.size(); i++) {
      entries.append(i == 0 ? "" : ",").append("{\"Id\":\"").append(i);
      entries.append("\",\"ReceiptHandle\":\"").append(handles.get(i)).append("\"}");
    }
    json("DeleteMessageBatch", "{" + QUEUE + ",\"Entries\":[" + entries + "]}");
    return handles.size();
  }

  private String json(String operation, String body) {
    byte[] answer =
        answer("sqs", "AmazonSQS." + operation, body.getBytes(StandardCharsets.ISO_8859_1));
    return new String(answer, StandardCharsets.ISO_8859_1);
  }

  private byte[] answer(String service, String target, byte[] body) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=jane/20250101/eu-west-1/" + service + "/aws4_request",
            "Content-Type",
            target == null ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.0",
            "X-Amz-Target",
            target == null ? "" : target);
    HttpReply reply =
        time.await(
            gateway.answer(new HttpCall("POST", "/", null, name -> header(headers, name), body)));
    if (reply.status() != 200) {
      throw new IllegalStateException(new String(reply.body(), StandardCharsets.UTF_8));
    }
    return reply.body();
  }

  private static String header(Map<String, String> headers, String name) {
    String value = headers.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String publishBatch() {
    StringBuilder form = new StringBuilder("Version=2010-03-31&Action=PublishBatch&TopicArn=");
    form.append(URLEncoder.encode(PurchaseProgram.TOPIC, StandardCharsets.UTF_8));
    form.append("basket-events");
    for (int i = 1; i <= BATCH; i++) {
      String entry = "&PublishBatchRequestEntries.member." + i;
      String event = Events.withId(String.format(Locale.ROOT, "%010d", i));
      form.append(entry).append(".Id=e").append(i);
      form.append(entry).append(".Message=");
      form.append(URLEncoder.encode(event, StandardCharsets.UTF_8));
    }
    return form.toString();
  }
}
