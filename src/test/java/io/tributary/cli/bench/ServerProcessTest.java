package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
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

  /** What ends with its parent before it serves, and says so where its address would stand. */
  public static final class Never {
    public static void main(String[] none) throws IOException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ended")));
      System.err.println("started");
      System.in.read();
    }
  }

  /** Waits for a server; ended, it says what it has to say. */
  public static final class Parent {
    public static void main(String[] none) throws IOException {
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(main)));
      try {
        ServerProcess.start(Never.class, List.of(), GREETING);
      } catch (UnmeasurableException ended) {
        System.err.println(ended.getMessage());
      }
    }

    private static void awaitEnd(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException ended) {
        throw new IllegalStateException("nobody interrupts this", ended);
      }
    }
  }

  @Test
  void aServerWhoseParentIsEndedByASignal_isEnded_withoutATrace() throws IOException {
    Process parent = new ProcessBuilder(ServerProcess.command(Parent.class, List.of())).start();
    try (BufferedReader errors = parent.errorReader()) {
      errors.lines().filter("started"::equals).findFirst().orElseThrow();
      // Process.destroy would close what is read here.
      parent.toHandle().destroy();
      assertThat(errors.lines()).containsExactly("the server ended before it answered");
    }
  }
}
