package io.tributary.cli;

import io.tributary.console.Recording;
import io.tributary.console.ReplayServer;
import io.tributary.local.LocalServer;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Simulation;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The purchase-events program of this repository with its sample config, recorded and served. */
public final class Purchases {

  static final Path ROOT = Path.of("").toAbsolutePath();

  private Purchases() {}

  public static ResourceGraph recorded(Map<String, String> changes) {
    Systems system = Systems.PURCHASE_EVENTS;
    return ProgramRecorder.record(
        StackFile.read(ROOT, "dev").with(changes).program(system.stack(), system.configKeys()));
  }

  /** With a pipe that passes each event of the basket on again and again. */
  public static ResourceGraph whosePipeMayNotDelete() {
    ResourceGraph whole = recorded(Map.of());
    String policy = whole.named("aws:iam/rolePolicy:RolePolicy", "basket-events-role-policy").urn();
    return whole.altered(
        policy,
        inputs -> {
          inputs.computeIfPresent(
              "policy",
              (key, json) -> json.toString().replace("sqs:DeleteMessage", "sqs:ListQueueTags"));
          return inputs;
        });
  }

  public static LocalServer served(ResourceGraph graph) {
    return served(graph, 0);
  }

  /** The replay of one recorded simulation: 20 events in 10 minutes, of seed 7. */
  public static ReplayServer replayed() throws IOException {
    Simulation simulation = Rewired.of(recorded(Map.of()));
    Scenario scenario =
        new Scenario(7, 20, Duration.ofMinutes(10), List.of(), ConsumerSettings.SOUND);
    Simulation.Kept kept = simulation.keep(scenario, share -> {}, 100_000);
    return ReplayServer.start(new Recording(simulation.graph(), kept.cloud(), 7, 0, 0), 0);
  }

  /** At a port of 127.0.0.1; 0 for a free one. */
  public static LocalServer served(ResourceGraph graph, int port) {
    return LocalServer.start(graph, port, ConsolePages.in(ROOT));
  }
}
