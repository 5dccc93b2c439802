package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessTest {

  private static final String GREETING = "Served at ";

  /** What another process does: it tells of its options in place of serving. */
  public static final class Served {
    public static void main(String[] args) {
      System.out.println(GREETING + "http://localhost:" + System.getProperty("served.port"));
    }
  }

  @Test
  void anOption_isOfThatProcessOnly() throws IOException {
    try (ServerProcess server =
        ServerProcess.start(Served.class, List.of(), GREETING, "-Dserved.port=7")) {
      assertThat(server.endpoint()).hasToString("http://localhost:7");
    }
    assertThat(System.getProperty("served.port")).isNull();
  }
}
