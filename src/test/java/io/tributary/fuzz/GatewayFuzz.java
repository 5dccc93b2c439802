package io.tributary.fuzz;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.cloud.gateway.http.RawClient;
import io.tributary.fuzz.MalformedRequest.Delivery;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Malformed requests, drawn from a seed, against a running local cloud, and a well-behaved client
 * beside them.
 *
 * <pre>
 * mvn -Pfuzz test-compile exec:java                                  100,000 requests
 * mvn -Pfuzz test-compile exec:java -DmainArgs="1000000 7"           as many, from seed 7
 * </pre>
 */
public final class GatewayFuzz {

  private static final int SENDERS = 16;
  private static final int PROBLEMS_KEPT = 20;
  private static final int SLOW_PIECES = 20;
  private static final Duration BETWEEN_PIECES = Duration.ofMillis(10);

  /** In how long at most all must be given back after the last request. */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  /**
   * By how much the heap may have grown: the journal keeps the newest hundred thousand hops, which
   * the requests that were answered with success have filled.
   */
  private static final int HEAP_MEBIBYTES = 64;

  private static final int LONGEST_WAIT_MILLIS = 100;

  private final LocalServer server;
  private final long seed;
  private final Map<String, Integer> answers = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Requests against a server, the same ones for the same seed. */
  GatewayFuzz(LocalServer server, long seed) {
    this.server = server;
    this.seed = seed;
  }

  /** The sample purchase-events program, served, with the queue that the requests name. */
  static LocalServer serve() {
    LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
    try (SqsClient sqs = AwsClients.sqs(server)) {
      sqs.createQueue(it -> it.queueName(Template.QUEUE));
    }
    return server;
  }

  /** Sends the requests of these numbers, and waits until all is answered. */
  void send(int from, int to) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger(from);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      running.add(
          senders.submit(
              () -> {
                for (int number = next.getAndIncrement();
                    number < to;
                    number = next.getAndIncrement()) {
                  send(number);
                }
              }));
    }
    senders.shutdown();
    for (Future<?> sender : running) {
      sender.get();
    }
  }

  /** What was not as it must be, the first few. */
  List<String> problems() {
    return problems;
  }

  /** How many answers there were of each kind of request and status. */
  Map<String, Integer> answers() {
    return answers;
  }

  /** What is held once everything that is no longer used was given back, or the time is over. */
  static Footprint settled(Footprint before) {
    long end = System.nanoTime() + SETTLING.toNanos();
    Footprint now = Footprint.now();
    while ((now.threads() > before.threads() || now.sockets() > before.sockets())
        && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000_000);
      now = Footprint.now();
    }
    return now;
  }

  /** What is not given back, in words. */
  static List<String> leaks(Footprint before, Footprint after) {
    List<String> leaks = new ArrayList<>();
    if (after.threads() > before.threads()) {
      leaks.add("threads: " + before.threads() + " before, " + after.threads() + " after");
    }
    if (after.sockets() > before.sockets()) {
      leaks.add("sockets: " + before.sockets() + " before, " + after.sockets() + " after");
    }
    if (after.heapMebibytes() > before.heapMebibytes() + HEAP_MEBIBYTES) {
      leaks.add("heap: " + before.heapMebibytes() + " MiB, then " + after.heapMebibytes() + " MiB");
    }
    return leaks;
  }

  private void send(int number) {
    MalformedRequest request = Malformation.draw(seed, number);
    String answer = "";
    String failure = null;
    try (RawClient client = new RawClient(server.endpoint().getPort())) {
      answer = delivered(request, client);
    } catch (SocketTimeoutException late) {
      failure = "no answer in time";
    } catch (IOException broken) {
      failure = "the connection broke: " + broken.getMessage();
    }
    judge(number, request, answer, failure);
  }

  private static String delivered(MalformedRequest request, RawClient client) throws IOException {
    try {
      deliver(request, client);
    } catch (IOException refusedEarly) {
      // The answer may have come before all was sent, and ended the connection.
      return client.response();
    }
    if (request.delivery() == Delivery.RESET) {
      client.reset();
      return "";
    }
    String response = client.response();
    client.reset();
    return response;
  }

  private static void deliver(MalformedRequest request, RawClient client) throws IOException {
    if (request.delivery() == Delivery.SLOWLY) {
      int piece = Math.max(1, request.bytes().length / SLOW_PIECES);
      for (int at = 0; at < request.bytes().length; at += piece) {
        int end = Math.min(request.bytes().length, at + piece);
        client.send(Arrays.copyOfRange(request.bytes(), at, end));
        LockSupport.parkNanos(BETWEEN_PIECES.toNanos());
      }
      return;
    }
    client.send(request.bytes());
    if (request.delivery() == Delivery.HALF_CLOSED || request.delivery() == Delivery.CUT_OFF) {
      client.halfClose();
    }
  }

  private synchronized void judge(
      int number, MalformedRequest request, String answer, String failure) {
    boolean due = request.delivery().complete();
    Optional<String> problem =
        answer.isEmpty() && !due
            ? Optional.empty()
            : Optional.ofNullable(failure).or(() -> AwsShape.problem(answer, request.wire()));
    answers.merge(request.malformation() + " " + AwsShape.status(answer), 1, Integer::sum);
    if (problem.isPresent() && problems.size() < PROBLEMS_KEPT) {
      String sent = new String(request.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
      problems.add(
          "request %d of seed %d, %s: %s%n  sent: %.300s%n  got: %.600s"
              .formatted(number, seed, request.malformation(), problem.get(), sent, answer));
    }
  }

  /**
   * Sends, reports, and fails if anything is not as it must be.
   *
   * @param args how many requests, by default 100,000; the seed, by default 1
   */
  public static void main(String[] args) throws Exception {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    try (LocalServer server = serve()) {
      GatewayFuzz fuzz = new GatewayFuzz(server, seed);
      fuzz.send(-2_000, 0);
      Footprint before = settled(new Footprint(0, 0, 0));
      WellBehaved client = new WellBehaved(server);
      CompletableFuture<Void> beside = CompletableFuture.runAsync(client);
      long begin = System.nanoTime();
      fuzz.send(0, requests);
      double seconds = (System.nanoTime() - begin) / 1e9;
      client.end();
      beside.join();
      List<String> problems = new ArrayList<>(fuzz.problems());
      problems.addAll(leaks(before, settled(before)));
      if (client.slowestMillis() > LONGEST_WAIT_MILLIS) {
        problems.add("the well-behaved client waited " + client.slowestMillis() + " ms");
      }
      fuzz.answers().forEach((kind, count) -> System.out.printf("%-30s %7d%n", kind, count));
      System.out.printf(
          "%,d requests of seed %d in %.0f s; beside them %,d calls, the slowest %.1f ms, %d over 100 ms%n",
          requests, seed, seconds, client.calls(), client.slowestMillis(), client.over100Millis());
      System.out.println("before " + before + ", after " + settled(before));
      if (!problems.isEmpty()) {
        throw new IllegalStateException(String.join("\n", problems));
      }
    }
  }
}
