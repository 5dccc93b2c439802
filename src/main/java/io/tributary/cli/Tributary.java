package io.tributary.cli;

import com.pulumi.exceptions.RunException;
import io.tributary.cloud.gateway.http.PortInUseException;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.ProgramException;
import io.tributary.system.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The {@code tributary} command. */
@Command(
    name = "tributary",
    description =
        "Runs the Pulumi program of the current directory in a local cloud: SNS, SQS, EventBridge, Pipes"
            + " and IAM inside this process.",
    mixinStandardHelpOptions = true,
    version = "tributary 0.1.0",
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ExplainCommand.class,
      AuditCommand.class,
      GraphCommand.class,
      SimulateCommand.class,
      CostCommand.class,
      BenchCommand.class,
      RecordCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and all was well",
      "1:something was found: an event that did not arrive or is not known, a resource that cannot be deployed, a permission"
          + " too few or too many, an invariant that did not hold",
      "2:wrong use: an option, the stack's config, a busy port"
    })
public final class Tributary {

  /** The program speaks to who deploys with Pulumi; here no Pulumi is needed. */
  private static final String LOCAL_CONFIG =
      "Without Pulumi: change the value in the stack file, or try --set KEY=VALUE (--set KEY= leaves it unset).";

  private Tributary() {}

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs the command; the answer is its exit code. */
  static int run(Terminal terminal, String... args) {
    CommandLine command = new CommandLine(new Tributary(), factory(terminal));
    Numbers.register(command);
    command.setOut(terminal.out());
    command.setErr(terminal.err());
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          terminal.progressDone();
          return report(failure, terminal);
        });
    command.setParameterExceptionHandler((wrong, given) -> explain(wrong, terminal));
    if (args.length == 0) {
      command.usage(terminal.err());
      return ExitCode.USAGE;
    }
    return command.execute(args);
  }

  /** A page of help would push what is wrong out of sight. */
  private static int explain(CommandLine.ParameterException wrong, Terminal terminal) {
    terminal.err().println("tributary: " + wrong.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(wrong, terminal.err());
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("'" + command + " --help' lists what there is.");
    return ExitCode.USAGE;
  }

  /** What a person did wrong is told to them; anything else is our own bug, and shows where. */
  private static int report(Exception failure, Terminal terminal) throws Exception {
    if (!(failure instanceof ProgramException
        || failure instanceof RunException
        || failure instanceof PortInUseException
        || failure instanceof CommandException)) {
      throw failure;
    }
    terminal.err().println("tributary: " + failure.getMessage());
    if (failure.getCause() instanceof ConfigException) {
      terminal.err().println(LOCAL_CONFIG);
    }
    if (failure instanceof CommandException found) {
      return found.exitCode();
    }
    return failure instanceof DeploymentFailedException ? ExitCode.FOUND : ExitCode.USAGE;
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
