package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
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
    Map<String, String> printed =
        recorded(
            new Program("shop", "dev", Map.of(), Set.of(), context -> System.out.print("prices")));

    assertThat(ResourceGraph.fromJson(printed.get("out")).resources()).isEmpty();
    assertThat(printed.get("err")).isEqualTo("prices");
  }

  /** Without them, what is deployed at the start could not be deployed after a change. */
  @Test
  void record_printsSecretsForTheProcessThatDeploysThem() {
    Program program =
        new Program(
            "shop",
            "dev",
            Map.of("shop:policy", "{}"),
            Set.of("shop:policy"),
            context ->
                new Queue(
                    "q",
                    QueueArgs.builder().policy(context.config().requireSecret("policy")).build()));

    assertThat(ResourceGraph.fromJson(recorded(program).get("out")))
        .isEqualTo(ProgramRecorder.record(program));
  }

  private static Map<String, String> recorded(Program program) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      RecordCommand.print(program, Terminal.ofProcess());
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
    return Map.of(
        "out", out.toString(StandardCharsets.UTF_8), "err", err.toString(StandardCharsets.UTF_8));
  }
}
