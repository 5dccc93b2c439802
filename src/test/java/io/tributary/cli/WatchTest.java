package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.Program;
import io.tributary.local.ResourceGraph;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTest {

  private final Screen screen = new Screen();

  @Test
  void attempt_whatNobodyForesaw_isToldAndEndsNothing() {
    Watch.attempt(() -> ResourceGraph.fromJson("hello"), screen.terminal);

    assertThat(screen.err())
        .startsWith("tributary: the change failed")
        .contains("the next one is tried", "this is not a resource graph", "\tat ");
  }

  @Test
  void record_aProgramThatPrints_printsTheResourcesAlone() {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      RecordCommand.print(
          new Program("shop", "dev", Map.of(), Set.of(), context -> System.out.print("prices")),
          Terminal.ofProcess());
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }

    assertThat(ResourceGraph.fromJson(out.toString(StandardCharsets.UTF_8)).resources()).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("prices");
  }
}
