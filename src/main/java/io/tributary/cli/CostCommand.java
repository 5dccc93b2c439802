package io.tributary.cli;

import io.tributary.cloud.sns.MessageAttributes;
import io.tributary.cost.CostReport;
import io.tributary.cost.ListPrices;
import io.tributary.cost.Load;
import io.tributary.cost.QuotaReport;
import io.tributary.cost.UnpricedException;
import io.tributary.local.Program;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what a program costs on AWS, and which quota it meets first. */
@Command(
    name = "cost",
    description = {
      "Reckons what the program's resources cost on AWS in a month at a load, line by line, by dated prices, of which those"
          + " that are not from AWS's own list are named; and with --quotas, at which rate of events each default"
          + " quota of AWS binds and what moves it.",
      "The prices and quotas known are those of " + ListPrices.REGION + " only.",
      "What of the program cannot be reckoned is named, and left out.",
      "All goes well in this month: every event passes every filter and every enabled rule, once.",
      "Give --events-per-month, or --quotas, or both."
    },
    exitCodeList = {
      ExitCode.WELL,
      ExitCode.WRONG + ", another region than that of the prices",
      ExitCode.GONE
    },
    footer = {
      "",
      "Examples:",
      "  tributary cost --events-per-month 1000000",
      "  tributary cost --events-per-month 50000000 --event-bytes 2000 --set debugRule=true",
      "  tributary cost --quotas"
    })
final class CostCommand implements Callable<Integer> {

  private static final int WORK_SECONDS = 1;

  /** In bytes; what is as small meets the same quotas, whatever its size. */
  private static final long SMALL_EVENT = 1_000;

  private static final String BEYOND =
      "So many are more than AWS's default quotas let pass; --quotas tells which bind, and what"
          + " moves them.";

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--events-per-month",
      paramLabel = "N",
      description = "how many events are published in a month, to all topics together")
  private Optional<Long> events;

  @Option(
      names = "--event-bytes",
      paramLabel = "B",
      description =
          "the size of an event as it is published, with its message attributes, in bytes: 1 to "
              + Load.LARGEST_EVENT
              + ", or fewer where a queue on its way takes no message so large (default: the mean of the"
              + " example events; without these, for --quotas alone, "
              + SMALL_EVENT
              + ")")
  private Optional<Long> eventBytes;

  @Option(names = "--quotas", description = "tell which default quota binds first")
  private boolean quotas;

  @Option(
      names = "--work-seconds",
      paramLabel = "S",
      description = "for --quotas: how long a message is worked on (default: " + WORK_SECONDS + ")")
  private Double workSeconds;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  CostCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    check();
    Program program = options.load(terminal);
    ListPrices prices = ListPrices.read();
    try {
      // A region that is left empty is a problem with the config, which the program tells.
      if (!program.account().region().isBlank()) {
        prices.requireRegion(program.account().region());
      }
      ResourceGraph graph = KeptRecordings.ofThisCommand(terminal).of(program);
      terminal.progressDone();
      report(graph, prices);
    } catch (UnpricedException unknown) {
      throw new CommandException(ExitCode.USAGE, unknown.getMessage());
    }
    return ExitCode.OK;
  }

  private void check() {
    if (events.isEmpty() && !quotas) {
      throw new CommandException(
          ExitCode.USAGE, "cost needs --events-per-month N, or --quotas, or both");
    }
    if (workSeconds != null && !quotas) {
      throw new CommandException(
          ExitCode.USAGE, "--work-seconds is for --quotas; add --quotas, or leave it out");
    }
    if (workSeconds != null && !(workSeconds > 0 && workSeconds <= 43_200)) {
      throw new CommandException(
          ExitCode.USAGE,
          "--work-seconds takes more than 0 and at most 43200, the longest visibility timeout, got "
              + workSeconds);
    }
  }

  private void report(ResourceGraph graph, ListPrices prices) {
    Load load = load(graph);
    Optional<CostReport> cost = events.map(any -> CostReport.of(graph, load, prices));
    double seconds = workSeconds == null ? WORK_SECONDS : workSeconds;
    QuotaReport bounds = QuotaReport.of(graph, load.eventBytes(), seconds, prices);
    if (json) {
      printJson(cost, bounds);
    } else {
      print(cost, bounds);
    }
  }

  private void printJson(Optional<CostReport> cost, QuotaReport bounds) {
    Map<String, Object> all = new LinkedHashMap<>();
    cost.ifPresent(report -> all.put("cost", report));
    if (quotas) {
      all.put("quotas", bounds);
    }
    terminal.printJson(all);
  }

  private void print(Optional<CostReport> cost, QuotaReport bounds) {
    cost.map(CostText::lines).ifPresent(lines -> lines.forEach(terminal.out()::println));
    if (quotas) {
      cost.ifPresent(report -> terminal.out().println());
      QuotaText.lines(bounds).forEach(terminal.out()::println);
    } else if (bounds.binds(events.orElseThrow(), Load.MONTH)) {
      terminal.out().println();
      terminal.out().println(BEYOND);
    }
  }

  /** For quotas alone the number of events does not matter. */
  private Load load(ResourceGraph graph) {
    long bytes =
        eventBytes.isPresent()
            ? eventBytes.get()
            : bytesOfAnExample(options.directory(), examples(graph), events.isPresent());
    try {
      return Load.ofMonth(events.orElse(1L), bytes);
    } catch (IllegalArgumentException wrong) {
      throw new CommandException(ExitCode.USAGE, wrong.getMessage());
    }
  }

  private static List<Demo.Example> examples(ResourceGraph graph) {
    return Systems.demoOf(graph.stack().project()).examples();
  }

  /**
   * The mean of the examples; where a file of theirs is not there, that of a small event.
   *
   * @param isNeeded whether to fail instead
   */
  static long bytesOfAnExample(Path directory, List<Demo.Example> examples, boolean isNeeded) {
    Optional<Path> missing =
        examples.stream()
            .flatMap(Demo.Example::files)
            .map(directory::resolve)
            .filter(Files::notExists)
            .findFirst();
    if (missing.isEmpty()) {
      return meanBytes(directory, examples);
    }
    if (!isNeeded) {
      return SMALL_EVENT;
    }
    throw new CommandException(
        ExitCode.USAGE,
        "an example's file %s is not there to tell the size of an event; add --event-bytes B"
            .formatted(missing.get()));
  }

  /** As SNS counts them: bodies, and the names, types and values of attributes. */
  private static long meanBytes(Path directory, List<Demo.Example> examples) {
    long bytes = 0;
    for (Demo.Example example : examples) {
      String message = ExampleFile.read(directory, example);
      bytes += message.getBytes(StandardCharsets.UTF_8).length;
      bytes += MessageAttributes.bytes(ExampleFile.attributes(directory, example));
    }
    return bytes / examples.size();
  }
}
