package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.console.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenPageTest {

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI answering(String type, String body) {
    server.createContext(
        Console.STREAM,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Test
  void whatIsNoStreamOfEvents_isNoPage() {
    URI endpoint = answering("text/html", "It works!");

    assertThatThrownBy(() -> OpenPage.on(endpoint))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageStartingWith("no page of the console can be opened at " + endpoint)
        .hasMessageContaining("text/html");
  }

  @Test
  void aServerThatNeverAnswers_isGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://localhost:" + silent.getLocalPort());

      assertThatThrownBy(
              () ->
                  assertTimeoutPreemptively(
                      Duration.ofSeconds(20), () -> OpenPage.on(endpoint, Duration.ofMillis(200))))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageEndingWith("Read timed out");
    }
  }

  @Test
  @Timeout(10)
  void aPageThatDoesNotStayOpen_isTold() {
    OpenPage page = OpenPage.on(answering("text/event-stream; charset=utf-8", ":\n\n"));

    assertThatThrownBy(
            () -> {
              while (!Thread.interrupted()) {
                page.requireOpen();
                Thread.onSpinWait();
              }
            })
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("did not stay open");
  }
}
