package io.tributary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.Latency;
import io.tributary.cli.bench.Pipeline;
import io.tributary.cli.bench.Throughput;
import io.tributary.local.LocalServer;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast the program's pipeline is in a local cloud of its own, through the gateway. */
@Command(
    name = "bench",
    description = {
      "Measures the program in a local cloud, through its gateway, with AWS SDK clients in the same process and on the"
          + " same cores: publish to receipt one event at a time, and as many as go through at once.",
      "Prints minimum, median and maximum of several runs. An event that is lost ends it with exit code 1."
    })
final class BenchCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--events",
      defaultValue = "20000",
      description = "events of a run (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--publishers",
      defaultValue = "4",
      description = "threads that publish (default: ${DEFAULT-VALUE})")
  private int publishers;

  @Option(
      names = "--consumers",
      defaultValue = "4",
      description = "threads that receive (default: ${DEFAULT-VALUE})")
  private int consumers;

  @Option(
      names = "--batch",
      defaultValue = "10",
      description = "events a publish, 1 to 10 (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--console",
      description = "measure with a page of the console open, that is with its stream of ticks")
  private boolean console;

  @Option(names = "--json", description = "print the figures as JSON")
  private boolean json;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    checkOptions();
    try (LocalServer server =
        LocalServer.start(options.load(terminal), 0, ConsolePages.in(options.directory()))) {
      terminal.err().println(Greeting.deployed(server));
      Demo demo = Systems.ofProject(server.graph().stack().project()).demo();
      Pipeline pipeline =
          new Pipeline(
              () -> AwsClients.sns(server),
              () -> AwsClients.sqs(server),
              server.output(demo.examples().get(0).topicArnOutput()),
              server.output(demo.queueUrlOutput()));
      if (console) {
        OpenPage.on(server);
      }
      Map<String, double[]> figures = new LinkedHashMap<>();
      int lost = measure(pipeline, figures);
      print(figures);
      return lost == 0 ? ExitCode.OK : lost(lost);
    } catch (TimeoutException lost) {
      throw new CommandException(ExitCode.FOUND, lost.getMessage());
    }
  }

  private void checkOptions() {
    List<String> problems = new ArrayList<>();
    atLeastOne(problems, "--publishers", publishers);
    atLeastOne(problems, "--consumers", consumers);
    atLeastOne(problems, "--runs", runs);
    if (batch < 1 || batch > 10) {
      problems.add("--batch takes 1 to 10 events, got " + batch);
    }
    if (problems.isEmpty()) {
      checkEvents(problems, (long) publishers * batch);
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  private static void atLeastOne(List<String> problems, String option, int value) {
    if (value < 1) {
      problems.add(option + " takes a whole number, 1 or more, got " + value);
    }
  }

  /** Every publisher sends the same number of full batches. */
  private void checkEvents(List<String> problems, long share) {
    if (events < share || events % share != 0) {
      problems.add(
          "--events must be a multiple of --publishers times --batch, which is "
              + share
              + ", got "
              + events
              + "; try --events "
              + Math.max(share, events / share * share));
    }
  }

  private int measure(Pipeline pipeline, Map<String, double[]> figures)
      throws InterruptedException, ExecutionException, TimeoutException {
    double[] latency = new double[runs];
    double[] throughput = new double[runs];
    int lost = 0;
    Throughput load = new Throughput(events, publishers, consumers, batch);
    for (int run = 0; run < runs; run++) {
      terminal.progress("Run " + (run + 1) + " of " + runs + "...");
      latency[run] = Latency.medianMillis(pipeline, 500);
      Throughput.Result result = load.run(pipeline, "run-" + run);
      throughput[run] = result.eventsPerSecond();
      lost += events - result.received();
    }
    terminal.progressDone();
    figures.put("publish to receipt, one at a time, median (ms)", latency);
    figures.put(
        "events/s end to end, " + publishers + " publishers, batches of " + batch, throughput);
    return lost;
  }

  private int lost(int count) {
    terminal.err().println("tributary: " + count + " events were published and never received");
    return ExitCode.FOUND;
  }

  private void print(Map<String, double[]> figures) throws IOException {
    if (json) {
      terminal.out().println(new ObjectMapper().writeValueAsString(figures));
      return;
    }
    terminal.out().printf("%-56s %10s %10s %10s%n", "", "min", "median", "max");
    figures.forEach(this::printRow);
    terminal
        .out()
        .println(
            "on "
                + Runtime.getRuntime().availableProcessors()
                + " cores, Java "
                + Runtime.version());
  }

  private void printRow(String name, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-56s %10.2f %10.2f %10.2f%n",
            name,
            sorted[0],
            sorted[sorted.length / 2],
            sorted[sorted.length - 1]);
  }
}
