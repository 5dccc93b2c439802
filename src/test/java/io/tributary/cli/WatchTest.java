package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import io.tributary.local.LocalServer;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
  void deploy_tellsWhatItChanged() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      deploy(Map.of("purchaseQueue", "orders", "monitoring", "false"), server);

      assertThat(screen.out().lines())
          .contains(
              "  +- Queue                    queue jane-orders",
              "  -  Dashboard                dashboard jane-purchase-events")
          .anyMatch(it -> it.startsWith("  ~  "))
          .last()
          .asString()
          .matches(
              "Deployed again in \\d+ ms: (\\d+ created, )?\\d+ updated, \\d+ replaced, \\d+ deleted;"
                  + " what lay in queues that stay is still there\\.");
    }
  }

  @Test
  void deploy_ofWhatIsThere_saysSo() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      deploy(Map.of(), server);

      assertThat(screen.out())
          .isEqualToIgnoringNewLines("Nothing to deploy: the program asks for what is there.");
    }
  }

  @Test
  void deploy_ofWhatIsThere_tellsWhatSetOverrules() {
    StackOptions options = options("--set", "purchaseQueue=orders", "--set", "debugRule=true");
    ResourceGraph graph = Purchases.recorded(Map.of());
    try (LocalServer server = Purchases.served(graph)) {
      Watch.deploy(graph, server, options, 0, screen.terminal.out()::println);

      assertThat(screen.out())
          .isEqualToIgnoringNewLines(
              "Nothing to deploy: the program asks for what is there (--set overrules the stack"
                  + " file's purchaseQueue, debugRule).");
    }
  }

  private static StackOptions options(String... arguments) {
    return CommandLine.populateCommand(new StackOptions(), arguments);
  }

  @Test
  void deploy_whereTheCloudsTimeIsPaused_saysWhatItWaitsFor() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      server.run(server::pause);
      List<String> printed = new ArrayList<>();
      Consumer<String> resuming =
          line -> {
            printed.add(line);
            server.run(server::resume);
          };

      Watch.deploy(Purchases.recorded(Map.of()), server, options(), 0, resuming);

      assertThat(printed)
          .first()
          .isEqualTo("The cloud's time is paused: this goes on once you resume it in the console.");
    }
  }

  @Test
  void attempt_whatIsDeployedInPart_isToldWithWhatWasDone() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      ResourceGraph graph = Purchases.recorded(Map.of("debugRule", "true"));
      String group = graph.named("aws:cloudwatch/logGroup:LogGroup", "basket-events-logs").urn();
      ResourceGraph failing =
          graph.altered(
              group,
              inputs -> {
                inputs.put("retentionInDays", 2);
                return inputs;
              });

      Watch.attempt(
          () -> Watch.deploy(failing, server, options(), 0, screen.terminal.out()::println),
          screen.terminal);

      assertThat(screen.out())
          .contains("  +  EventRule                rule jane-purchase-events-debug");
      assertThat(screen.err())
          .startsWith("tributary: the change is deployed in part:")
          .contains("basket-events-logs could not be changed");
    }
  }

  private void deploy(Map<String, String> config, LocalServer server) {
    Watch.deploy(Purchases.recorded(config), server, options(), 0, screen.terminal.out()::println);
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
