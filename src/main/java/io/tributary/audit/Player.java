package io.tributary.audit;

import io.tributary.cloud.iam.Decision;
import io.tributary.local.DeploymentFailedException;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Plays flows, each in a cloud of its own.
 *
 * @param flows those of the graph as the program makes it
 */
record Player(List<Flow> flows, List<Event> events) {

  /**
   * Plays all flows in a graph.
   *
   * @param seed of their chance
   * @throws NotDeployedException if a resource of the graph cannot be made
   */
  List<Played> playAll(ResourceGraph graph, long seed) {
    return flows.stream().map(flow -> play(graph, flow, seed)).toList();
  }

  /** Plays one flow. */
  Played play(ResourceGraph graph, Flow flow, long seed) {
    List<Asked> asked = new ArrayList<>();
    Site site;
    try {
      site = new Site(graph, events, seed, asked);
    } catch (CompletionException failed) {
      throw notDeployed(failed, asked);
    }
    return Played.in(site, flow, graph);
  }

  private static RuntimeException notDeployed(CompletionException failed, List<Asked> asked) {
    if (!(failed.getCause() instanceof DeploymentFailedException cause)) {
      return failed;
    }
    List<Decision> denials =
        asked.stream().map(Asked::decision).filter(decision -> !decision.allowed()).toList();
    return new NotDeployedException(cause, denials);
  }
}
