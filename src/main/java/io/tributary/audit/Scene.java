package io.tributary.audit;

import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Optional;

/**
 * A graph with what is played in it.
 *
 * @param before the flows as they end with all policies whole
 * @param seed of the chance that they were played with
 */
record Scene(ResourceGraph graph, Player player, List<Played> before, long seed) {

  /**
   * Plays all flows.
   *
   * @throws NotDeployedException if a resource of the graph cannot be made
   */
  static Scene play(ResourceGraph graph, Player player, long seed) {
    return new Scene(graph, player, player.playAll(graph, seed), seed);
  }

  /** The first thing that is otherwise without a piece of a policy; empty when nothing is. */
  Optional<Verdict.Proof> proof(Grant grant) {
    ResourceGraph altered = grant.takenFrom(graph);
    for (Played flow : before) {
      Optional<String> difference;
      try {
        difference = flow.difference(player.play(altered, flow.flow(), seed));
      } catch (NotDeployedException failed) {
        return Optional.of(new Verdict.Proof("deployment", failed.reason()));
      }
      if (difference.isPresent()) {
        return Optional.of(new Verdict.Proof(flow.flow().name(), difference.get()));
      }
    }
    return Optional.empty();
  }

  /** The flow in which all is well. */
  Endings wellEnded() {
    return before.get(0).endings();
  }
}
