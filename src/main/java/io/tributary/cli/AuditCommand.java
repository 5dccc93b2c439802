package io.tributary.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tributary.audit.Audit;
import io.tributary.audit.AuditReport;
import io.tributary.audit.Example;
import io.tributary.house.Finding;
import io.tributary.house.HouseRules;
import io.tributary.house.Waivers;
import io.tributary.house.WaiversException;
import io.tributary.local.Program;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves a program's permissions neither too few nor too many. */
@Command(
    name = "audit",
    description = {
      "Plays the program's flows, those of failure too, in local clouds under simulated time with IAM enforced: every event"
          + " has to arrive in all of its queues or, where something fails, to lie in one. Then takes each action, resource,"
          + " principal and condition of each policy away in turn and plays them again: what makes no difference is not needed.",
      "Checks the rules of the house too, but for what waivers.yaml excuses."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:something was found: an event that did not arrive, a permission too few or too many, a forged request that gets"
          + " through, a filter or pattern that let no event through, a rule of the house broken; or a resource that cannot be"
          + " deployed",
      ExitCode.WRONG,
      ExitCode.GONE
    },
    footer = {
      "",
      "Examples:",
      "  tributary audit",
      "  tributary audit --grants --set debugRule=true",
      "  tributary audit --json",
      "  tributary audit --rules"
    })
final class AuditCommand implements Callable<Integer> {

  /** The whole result, for a program. */
  record Result(
      @JsonUnwrapped AuditReport report,
      List<Finding> brokenRules,
      List<String> publishedAsTheAccount,
      List<String> queuesNotMade) {

    static Result of(ResourceGraph graph, AuditReport report, List<Finding> brokenRules) {
      return new Result(report, brokenRules, OthersTopics.of(graph), OthersQueues.of(graph));
    }
  }

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(names = "--grants", description = "print each grant with the flow that proves it needed")
  private boolean grants;

  @Option(
      names = "--proofs",
      description = "print each grant with what is otherwise in that flow without it")
  private boolean proofs;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Option(
      names = "--rules",
      description = "list the rules of the house with their reasons, and end")
  private boolean listRules;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (listRules && json) {
      throw new CommandException(
          ExitCode.USAGE, "--rules prints a list for people; leave out --json");
    }
    if (listRules) {
      RulesText.list().forEach(terminal.out()::println);
      return ExitCode.OK;
    }
    Program program = options.load(terminal);
    Waivers waivers = waivers();
    ResourceGraph graph = KeptRecordings.ofThisCommand(terminal).of(program);
    List<Finding> broken = HouseRules.check(graph, waivers, LocalDate.now());
    AuditReport report = audit(graph);
    terminal.progressDone();
    if (json) {
      terminal.printJson(Result.of(graph, report, broken));
    } else {
      terminal.out().println("Audit of " + program.project() + "/" + program.stack());
      OthersTopics.note(graph).ifPresent(terminal.out()::println);
      OthersQueues.note(graph).ifPresent(terminal.out()::println);
      AuditText.lines(report, detail()).forEach(terminal.out()::println);
      RulesText.lines(broken).forEach(terminal.out()::println);
    }
    return report.findings().isEmpty() && broken.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
  }

  private AuditText.Detail detail() {
    return proofs
        ? AuditText.Detail.PROOFS
        : grants ? AuditText.Detail.GRANTS : AuditText.Detail.POLICIES;
  }

  private Waivers waivers() throws IOException {
    try {
      return Waivers.read(options.directory());
    } catch (WaiversException wrong) {
      throw new CommandException(ExitCode.USAGE, wrong.getMessage());
    }
  }

  private AuditReport audit(ResourceGraph graph) {
    Audit audit = audit(graph, options.directory());
    terminal.progress("Playing the flows...");
    return audit.run(
        (done, all) -> terminal.progress("Judged " + done + " of " + all + " changes..."));
  }

  /**
   * The audit of a program.
   *
   * @param directory its folder, where the files of its examples are; the sources of components are
   *     in the checkout of this command
   */
  static Audit audit(ResourceGraph graph, Path directory) {
    Demo demo = Systems.demoOf(graph.stack().project());
    List<Example> examples = examples(demo, graph, directory);
    Path checkout = Checkout.ofThisCommand().root();
    return new Audit(graph, HouseRules::broken, examples, checkout);
  }

  /** The examples of a demo, whose files lie in a folder. */
  static List<Example> examples(Demo demo, ResourceGraph graph, Path directory) {
    List<Example> examples = new ArrayList<>();
    for (Demo.Example example : demo.examples()) {
      String message = ExampleFile.read(directory, example);
      String topic = output(graph, example.topicArnOutput());
      var attributes = ExampleFile.attributes(directory, example);
      List<String> queueUrls =
          example.queueUrlOutputs().stream().map(it -> output(graph, it)).toList();
      examples.add(new Example(demo.name(example), topic, message, attributes, queueUrls));
    }
    return examples;
  }

  private static String output(ResourceGraph graph, String name) {
    try {
      return graph.output(name);
    } catch (IllegalArgumentException missing) {
      throw new CommandException(ExitCode.USAGE, missing.getMessage());
    }
  }
}
