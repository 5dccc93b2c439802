package io.tributary.cli;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.Measurement;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.cli.bench.Waiting;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Measures how fast a pipeline like purchase-events is at an endpoint. */
@Command(
    name = "bench",
    description = {
      "Measures an endpoint that plays AWS: by default a local cloud with the program, in a process of its own.",
      "Makes a topic, queue, pipe, bus, rule and queue there under names of their own, publishes and receives with a"
          + " light client on the same machine, and removes them, also by Ctrl-C: events in tens, one a request, and at a rate. The same"
          + " load on the echo, a server that answers at once with canned bytes, as many as a local cloud's, tells how much the"
          + " client and HTTP alone let through here; short runs are too much about compiling to say so.",
      "Prints minimum, median and maximum of several runs, after one that does not count. An event that is lost ends"
          + " it with exit code 1."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an event that was lost, or an endpoint that cannot be measured",
      ExitCode.WRONG,
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    })
final class BenchCommand implements Callable<Integer> {

  private static final int WARM_UP_SECONDS = 5;
  private static final int WAITING_MAX = 100_000_000;

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
          "the access key id to name; its user must be allowed to create what is measured (default: the account's number,"
              + " which in a local cloud acts as the account itself; with --endpoint: test)")
  private String accessKey;

  @Option(
      names = "--pid",
      description =
          "the process behind --endpoint, if its memory and processor time are to be measured")
  private Long pid;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description =
          "how long each of the five loads of a run is kept up (default: ${DEFAULT-VALUE})")
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
      names = "--waiting",
      paramLabel = "<messages>",
      defaultValue = "0",
      description =
          "fill a queue with as many messages of 200 bytes, and tell the memory of the endpoint's process then, which is"
              + " a new one for the local cloud (default: ${DEFAULT-VALUE}, nothing of that)")
  private int waiting;

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
    } catch (UnmeasurableException failed) {
      throw new CommandException(ExitCode.FOUND, failed.getMessage());
    } catch (SdkServiceException refused) {
      throw new CommandException(ExitCode.FOUND, refused.getMessage() + hint(refused));
    } catch (SdkClientException unreachable) {
      throw new CommandException(
          ExitCode.FOUND,
          (endpoint == null ? "the local cloud" : endpoint)
              + " cannot be measured: "
              + unreachable.getMessage());
    }
  }

  private static String hint(SdkServiceException refused) {
    return refused.statusCode() == HTTP_FORBIDDEN
        ? "\nName one who may create topics, queues, pipes, rules and roles with --access-key; for a local cloud of"
            + " Tributary's that is the account's number, as in its ARNs."
        : "";
  }

  private void checkOptions() {
    List<String> problems = new ArrayList<>();
    within(problems, "--seconds", seconds, 3_600);
    within(problems, "--publishers", publishers, 1_000);
    within(problems, "--consumers", consumers, 1_000);
    within(problems, "--rate", rate, 100_000);
    within(problems, "--runs", runs, 1_000);
    if (waiting < 0 || waiting > WAITING_MAX) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--waiting takes a whole number up to %,d, got %d",
              WAITING_MAX,
              waiting));
    }
    if (waiting > 0 && endpoint != null && pid == null) {
      problems.add("--waiting with --endpoint needs --pid: the memory of which process?");
    }
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
      problems.add(
          String.format(
              Locale.ROOT, "%s takes a whole number from 1 to %,d, got %d", option, most, value));
    }
  }

  private int measureLocalCloud() throws IOException, InterruptedException {
    String account = options.load(terminal).account().id();
    Figures figures = new Figures();
    // First, so that more than fits does not end what was measured for minutes.
    if (waiting > 0) {
      try (ServerProcess cloud = startCloud()) {
        fill(target(cloud.endpoint(), account), cloud.pid(), figures);
      }
    }
    URI measured;
    try (ServerProcess cloud = startCloud()) {
      figures.add("start of the local cloud (ms)", cloud.startedInMillis());
      measured = cloud.endpoint();
      measure(target(measured, account), OptionalLong.of(cloud.pid()), figures);
    }
    return print(measured, figures);
  }

  private ServerProcess startCloud() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("up", "--port", "0", "--quiet"));
    arguments.addAll(options.asArguments());
    return ServerProcess.start(Tributary.class, arguments, Greeting.ANSWERS_AT);
  }

  private int measureEndpoint() throws IOException, InterruptedException {
    OptionalLong process = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
    Figures figures = new Figures();
    Target target = target(endpoint, "test");
    measure(target, process, figures);
    if (waiting > 0) {
      fill(target, pid, figures);
    }
    return print(endpoint, figures);
  }

  private Target target(URI address, String otherwise) {
    return new Target(
        address, region, Objects.requireNonNullElse(accessKey, otherwise), endpoint != null);
  }

  private void measure(Target target, OptionalLong process, Figures figures)
      throws IOException, InterruptedException {
    if (console) {
      OpenPage.on(target.endpoint());
    }
    Plan warmUp = new Plan(publishers, consumers, 1, rate, Math.min(seconds, WARM_UP_SECONDS));
    Plan plan = new Plan(publishers, consumers, 1, rate, seconds);
    memory(process, "resident memory, idle (MB)", figures);
    // One for all runs, so that it is as warm as what it is compared with.
    try (ServerProcess echo = ServerProcess.echo()) {
      measurement(target, echo, warmUp, process, new Figures(), "Warming up").run();
      for (int run = 1; run <= runs; run++) {
        String name = "Run " + run + " of " + runs;
        measurement(target, echo, plan, process, figures, name).run();
        memory(process, "resident memory, after a run (MB)", figures);
      }
    }
  }

  private Measurement measurement(
      Target target,
      ServerProcess echo,
      Plan plan,
      OptionalLong process,
      Figures figures,
      String name) {
    return new Measurement(
        target, echo.endpoint(), plan, process, figures, doing -> tell(name, doing));
  }

  private void fill(Target target, long process, Figures figures)
      throws IOException, InterruptedException {
    tell(String.format(Locale.ROOT, "%,d messages", waiting), "filling a queue");
    try (Waiting filled = Waiting.fill(target, waiting, publishers)) {
      memory(
          OptionalLong.of(process),
          String.format(Locale.ROOT, "resident memory, %,d waiting (MB)", filled.messages()),
          figures);
    }
  }

  private int print(URI measured, Figures figures) throws IOException {
    new BenchText(terminal.out()).print(measured, figures, json);
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
