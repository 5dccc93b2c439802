package io.tributary.cli;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.RemovalException;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.cli.bench.Waiting;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
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
      "Prints minimum, median and maximum of several runs, after one whose numbers do not count. An event that is lost"
          + " or received twice is told, in that one, too; one that is lost ends it with exit code 1. What is not deleted"
          + " comes again after five seconds, and is looked for until a run's last event has come.",
      "A failure ends it; the whole runs before it are printed nevertheless, and how many they are."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an event that was lost, or an endpoint that cannot be measured",
      ExitCode.WRONG,
      "130:ended by Ctrl-C",
      ExitCode.GONE,
      "143:ended by SIGTERM"
    })
final class BenchCommand implements Callable<Integer> {

  private static final int WAITING_MAX = 100_000_000;

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Mixin private LoadOptions loads;

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
    } catch (UnmeasurableException | RemovalException failed) {
      throw found(failed, failed.getMessage());
    } catch (SdkServiceException refused) {
      throw found(refused, refused.getMessage() + hint(refused));
    } catch (SdkClientException unreachable) {
      throw found(
          unreachable,
          (endpoint == null ? "the local cloud" : endpoint)
              + " cannot be measured: "
              + unreachable.getMessage());
    }
  }

  /** With what could not be removed after the failure. */
  private static CommandException found(RuntimeException failure, String message) {
    Stream<String> left =
        Arrays.stream(failure.getSuppressed())
            .filter(RemovalException.class::isInstance)
            .map(Throwable::getMessage);
    return new CommandException(
        ExitCode.FOUND, Stream.concat(Stream.of(message), left).collect(Collectors.joining("\n")));
  }

  private static String hint(SdkServiceException refused) {
    return refused.statusCode() == HTTP_FORBIDDEN
        ? "\nName one who may create topics, queues, pipes, rules and roles with --access-key; for a local cloud of"
            + " Tributary's that is the account's number, as in its ARNs."
        : "";
  }

  private void checkOptions() {
    List<String> problems = new ArrayList<>();
    loads.check(problems);
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

  private int measureLocalCloud() throws IOException, InterruptedException {
    String account = options.load(terminal).account().id();
    Figures figures = new Figures();
    // First, so that more than fits does not end what was measured for minutes.
    if (waiting > 0) {
      try (ServerProcess cloud = startCloud()) {
        fill(target(cloud.endpoint(), account), cloud.pid(), figures);
      }
    }
    try (ServerProcess cloud = startCloud()) {
      figures.add("start of the local cloud (ms)", cloud.startedInMillis());
      Target target = target(cloud.endpoint(), account);
      OptionalLong process = OptionalLong.of(cloud.pid());
      return print(target, figures, () -> measure(target, process, figures));
    }
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
    return print(
        target,
        figures,
        () -> {
          measure(target, process, figures);
          if (waiting > 0) {
            fill(target, pid, figures);
          }
        });
  }

  private Target target(URI address, String otherwise) {
    return new Target(
        address, region, Objects.requireNonNullElse(accessKey, otherwise), endpoint != null);
  }

  private void measure(Target target, OptionalLong process, Figures figures)
      throws IOException, InterruptedException {
    Optional<OpenPage> page =
        console ? Optional.of(OpenPage.on(target.endpoint())) : Optional.empty();
    new BenchRuns(target, process, page, figures, this::tell).measure(loads);
  }

  private void fill(Target target, long process, Figures figures)
      throws IOException, InterruptedException {
    tell(String.format(Locale.ROOT, "%,d messages: filling a queue", waiting));
    Waiting filled = Waiting.fill(target, waiting, loads.plan().publishers());
    try (filled) {
      figures.add("resident memory, messages waiting (MiB)", Machine.residentMebibytes(process));
    }
  }

  private interface Measuring {
    void run() throws IOException, InterruptedException;
  }

  /** Prints the runs that were measured, also before a failure of a later one or of a removal. */
  private int print(Target target, Figures figures, Measuring measuring)
      throws IOException, InterruptedException {
    BenchText text = new BenchText(terminal.out());
    try {
      measuring.run();
    } catch (UnmeasurableException | RemovalException | SdkException failed) {
      if (figures.runs() > 0) {
        text.print(target.endpoint(), plan(), figures, json);
      } else if (figures.lost() + figures.late() + figures.duplicates() > 0) {
        terminal.err().println(BenchText.events(target.endpoint(), figures));
      }
      throw failed;
    }
    text.print(target.endpoint(), plan(), figures, json);
    return figures.lost() == 0 ? ExitCode.OK : lost(figures.lost());
  }

  private BenchPlan plan() {
    return BenchPlan.of(endpoint == null, loads, waiting, console);
  }

  private void tell(String doing) {
    terminal.err().println(doing + "...");
  }

  private int lost(long count) {
    terminal.err().println("tributary: " + count + " events were published and never received");
    return ExitCode.FOUND;
  }
}
