package io.tributary.cli;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.RemovalException;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.cli.bench.Waiting;
import io.tributary.local.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
      "Measures how many events a second go through an endpoint that plays AWS, and how long one takes: by default a"
          + " local cloud in a process of its own.",
      "Makes a pipeline of its own there (topic, queue, pipe, bus, rule, queue; the program's is not touched), publishes"
          + " to it and receives from it with clients on the same machine (--client): in tens, one event a request, and at"
          + " a rate. It removes the pipeline at the end, also after Ctrl-C.",
      "Puts the same load on the echo, a server that answers at once with canned bytes, as many as a local cloud's: the"
          + " most that these clients and HTTP let through on this machine. Short runs say little of it, since Java is still"
          + " compiling.",
      "Prints minimum, median and maximum of several runs, after a first one whose numbers do not count. An event that is"
          + " lost, also in that one, ends the command with exit code 1; one that is received twice is told. What is not"
          + " deleted comes again after five seconds, and is looked for until a run's last event has come.",
      "After a failure the whole runs before it are printed, and how many they are."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an event that was lost, or an endpoint that cannot be measured",
      ExitCode.WRONG,
      "130:ended by Ctrl-C",
      ExitCode.GONE,
      "143:ended by SIGTERM"
    },
    footerHeading = "%nWhat the figures say:%n",
    footer = {
      "  start of the local cloud   until it answers; its program is recorded",
      "                             before, unless its config has a secret or",
      "                             scripts/tributary is not what runs this",
      "  setup of the pipeline      until its topic, queues, pipe, bus and rule",
      "                             are made",
      "  first event                from when it is due, which is when it",
      "                             should be published, to its receipt",
      "  events/s                   received, published in tens or one a",
      "                             request, as many as go through",
      "  processor time an event    of the local cloud's process, or --pid's,",
      "                             in microseconds; Java's includes compiling",
      "                             and collecting",
      "  latency                    at --rate, from when an event is due to its",
      "                             receipt; of a thousand events, 500 take no",
      "                             longer than p50, 990 than p99, 999 than",
      "                             p99.9",
      "  delay of an idle thread    how late this machine wakes one that only",
      "                             waits; as much of a latency is the",
      "                             machine's",
      "  echo, events/s             of the same load at the echo: the most to",
      "                             be had here",
      "  resident memory            of the local cloud's process, or --pid's:",
      "                             idle before the runs, after one, and with",
      "                             messages waiting: a local cloud's in a",
      "                             process of its own, --pid's after the",
      "                             runs",
      "  lost                       published and never received, but for what",
      "                             a load that failed left on its way",
      "  late                       received only by a later load than the one",
      "                             that waited",
      "  received twice             received again, by any load of a run"
    })
final class BenchCommand implements Callable<Integer> {

  private static final int WAITING_MAX = 100_000_000;

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Mixin private LoadOptions loads;

  @Mixin private EndpointOptions endpoint;

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
    Target.keepConnections(loads.plan().publishers() + loads.plan().consumers());
    terminal
        .err()
        .println(loads.howLong() + (waiting == 0 ? "" : " Filling the queue comes on top."));
    try {
      return endpoint.isLocalCloud() ? measureLocalCloud() : measureEndpoint();
    } catch (UnmeasurableException | RemovalException failed) {
      throw found(failed, failed.getMessage());
    } catch (SdkServiceException refused) {
      throw found(refused, refused.getMessage() + hint(refused));
    } catch (SdkClientException unreachable) {
      throw found(
          unreachable, endpoint.name() + " cannot be measured: " + unreachable.getMessage());
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
    endpoint.check(problems);
    if (waiting < 0 || waiting > WAITING_MAX) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--waiting takes a whole number up to %,d, got %d",
              WAITING_MAX,
              waiting));
    }
    if (waiting > 0 && !endpoint.isLocalCloud() && endpoint.process().isEmpty()) {
      problems.add("--waiting with --endpoint needs --pid: the memory of which process?");
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  private int measureLocalCloud() throws IOException, InterruptedException {
    Program program = options.load(terminal);
    // For the server, whose start would take as long again if it had to record.
    KeptRecordings.keep(program, terminal);
    String account = program.account().id();
    Figures figures = new Figures();
    // First, so that more than fits does not end what was measured for minutes.
    if (waiting > 0) {
      try (ServerProcess cloud = startCloud()) {
        fill(endpoint.target(cloud.endpoint(), account), cloud.pid(), figures);
      }
    }
    try (ServerProcess cloud = startCloud()) {
      figures.add("start of the local cloud (ms)", cloud.startedInMillis());
      Target target = endpoint.target(cloud.endpoint(), account);
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
    Figures figures = new Figures();
    Target target = endpoint.target();
    return print(
        target,
        figures,
        () -> {
          measure(target, endpoint.process(), figures);
          if (waiting > 0) {
            fill(target, endpoint.process().getAsLong(), figures);
          }
        });
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
      figures.add(BenchText.WAITING, Machine.residentMebibytes(process));
    }
  }

  private interface Measuring {
    void run() throws IOException, InterruptedException;
  }

  /** Prints the runs that were measured, also before a failure of a later one or of a removal. */
  private int print(Target target, Figures figures, Measuring measuring)
      throws IOException, InterruptedException {
    BenchText text = new BenchText(terminal);
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
    return BenchPlan.of(endpoint.isLocalCloud(), loads, waiting, console);
  }

  private void tell(String doing) {
    terminal.err().println(doing + "...");
  }

  private int lost(long count) {
    String events = Counted.of(count, "event") + (count == 1 ? " was" : " were");
    terminal.err().println("tributary: " + events + " published and never received");
    return ExitCode.FOUND;
  }
}
