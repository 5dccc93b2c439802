package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class HttpHostTest {

  private static final int BODY_MAX = 100_000;
  private static final String LARGE = "x".repeat(64 << 10);
  private static final int MORE_THAN_SOCKETS_HOLD = 1_000;
  private static final String HOST = "Host: localhost\r\n";
  private static final String HALF_A_BODY =
      "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\nhalf";

  private final Echo echo = new Echo();
  private HttpHost host;
  private int port;

  @BeforeEach
  void start() {
    HttpLimits limits = new HttpLimits(BODY_MAX, Duration.ofMillis(300), Duration.ofMillis(900));
    host = HttpHost.start(1, limits);
    port = host.serve(0, echo);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void aRequestIsAnsweredOnTheLoop() throws IOException {
    assertThat(exchange(post("hello"))).startsWith("HTTP/1.1 200").endsWith("POST / hello true");
  }

  /** As PutLogEvents sends a log file's zeros: the most that any API takes, at six for each. */
  @Test
  void aMebibyteOfControlCharacters_isTakenAsJsonWritesThem() throws IOException {
    String body = "\\u0000".repeat(1 << 20);
    try (HttpHost usual = HttpHost.start(1);
        RawClient client = new RawClient(usual.serve(0, echo))) {
      assertThat(client.send(post(body)).response()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aClientThatWaitsForLeaveToSendItsBodyIsToldToGoOn() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(
          "POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(client.response()).startsWith("HTTP/1.1 100 ");
      assertThat(client.send("hello").response())
          .startsWith("HTTP/1.1 200")
          .endsWith("POST / hello true");
    }
  }

  @Test
  void aBusyPortIsAClearError() {
    assertThatThrownBy(() -> host.serve(port, echo))
        .isInstanceOf(PortUnavailableException.class)
        .hasMessageContaining("Port " + port + " of 127.0.0.1 is in use")
        .hasMessageContaining("--port");
  }

  @Test
  void aBusyPortIsFoundBeforeItIsServed() {
    assertThatThrownBy(() -> HttpHost.requireFree(port))
        .isInstanceOf(PortUnavailableException.class)
        .hasMessageContaining("Port " + port + " of 127.0.0.1 is in use");
  }

  @Test
  void aPortThatThisProcessMayNotHaveIsToldFromABusyOne() {
    assertThat(new PortUnavailableException(80, new BindException("Permission denied")))
        .hasMessageContaining("Port 80 of 127.0.0.1 cannot be listened on: Permission denied")
        .hasMessageContaining("--port, of 1024 or more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:4566",
        "127.0.0.1:4566",
        "127.8.9.10",
        "bucket.s3.localhost:4566"
      })
  void loopbackNamesAreLetIn(String name) throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "128.0.0.1",
        "0.0.0.0",
        "[::1]:80",
        "[::2]",
        "localhost:4566@evil.example",
        ""
      })
  void otherNamesAreRefused(String name) throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("AccessDenied");
  }

  @Test
  void aRequestWithoutHostIsRefused() throws IOException {
    assertThat(exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.").contains(" 403 ");
  }

  @Test
  void twoHostsAreRefused() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aForeignPagesRequestIsRefused() throws IOException {
    assertThat(exchange("POST / HTTP/1.1\r\n" + HOST + "Origin: http://evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aTargetOnAnotherHostIsRefused() throws IOException {
    assertThat(exchange("GET http://evil.example/ HTTP/1.1\r\n" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void theLargestBodyIsAccepted() throws IOException {
    assertThat(exchange(post("x".repeat(BODY_MAX)))).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 8_192, 65_535, 65_536, 65_537, BODY_MAX - 1})
  void aBodyIsReadAsItWasSent(int length) throws IOException {
    String body = "a".repeat(length / 2) + "z".repeat(length - length / 2);
    assertThat(exchange(post(body))).contains("\r\n\r\nPOST / " + body + " true");
  }

  @Test
  void aBodyInChunksIsReadAsItWasSent() throws IOException {
    String head = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
    assertThat(exchange(head + "3\r\nabc\r\n5\r\ndefgh\r\n0\r\n\r\n"))
        .contains("\r\n\r\nPOST / abcdefgh true");
    assertThat(exchange(head + "0\r\n\r\n")).contains("\r\n\r\nPOST /  true");
  }

  @Test
  void aLargerBodyIsRefusedByItsLength() throws IOException {
    assertThat(exchange(post("x".repeat(BODY_MAX + 1))))
        .startsWith("HTTP/1.1 413")
        .contains("RequestEntityTooLarge");
  }

  @Test
  void aLargerBodyInChunksIsRefused() throws IOException {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    assertThat(
            exchange(
                "POST / HTTP/1.1\r\n"
                    + HOST
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + chunk
                    + chunk))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void aBodyOfTenMegabytesStillGetsItsAnswer() throws IOException {
    assertThat(exchange(post("x".repeat(10 << 20)))).startsWith("HTTP/1.1 413");
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    assertThat(exchange("\u0001\u0002 what is this\r\n\r\n")).contains(" 400 ", "InvalidRequest");
  }

  @Test
  void headersTooLongAreRefused() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void aRequestLineTooLongIsRefused() throws IOException {
    assertThat(exchange("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
        .contains(" 414 ");
  }

  @Test
  void aLengthThatIsNoNumberIsRefused() throws IOException {
    assertThat(exchange("POST / HTTP/1.1\r\n" + HOST + "Content-Length: many\r\n\r\n"))
        .contains(" 400 ");
  }

  @Test
  void aBrokenChunkIsRefused() throws IOException {
    assertThat(
            exchange("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"))
        .contains(" 400 ");
  }

  @Test
  void aBodyThatDoesNotComeIsRefusedInTime() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(HALF_A_BODY);
      assertThat(client.response()).startsWith("HTTP/1.1 408").contains("RequestTimeout");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aHeadThatDoesNotComeEndsTheConnection() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("POST / HTTP/1.1\r\nHo");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aTruncatedBodyReachesNoHandler() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(HALF_A_BODY).halfClose();
      assertThat(client.response()).doesNotContain(" 200 ");

      noConnection(host).get(10, TimeUnit.SECONDS);
      assertThat(echo.calls).isEmpty();
    }
  }

  @Test
  void aWholeRequestIsAnsweredThoughNothingMoreIsSent() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(post("first"));
      assertThat(client.response()).endsWith("first true");
      sendWithItsEnd(client, post("last"));

      assertThat(client.response()).endsWith("last true");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void aRequestThatJustFillsABufferIsAnsweredThoughNothingMoreIsSent(int length) throws Exception {
    String head = "POST / HTTP/1.1\r\n" + HOST + "Content-Length: %04d\r\n\r\n";
    int bodyLength = length - head.formatted(0).length();
    String request = head.formatted(bodyLength) + "x".repeat(bodyLength);

    try (RawClient client = new RawClient(port)) {
      sendWithItsEnd(client, request);

      assertThat(client.response()).endsWith("x true");
    }
  }

  @Test
  void anAnswerGoesOutOnceTheTaskThatGaveItIsOver() throws Exception {
    try (RawClient waiting = new RawClient(port)) {
      waiting.send(post("wait"));
      exchange(post("the first has arrived now"));
      CompletableFuture<Integer> duringTheTask = new CompletableFuture<>();

      host.loop()
          .execute(
              () -> {
                echo.complete("at last");
                duringTheTask.complete(waiting.available());
              });

      assertThat(duringTheTask.get(10, TimeUnit.SECONDS)).isZero();
      assertThat(waiting.response()).endsWith("at last");
    }
  }

  /** The server finds both there at once: a request, and that no more will come. */
  private void sendWithItsEnd(RawClient client, String request) throws IOException {
    CountDownLatch bothSent = new CountDownLatch(1);
    host.loop().execute(() -> await(bothSent));
    client.send(request).halfClose();
    bothSent.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  @Test
  void whoAsksOnWithoutTakingAnswersIsAnsweredNoMore_andCutOffInTime() throws Exception {
    try (RawClient client = new RawClient(port)) {
      client.send(post("first")).response();
      client.send(("GET /large HTTP/1.1\r\n" + HOST + "\r\n").repeat(MORE_THAN_SOCKETS_HOLD));

      noConnection(host).get(10, TimeUnit.SECONDS);

      assertThat(echo.large).isBetween(1, MORE_THAN_SOCKETS_HOLD - 1);
    }
  }

  @Test
  void requestsOnOneConnectionAreAnsweredInTurn() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("one") + post("two"));
      assertThat(client.response()).endsWith("one true");
      assertThat(client.response()).endsWith("two true");
    }
  }

  @Test
  void aWaitingAnswerKeepsNobodyElseWaiting() throws IOException {
    try (RawClient waiting = new RawClient(port)) {
      waiting.send(post("wait"));
      assertThat(exchange(post("quick"))).endsWith("quick true");
      host.loop().execute(() -> echo.complete("at last"));
      assertThat(waiting.response()).endsWith("at last");
    }
  }

  @Test
  void aWaitingAnswerIsNotCutOff_thoughAnotherOfItsConnectionWentOutAfterItsRequestCame()
      throws IOException {
    try (RawClient waiting = new RawClient(port)) {
      waiting.send(post("quick") + post("wait"));
      assertThat(waiting.response()).endsWith("quick true");
      try (RawClient idleAsLong = new RawClient(port)) {
        assertThat(idleAsLong.isClosedByServer()).isTrue();
      }

      host.loop().execute(() -> echo.complete("at last"));

      assertThat(waiting.response()).endsWith("at last");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsRefusedInTime_thoughItsHeadCameBeforeAnAnswerWentOut()
      throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(post("quick") + HALF_A_BODY);

      assertThat(client.response()).endsWith("quick true");
      assertThat(client.response()).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void anAnsweredConnectionIsKeptForLongerThanAnAnswerMayTakeToGoOut() throws IOException {
    HttpLimits limits = new HttpLimits(BODY_MAX, Duration.ofMillis(300), Duration.ofMinutes(2));
    try (HttpHost keeping = HttpHost.start(1, limits)) {
      int itsPort = keeping.serve(0, echo);
      try (RawClient kept = new RawClient(itsPort)) {
        assertThat(kept.send(post("first")).response()).contains("first");
        try (RawClient slow = new RawClient(itsPort)) {
          slow.send(HALF_A_BODY);
          assertThat(slow.response()).contains(" 408 ");
        }

        assertThat(kept.send(post("again")).response()).contains("again");
      }
    }
  }

  @Test
  void aClientThatGoesAwayCancelsItsAnswer() throws Exception {
    try (RawClient waiting = new RawClient(port)) {
      waiting.send(post("wait"));
      exchange(post("the first has arrived now"));
    }
    assertThat(echo.cancelled.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aResetIsNoticedThoughItCameBeforeAnythingWasRead() throws Exception {
    try (HttpHost patient = HttpHost.start(1, HttpLimits.DEFAULT)) {
      int itsPort = patient.serve(0, echo);
      try (RawClient client = new RawClient(itsPort)) {
        client.send(post("first")).response();
      }
      for (int i = 0; i < 20; i++) {
        RawClient client = new RawClient(itsPort);
        client.send("POST / HTT").reset();
      }

      noConnection(patient).get(10, TimeUnit.SECONDS);
    }
  }

  /** Done once no connection is open. */
  private static CompletableFuture<Void> noConnection(HttpHost host) {
    CompletableFuture<Void> none = new CompletableFuture<>();
    host.loop().execute(() -> awaitNoConnection(host, none));
    return none;
  }

  private static void awaitNoConnection(HttpHost host, CompletableFuture<Void> none) {
    if (host.openConnections() == 0) {
      none.complete(null);
    } else {
      host.loop().schedule(Duration.ofMillis(5), () -> awaitNoConnection(host, none));
    }
  }

  private String exchange(String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(request).response();
    }
  }

  private static String post(String body) {
    return "POST / HTTP/1.1\r\n"
        + HOST
        + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  /** Answers with what it was asked, or much at /large; a body 'wait' only when told to. */
  private final class Echo implements HttpHandler {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final List<HttpCall> calls = new ArrayList<>();
    private CompletableFuture<HttpReply> waiting;
    private int large;

    @Override
    public CompletableFuture<HttpReply> answer(HttpCall call) {
      calls.add(call);
      String body = new String(call.body(), StandardCharsets.UTF_8);
      if (call.path().equals("/large")) {
        large++;
        return CompletableFuture.completedFuture(reply(200, LARGE));
      }
      if (!body.equals("wait")) {
        String text = call.method() + " " + call.path() + " " + body + " " + host.loop().inLoop();
        return CompletableFuture.completedFuture(reply(200, text));
      }
      waiting = new CompletableFuture<>();
      waiting.whenComplete(
          (reply, gone) -> {
            if (gone != null) {
              cancelled.countDown();
            }
          });
      return waiting;
    }

    private void complete(String text) {
      waiting.complete(reply(200, text));
    }

    @Override
    public HttpReply refuse(HttpCall call, AwsServiceException reason) {
      return reply(reason.statusCode(), reason.awsErrorDetails().errorCode());
    }

    private static HttpReply reply(int status, String text) {
      return new HttpReply(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
