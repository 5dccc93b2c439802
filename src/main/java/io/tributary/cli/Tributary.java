package io.tributary.cli;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import com.pulumi.exceptions.RunException;
import io.tributary.cloud.gateway.http.PortUnavailableException;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.ProgramException;
import io.tributary.system.ConfigException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The {@code tributary} command. */
@Command(
    name = "tributary",
    description =
        "Runs a Pulumi program of this checkout in a local cloud: SNS, SQS, EventBridge, Pipes and IAM inside this"
            + " process. The folder given by -C, by default the current one, has its Pulumi.yaml, config, waivers and"
            + " example events.",
    mixinStandardHelpOptions = true,
    version = Tributary.VERSION,
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.WELL,
      "1:something was found: an event that did not arrive or is not known, a resource that cannot be deployed, a permission"
          + " too few or too many, an invariant that did not hold",
      ExitCode.WRONG + ", a busy port",
      ExitCode.GONE
    })
public final class Tributary {

  static final String VERSION = "tributary 0.1.0";

  private static final String LOCAL_USER =
      "The local account lets its user deploy the program, but otherwise touch only what carries its name:"
          + " where username was changed, the ARNs of the topics in the config have to follow.\n"
          + "Or let the program make its own, add: --set createSources=true --set basketTopicArn="
          + " --set checkoutTopicArn= --set eventBusArn=";

  /** In the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", DemoCommand.class);
    COMMANDS.put("up", UpCommand.class);
    COMMANDS.put("explain", ExplainCommand.class);
    COMMANDS.put("audit", AuditCommand.class);
    COMMANDS.put("graph", GraphCommand.class);
    COMMANDS.put("simulate", SimulateCommand.class);
    COMMANDS.put("cost", CostCommand.class);
    COMMANDS.put("bench", BenchCommand.class);
    COMMANDS.put("deployer-policy", DeployerPolicyCommand.class);
    COMMANDS.put("record", RecordCommand.class);
    COMMANDS.put("help", CommandLine.HelpCommand.class);
  }

  private Tributary() {}

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs the command; the answer is its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine command = new CommandLine(new Tributary(), factory(terminal));
    addCommands(command, args.length == 0 ? "" : args[0]);
    HelpPages.fit(command, terminal.columns());
    Numbers.register(command);
    command.setOut(terminal.out());
    command.setErr(terminal.err());
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          terminal.progressDone();
          return report(failure, failed, terminal);
        });
    command.setParameterExceptionHandler((wrong, given) -> explain(wrong, terminal));
    if (args.length == 0) {
      command.usage(terminal.err());
      return ExitCode.USAGE;
    }
    int code = command.execute(args);
    return terminal.out().checkError() ? unwritten(terminal, code) : code;
  }

  /** Into a pipe nothing can be written once its reader has gone: who has that wants no more. */
  private static int unwritten(Terminal terminal, int code) {
    if (terminal.piped().getAsBoolean()) {
      return ExitCode.READER_GONE;
    }
    terminal.err().println("tributary: the output could not be written whole: is the disk full?");
    return code == ExitCode.OK ? ExitCode.USAGE : code;
  }

  /** All commands, to be listed; to run one, the others need not be loaded. */
  private static void addCommands(CommandLine command, String first) {
    if (COMMANDS.containsKey(first) && !first.equals("help")) {
      command.addSubcommand(first, COMMANDS.get(first));
    } else {
      COMMANDS.forEach(command::addSubcommand);
      command
          .getSubcommands()
          .get("help")
          .getCommandSpec()
          .usageMessage()
          .exitCodeList(new TreeMap<>(Map.of("0", "done", "2", "wrong use: no such command")));
    }
  }

  /** A page of help would push what is wrong out of sight. */
  private static int explain(CommandLine.ParameterException wrong, Terminal terminal) {
    terminal.err().println("tributary: " + WrongUse.words(wrong));
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, terminal.err());
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("'" + command + " --help' lists what there is.");
    return ExitCode.USAGE;
  }

  /**
   * What a person did wrong, or may not do, is told to them; anything else is our own bug, and
   * shows where.
   */
  private static int report(Exception failure, CommandLine failed, Terminal terminal)
      throws Exception {
    Optional<String> denied = denied(failure);
    if (denied.isPresent()) {
      terminal.err().println("tributary: " + denied.get());
      terminal.err().println(LOCAL_USER);
      return ExitCode.FOUND;
    }
    if (!(failure instanceof ProgramException
        || failure instanceof RunException
        || failure instanceof PortUnavailableException
        || failure instanceof CommandException)) {
      throw failure;
    }
    terminal.err().println("tributary: " + failure.getMessage());
    if (failure.getCause() instanceof ConfigException wrong) {
      terminal.err().println(withoutPulumi(failed, wrong));
    }
    if (failure instanceof CommandException found) {
      return found.exitCode();
    }
    return failure instanceof DeploymentFailedException ? ExitCode.FOUND : ExitCode.USAGE;
  }

  /** The program speaks to who deploys with Pulumi; here no Pulumi is needed. */
  private static String withoutPulumi(CommandLine failed, ConfigException wrong) {
    StackOptions options =
        failed.getMixins().values().stream()
            .filter(StackOptions.class::isInstance)
            .map(StackOptions.class::cast)
            .findFirst()
            .orElseThrow();
    String change = "Without Pulumi: change " + options.configFile();
    return failed.getCommand() instanceof RecordCommand
        ? change + "; it is tried again as soon as you save it"
        : change + ", or add: " + StackOptions.examples(wrong.problems());
  }

  /** How the local cloud denied a call of a command that acts as the user. */
  private static Optional<String> denied(Exception failure) {
    return (failure instanceof ExecutionException ? failure.getCause() : failure)
                instanceof AwsServiceException refused
            && refused.statusCode() == HTTP_FORBIDDEN
        ? Optional.of(refused.awsErrorDetails().errorMessage())
        : Optional.empty();
  }

  private static CommandLine.IFactory factory(Terminal terminal) {
    CommandLine.IFactory standard = CommandLine.defaultFactory();
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        try {
          return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
        } catch (NoSuchMethodException takesNoTerminal) {
          return standard.create(type);
        }
      }
    };
  }
}
