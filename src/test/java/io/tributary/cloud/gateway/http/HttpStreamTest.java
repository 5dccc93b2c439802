package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class HttpStreamTest {

  private static final byte[] CHUNK = new byte[32 << 10];
  private static final int MORE_THAN_SOCKETS_HOLD = 64 << 20;

  private final LinkedBlockingQueue<HttpStream> opened = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private volatile boolean ended;
  private HttpHost host;
  private int port;

  @BeforeEach
  void start() {
    start(new HttpLimits(1_000, Duration.ofMillis(300), Duration.ofMillis(300)));
  }

  private void start(HttpLimits limits) {
    host = HttpHost.start(1, limits);
    port = host.serve(0, new Streams());
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void whatIsSentArrivesWhileTheResponseIsOpen() throws Exception {
    try (RawClient client = open()) {
      assertThat(client.response()).startsWith("HTTP/1.1 200").contains("text/event-stream");
      assertThat(client.chunk()).isEqualTo("first");

      onLoop(stream -> stream.send("second".getBytes(StandardCharsets.UTF_8)));

      assertThat(client.chunk()).isEqualTo("second");
    }
  }

  @Test
  void anOpenResponseOutlastsTheTimeOfAWholeOne() throws Exception {
    try (RawClient client = open()) {
      client.response();
      client.chunk();
      HttpStream stream = opened.take();
      CompletableFuture<Boolean> later = new CompletableFuture<>();
      host.loop().execute(() -> sendAfterAllDeadlines(stream, later));

      assertThat(later.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(client.chunk()).isEqualTo("later");
    }
  }

  private void sendAfterAllDeadlines(HttpStream stream, CompletableFuture<Boolean> sent) {
    host.loop()
        .schedule(Duration.ofMillis(900), () -> sent.complete(stream.send("later".getBytes())));
  }

  @Test
  void whoDoesNotReadIsSentNoMore_andCutOffInTime() throws Exception {
    try (RawClient client = open()) {
      HttpStream stream = opened.take();
      AtomicLong sent = new AtomicLong();
      host.loop().execute(() -> offerForEver(stream, sent));

      assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
      assertThat(sent).hasValueLessThan(MORE_THAN_SOCKETS_HOLD);
      client.reset();
    }
  }

  /** What is sent in one round of the loop may only go out after it. */
  private void offerForEver(HttpStream stream, AtomicLong sent) {
    while (sent.get() < MORE_THAN_SOCKETS_HOLD && stream.send(CHUNK)) {
      sent.addAndGet(CHUNK.length);
    }
    if (!ended && sent.get() < MORE_THAN_SOCKETS_HOLD) {
      host.loop().schedule(Duration.ofMillis(1), () -> offerForEver(stream, sent));
    }
  }

  @Test
  void whoReadsAllOutlastsTheTimeToTakeIt() throws Exception {
    byte[] large = new byte[200 << 10];
    try (RawClient client = open()) {
      client.response();
      client.chunk();
      HttpStream stream = opened.take();
      CompletableFuture<Boolean> later = new CompletableFuture<>();
      host.loop().execute(() -> stream.send(large));
      host.loop().execute(() -> sendAfterAllDeadlines(stream, later));

      assertThat(client.chunk()).hasSize(large.length);
      assertThat(later.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(client.chunk()).isEqualTo("later");
    }
  }

  @Test
  void whoGoesAwayIsToldOf_andSentNoMore() throws Exception {
    try (RawClient client = open()) {
      client.response();
    }

    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    CompletableFuture<Boolean> sent = new CompletableFuture<>();
    HttpStream stream = opened.take();
    host.loop().execute(() -> sent.complete(stream.send(CHUNK)));
    assertThat(sent.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void afterAnEndTheConnectionServesTheNextRequest() throws Exception {
    stop();
    start(HttpLimits.DEFAULT);
    try (RawClient client = open()) {
      client.response();
      client.chunk();

      onLoop(HttpStream::close);

      assertThat(client.chunk()).isEmpty();
      assertThat(client.send(request()).response()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void afterAnEndTheConnectionWaitsNoLongerForItsNextRequestThanOthers() throws Exception {
    try (RawClient client = open()) {
      client.response();
      client.chunk();

      onLoop(HttpStream::close);

      assertThat(client.chunk()).isEmpty();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private RawClient open() throws IOException {
    return new RawClient(port).send(request());
  }

  private static String request() {
    return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private void onLoop(Consumer<HttpStream> task) throws InterruptedException {
    HttpStream stream = opened.take();
    host.loop().execute(() -> task.accept(stream));
  }

  /** Answers with an open response that begins with 'first'. */
  private final class Streams implements HttpHandler {

    @Override
    public CompletableFuture<HttpReply> answer(HttpCall call) {
      byte[] first = "first".getBytes(StandardCharsets.UTF_8);
      return CompletableFuture.completedFuture(
          new HttpReply(200, "text/event-stream", Map.of(), first, this::opened));
    }

    private void opened(HttpStream stream) {
      stream.whenClosed(
          () -> {
            ended = true;
            closed.add("closed");
          });
      opened.add(stream);
    }

    @Override
    public HttpReply refuse(HttpCall call, AwsServiceException reason) {
      return new HttpReply(reason.statusCode(), "text/plain", new byte[0]);
    }
  }
}
