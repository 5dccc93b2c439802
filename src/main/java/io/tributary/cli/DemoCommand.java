package io.tributary.cli;

import io.tributary.local.LocalServer;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Shows the program at work: deploys it, publishes its example events, prints what arrived and by
 * which route.
 */
@Command(
    name = "demo",
    description = {
      "Deploys the program into a local cloud, publishes its example events with an AWS SDK client, prints what their"
          + " queues received and the route of each event, and ends.",
      "An event that is not in all of its queues after 10 seconds is an error that says where it stopped and why."
    },
    exitCodeList = {
      ExitCode.WELL,
      "1:an event that did not arrive, or was denied, dead-lettered or lost on one of its ways; a resource that cannot be"
          + " deployed",
      ExitCode.WRONG,
      ExitCode.GONE
    })
final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private StackOptions options;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    // Beside the deployment; who needs a class before it is loaded waits for that alone, and is
    // told if it fails.
    CompletableFuture.runAsync(AwsClients::load);
    try (LocalServer server =
        LocalServer.start(
            () -> options.recordToDeploy(terminal), 0, ConsolePages.in(options.directory()))) {
      terminal.progressDone();
      Demo demo = Systems.demoOf(server.graph().stack().project());
      return new DemoRun(server, demo, options.directory(), terminal, DemoRun.PATIENCE).run();
    }
  }
}
