package io.tributary.cli;

import io.tributary.cloud.gateway.http.HttpHost;
import io.tributary.console.Recording;
import io.tributary.console.ReplayServer;
import io.tributary.local.Program;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Simulation;
import io.tributary.simulate.Sweep;
import io.tributary.simulate.Violation;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the program under virtual time with faults, and checks that nothing is lost. */
@Command(
    name = "simulate",
    description = {
      "Runs the program in a local cloud under virtual time: publishes events, lets things fail as AWS, the network"
          + " and people do, stops the faults, lets the backlog drain, redrives every dead-letter queue, and checks"
          + " that no event is lost to one of its queues, changed or where it must not be. An event that could be"
          + " delivered, and expires in a queue before it is, is lost.",
      "All chance is drawn from the seed: a run can be repeated to the last hop."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an invariant that did not hold, or a resource that cannot be deployed",
      ExitCode.WRONG
          + ", a program that passes on only parts of its events, a port that is not to be had",
      "130:ended by Ctrl-C, as --open always is",
      ExitCode.GONE,
      "143:ended by SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tributary simulate --seed 7 --events 10000",
      "  tributary simulate --faults none --events 1000000 --rate 1000",
      "  tributary simulate --check --runs 200",
      "  tributary simulate --seed 7 --open"
    })
final class SimulateCommand implements Callable<Integer> {

  private static final int RUNS = 100;
  private static final String DOING = "Simulating";

  /** How many of the newest hops --open shows at most; some 300 MB with what they carry. */
  private static final int MOST_HOPS_OPENED = 2_000_000;

  private static final Duration SHRINKING = Duration.ofSeconds(30);

  private final Terminal terminal;

  @Mixin private StackOptions stack;

  @Mixin private ScenarioOptions options;

  @Option(names = "--check", description = "run many seeds, from --seed on, on all cores")
  private boolean check;

  @Option(names = "--runs", description = "how many seeds --check runs (default: " + RUNS + ")")
  private Integer runs;

  @Option(names = "--json", description = "print the result as JSON")
  private boolean json;

  @Option(
      names = "--open",
      description =
          "after the run serve its journal on the console's map, to be played forwards and backwards, until Ctrl-C;"
              + " of a run of more than 2,000,000 hops, or of more than 64 million characters, the newest")
  private boolean open;

  @Option(
      names = "--port",
      description = "port on 127.0.0.1 for --open (default: a free one, which is printed)")
  private Integer port;

  @Option(names = "--list-faults", description = "list the faults there are, and end")
  private boolean listFaults;

  SimulateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (listFaults && json) {
      throw new CommandException(
          ExitCode.USAGE, "--list-faults prints a list for people; leave out --json");
    }
    if (listFaults) {
      terminal.out().println(FaultsOption.list());
      return ExitCode.OK;
    }
    checkRuns();
    checkOpen();
    Scenario scenario = options.scenario();
    checkStrikes(scenario);
    Simulation simulation = simulation();
    return check ? sweep(simulation, scenario) : runOnce(simulation, scenario);
  }

  private void checkRuns() {
    if (runs != null && runs < 1) {
      throw new CommandException(ExitCode.USAGE, "--runs takes 1 or more, got " + runs);
    }
    if (runs != null && !check) {
      throw new CommandException(
          ExitCode.USAGE,
          "--runs %s says how many seeds --check runs; add --check, or leave --runs out for one run"
              .formatted(runs));
    }
  }

  private void checkStrikes(Scenario scenario) {
    if (check && scenario.onlyStrikes().isPresent()) {
      throw new CommandException(
          ExitCode.USAGE,
          "--only-strikes names strikes of one seed, but --check runs many; leave one of them out");
    }
  }

  private void checkOpen() {
    if (open && check) {
      throw new CommandException(
          ExitCode.USAGE, "--open shows one run, but --check runs many; leave one of them out");
    }
    if (port != null && !open) {
      throw new CommandException(
          ExitCode.USAGE, "--port is where --open serves the run; add --open, or leave it out");
    }
    int asked = Ports.toListenOn(port == null ? 0 : port);
    if (open) {
      // Nobody plays a long run to learn that its port is busy.
      HttpHost.requireFree(asked);
    }
  }

  private Simulation simulation() {
    Simulation simulation = recorded();
    if (!json) {
      OthersTopics.note(simulation.graph()).ifPresent(terminal.out()::println);
      OthersQueues.note(simulation.graph()).ifPresent(terminal.out()::println);
    }
    return simulation;
  }

  private Simulation recorded() {
    Program program = stack.load(terminal);
    Demo demo = Systems.demoOf(program.project());
    List<Simulation.Example> examples = examples(demo, stack.directory());
    terminal.progress("Recording " + program.project() + "/" + program.stack() + "...");
    ResourceGraph graph = KeptRecordings.ofThisCommand(terminal).of(program);
    try {
      Simulation simulation = simulation(graph, examples);
      simulation.refusal().ifPresent(SimulateCommand::refuse);
      return simulation;
    } finally {
      terminal.progressDone();
    }
  }

  private static Simulation simulation(ResourceGraph graph, List<Simulation.Example> examples) {
    try {
      return Simulation.of(graph, examples);
    } catch (IllegalArgumentException wrong) {
      throw new CommandException(ExitCode.USAGE, wrong.getMessage());
    }
  }

  private static void refuse(String why) {
    throw new CommandException(ExitCode.USAGE, why);
  }

  /** The examples of a demo, whose files lie in a folder. */
  static List<Simulation.Example> examples(Demo demo, Path directory) {
    List<Simulation.Example> examples = new ArrayList<>();
    for (Demo.Example example : demo.examples()) {
      String body = ExampleFile.read(directory, example);
      var attributes = ExampleFile.attributes(directory, example);
      examples.add(
          new Simulation.Example(
              demo.name(example),
              example.topicArnOutput(),
              body,
              attributes,
              example.queueUrlOutputs()));
    }
    return examples;
  }

  private int runOnce(Simulation simulation, Scenario scenario) throws IOException {
    long begin = System.nanoTime();
    Simulation.Kept kept = kept(simulation, scenario);
    Outcome outcome = kept.outcome();
    tellWallTime(begin, outcome.accepted());
    SimulationReport report = new SimulationReport(outcome);
    if (json) {
      terminal.printJson(report.document());
    } else {
      report.lines().forEach(terminal.out()::println);
    }
    int exitCode = outcome.holds() ? ExitCode.OK : explain(simulation, outcome);
    if (open) {
      serve(simulation, kept);
    }
    return exitCode;
  }

  private Simulation.Kept kept(Simulation simulation, Scenario scenario) {
    int events = scenario.onlyEvents().map(Set::size).orElse(scenario.events());
    try (Progress progress = new Progress(terminal, DOING, events, "events published")) {
      return simulation.keep(
          scenario,
          share -> progress.at((int) Math.round(share * events)),
          open ? MOST_HOPS_OPENED : 0);
    }
  }

  /** Apart from the result, which is the same for the same seed. */
  private void tellWallTime(long beginNanos, long events) {
    terminal.err().println(wallTime(events, (System.nanoTime() - beginNanos) / 1e9));
  }

  static String wallTime(long events, double seconds) {
    String told = "%s in %.1f s of wall time";
    // In less time Java is busy with itself.
    if (seconds >= 1) {
      told += ", %,.0f events/s";
    }
    return String.format(Locale.ROOT, told, Counted.of(events, "event"), seconds, events / seconds);
  }

  private void serve(Simulation simulation, Simulation.Kept kept) {
    Outcome outcome = kept.outcome();
    long faults = outcome.struck().values().stream().mapToLong(Long::longValue).sum();
    Recording recording =
        new Recording(
            simulation.graph(),
            kept.cloud(),
            outcome.scenario().seed(),
            faults,
            outcome.violations().size());
    try (ReplayServer server = ReplayServer.start(recording, port == null ? 0 : port)) {
      PrintWriter to = json ? terminal.err() : terminal.out();
      to.println("The run is open at " + server.page() + "  Ctrl-C ends it.");
      Serving.untilEnded(server::close);
    }
  }

  private int sweep(Simulation simulation, Scenario scenario)
      throws InterruptedException, ExecutionException {
    int seeds = runs == null ? RUNS : runs;
    int cores = Runtime.getRuntime().availableProcessors();
    long begin = System.nanoTime();
    Sweep sweep;
    try (Progress progress = new Progress(terminal, DOING, seeds, "runs")) {
      sweep = Sweep.of(simulation, scenario, seeds, cores, told(progress));
    }
    tellWallTime(begin, sweep.events());
    SweepReport report = new SweepReport(scenario, sweep);
    if (json) {
      terminal.printJson(report.document());
    } else {
      terminal.out().println(report.text());
    }
    return sweep.firstFailed().map(it -> explain(simulation, it)).orElse(ExitCode.OK);
  }

  /** A failed seed is told at once: the sweep may take hours yet, or be stopped. */
  private static Sweep.Listener told(Progress progress) {
    return new Sweep.Listener() {
      @Override
      public void done(int runs) {
        progress.at(runs);
      }

      @Override
      public void failed(Outcome outcome) {
        Stream<String> broken = outcome.violations().stream().map(Violation::invariant).distinct();
        progress.failed(
            "seed %s broke %s"
                .formatted(outcome.scenario().seed(), broken.collect(Collectors.joining(", "))));
      }
    };
  }

  private int explain(Simulation simulation, Outcome failed) {
    new SimulationFailure(simulation, terminal, stack.given()).explain(failed, SHRINKING);
    return ExitCode.FOUND;
  }
}
