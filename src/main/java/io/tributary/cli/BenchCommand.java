package io.tributary.cli;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.Measurement;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.UnmeasurableException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** Measures how fast a pipeline like purchase-events is at an endpoint. */
@Command(
    name = "bench",
    description = {
      "Measures an endpoint that plays AWS: by default a local cloud with the program, in a process of its own.",
      "Makes a topic, queue, pipe, bus, rule and queue there under names of their own, publishes and receives with a"
          + " light client on the same machine, and removes them. Beside it, the same load is put on a server that"
          + " answers with canned bytes, which is the most that any server can reach here.",
      "Prints minimum, median and maximum of several runs, after one that does not count. An event that is lost ends"
          + " it with exit code 1."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int WARM_UP_SECONDS = 5;

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "what to measure in place of a local cloud, such as http://localhost:4566")
  private URI endpoint;

  @Option(
      names = "--region",
      defaultValue = "eu-west-1",
      description = "the region to name (default: ${DEFAULT-VALUE})")
  private String region;

  @Option(
      names = "--access-key",
      description =
          "the access key id to name; its user must be allowed to create what is measured (default: test; for a local"
              + " cloud the account's number, which acts as the account itself)")
  private String accessKey;

  @Option(
      names = "--pid",
      description =
          "the process behind --endpoint, if its memory and processor time are to be measured")
  private Long pid;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "how long each load is kept up (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--publishers",
      defaultValue = "8",
      description = "connections that publish (default: ${DEFAULT-VALUE})")
  private int publishers;

  @Option(
      names = "--consumers",
      defaultValue = "4",
      description = "connections that receive and delete (default: ${DEFAULT-VALUE})")
  private int consumers;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description =
          "events/s at which latency is measured, from when each is due to its receipt (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--console",
      description =
          "measure with a page of the console open, that is with its stream of ticks; of a local cloud only")
  private boolean console;

  @Option(names = "--json", description = "print the figures as JSON")
  private boolean json;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    try {
      return endpoint == null ? measureLocalCloud() : measureEndpoint();
    } catch (UnmeasurableException | SdkException failed) {
      throw new CommandException(ExitCode.FOUND, failed.getMessage());
    }
  }

  private void checkOptions() {
    List<String> problems = new ArrayList<>();
    within(problems, "--seconds", seconds, 3_600);
    within(problems, "--publishers", publishers, 1_000);
    within(problems, "--consumers", consumers, 1_000);
    within(problems, "--rate", rate, 100_000);
    within(problems, "--runs", runs, 1_000);
    if (endpoint != null && (!"http".equals(endpoint.getScheme()) || endpoint.getHost() == null)) {
      problems.add(
          "--endpoint takes an address such as http://localhost:4566, got '" + endpoint + "'");
    }
    if (endpoint == null && pid != null) {
      problems.add("--pid goes with --endpoint; the local cloud's process is known");
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  private static void within(List<String> problems, String option, int value, int most) {
    if (value < 1 || value > most) {
      problems.add("%s takes a whole number from 1 to %,d, got %d".formatted(option, most, value));
    }
  }

  private int measureLocalCloud() throws IOException, InterruptedException {
    String account = options.load(terminal).account().id();
    List<String> arguments = new ArrayList<>(List.of("up", "--port", "0", "--quiet"));
    arguments.addAll(options.asArguments());
    try (ServerProcess cloud =
        ServerProcess.start(Tributary.class, arguments, Greeting.ANSWERS_AT)) {
      Figures figures = new Figures();
      figures.add("start of the local cloud (ms)", cloud.startedInMillis());
      Target target = target(cloud.endpoint(), account);
      return measure(target, OptionalLong.of(cloud.pid()), figures);
    }
  }

  private int measureEndpoint() throws IOException, InterruptedException {
    OptionalLong process = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
    return measure(target(endpoint, "test"), process, new Figures());
  }

  private Target target(URI address, String otherwise) {
    return new Target(address, region, Objects.requireNonNullElse(accessKey, otherwise));
  }

  private int measure(Target target, OptionalLong process, Figures figures)
      throws IOException, InterruptedException {
    if (console) {
      OpenPage.on(target.endpoint());
    }
    Plan warmUp = new Plan(publishers, consumers, 1, rate, Math.min(seconds, WARM_UP_SECONDS));
    Plan plan = new Plan(publishers, consumers, 1, rate, seconds);
    memory(process, "resident memory, idle (MB)", figures);
    new Measurement(target, warmUp, process, new Figures(), doing -> tell("Warming up", doing))
        .run();
    for (int run = 1; run <= runs; run++) {
      String name = "Run " + run + " of " + runs;
      new Measurement(target, plan, process, figures, doing -> tell(name, doing)).run();
      memory(process, "resident memory, after a run (MB)", figures);
    }
    new BenchText(terminal.out()).print(target.endpoint(), figures, json);
    return figures.lost() == 0 ? ExitCode.OK : lost(figures.lost());
  }

  private static void memory(OptionalLong process, String name, Figures figures)
      throws IOException {
    if (process.isPresent()) {
      figures.add(name, Machine.residentMegabytes(process.getAsLong()));
    }
  }

  private void tell(String run, String doing) {
    terminal.err().println(run + ": " + doing + "...");
  }

  private int lost(long count) {
    terminal.err().println("tributary: " + count + " events were published and never received");
    return ExitCode.FOUND;
  }
}
