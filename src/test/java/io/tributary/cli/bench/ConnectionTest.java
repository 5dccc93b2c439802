package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

  private static final byte[] REQUEST = {'G'};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "content-length:5\r\nConnection: close\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n"
      })
  void aBody_isReadHoweverItIsFramed_oneAnswerAfterTheOther(String answer) throws IOException {
    try (ServerSocket server = answering("HTTP/1.1 200 OK\r\n" + answer);
        Connection connection = connectionTo(server)) {
      assertThat(connection.send(REQUEST)).isEqualTo("hello");
      assertThat(connection.send(REQUEST)).isEqualTo("hello");
    }
  }

  @Test
  void aRefusal_isToldWithItsStatusAndBody() throws IOException {
    try (ServerSocket server = answering("HTTP/1.1 403 No\r\nContent-Length: 3\r\n\r\nwhy");
        Connection connection = connectionTo(server)) {
      assertThatThrownBy(() -> connection.send(REQUEST))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageEndingWith("answered 403: why");
    }
  }

  @Test
  @Timeout(30)
  void aServerThatAcceptsNoMore_isGivenUp() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      List<Socket> waiting = connectedUntilItIsFull(server);
      try (Connection connection = connectionTo(server)) {
        assertThatThrownBy(() -> connection.send(REQUEST))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessage("Connect timed out");
      }
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  private static List<Socket> connectedUntilItIsFull(ServerSocket server) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 1_000);
      } catch (SocketTimeoutException full) {
        return waiting;
      }
    }
  }

  private static Connection connectionTo(ServerSocket server) {
    return new Connection(URI.create("http://localhost:" + server.getLocalPort()));
  }

  /** Answers each byte, and closes where the answer says so. */
  private static ServerSocket answering(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
    CompletableFuture.runAsync(
        () -> {
          while (!server.isClosed()) {
            serve(server, answer);
          }
        });
    return server;
  }

  private static void serve(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      while (socket.getInputStream().read() >= 0) {
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        if (answer.contains("Connection: close")) {
          return;
        }
      }
    } catch (IOException closed) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(closed);
      }
    }
  }
}
