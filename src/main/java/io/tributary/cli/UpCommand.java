package io.tributary.cli;

import io.tributary.cli.bench.Rehearsal;
import io.tributary.local.LocalServer;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a local cloud running. */
@Command(
    name = "up",
    description = {
      "Deploys the program into a local cloud and keeps it running until Ctrl-C, printing events as they pass, with"
          + " the time in UTC.",
      "The AWS CLI and SDKs reach it with the export lines it prints. What lies in its queues is gone when it ends."
    },
    exitCodeList = {
      "1:a resource that cannot be deployed, or a failure of the command itself; the message shows where",
      ExitCode.WRONG + ", a busy port",
      "130:ended by Ctrl-C",
      "143:ended by SIGTERM"
    })
final class UpCommand implements Callable<Integer> {

  /** Where clients of local clouds look first; LocalStack and others use it too. */
  static final int DEFAULT_PORT = 4566;

  private final Terminal terminal;

  @Mixin private StackOptions options;

  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "port on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0 takes a free one)")
  private int port;

  @Option(names = "--quiet", description = "do not print events as they pass")
  private boolean quiet;

  @Option(
      names = "--watch",
      description =
          "deploy again when sources or config change, keeping what lies in queues that stay, and print what changed")
  private boolean watch;

  /** For scripts/tributary, which records the classes that this takes. */
  @Option(names = "--rehearse", hidden = true, description = "let a few events pass, and end")
  private boolean rehearse;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Ports.toListenOn(port);
    FileTime begin = FileTime.fromMillis(System.currentTimeMillis());
    try (LocalServer server =
        LocalServer.start(
            () -> options.recordApartToDeploy(terminal),
            port,
            ConsolePages.in(options.directory()))) {
      terminal.progressDone();
      Demo demo = Systems.demoOf(server.graph().stack().project());
      new Greeting(server, demo, options.directory(), terminal.out()).print();
      if (!quiet) {
        PassingEvents events = PassingEvents.startedOn(terminal.out());
        server.run(() -> server.journal().listen(events::passed));
      }
      if (watch) {
        Watch.start(options, server, terminal, begin);
      }
      if (rehearse) {
        rehearse(server, demo);
      } else {
        Serving.untilEnded(server::close);
      }
    }
    return ExitCode.OK;
  }

  private static void rehearse(LocalServer server, Demo demo) throws IOException {
    Demo.Example example = demo.examples().get(0);
    Rehearsal.run(
        AwsClients.target(server),
        server.output(example.topicArnOutput()),
        server.output(example.queueUrlOutputs().get(0)),
        DemoRun.PATIENCE.toNanos());
  }
}
