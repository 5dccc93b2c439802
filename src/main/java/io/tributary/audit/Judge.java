package io.tributary.audit;

import io.tributary.audit.Grant.Change;
import io.tributary.local.ResourceGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Judges pieces of policies: plays the flows of a graph without each, and compares.
 *
 * @param rules what is demanded of the graph besides
 * @param before the flows as they end with all policies whole
 * @param seed of the chance that they were played with
 */
record Judge(
    Player player, Audit.Rules rules, ResourceGraph graph, List<Played> before, long seed) {

  /**
   * The verdict on each piece, in their order; equal changes are judged once. There is none on a
   * piece of a denial of plain HTTP that nothing proves.
   */
  Map<Grant, Verdict> judge(List<Grant> grants, Audit.Progress progress) {
    Set<String> broken = rules.broken(graph);
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Map<Change, Future<Optional<Verdict.Proof>>> running = new LinkedHashMap<>();
      for (Grant grant : grants) {
        running.computeIfAbsent(
            grant.change(), change -> threads.submit(() -> proof(grant, broken)));
      }
      Map<Change, Optional<Verdict.Proof>> proofs = new LinkedHashMap<>();
      running.forEach(
          (change, proof) -> {
            proofs.put(change, await(proof));
            progress.judged(proofs.size(), running.size());
          });
      return verdicts(grants, proofs);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<Grant, Verdict> verdicts(
      List<Grant> grants, Map<Change, Optional<Verdict.Proof>> proofs) {
    Map<Grant, Verdict> verdicts = new LinkedHashMap<>();
    for (Grant grant : grants) {
      Optional<Verdict.Proof> proof = proofs.get(grant.change());
      if (proof.isPresent() || !grant.deniesPlainHttp()) {
        verdicts.put(grant, new Verdict(grant.text(), proof.orElse(null)));
      }
    }
    return verdicts;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a change could not be judged", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the audit was interrupted", interrupted);
    }
  }

  /**
   * The first thing that is otherwise without a piece; empty when nothing is.
   *
   * @param broken the rules that are broken with all policies whole
   */
  private Optional<Verdict.Proof> proof(Grant grant, Set<String> broken) {
    ResourceGraph altered = grant.takenFrom(graph);
    for (Played flow : before) {
      String name = flow.flow().name();
      Optional<String> difference;
      try {
        difference = flow.difference(player.play(altered, flow.flow(), seed));
      } catch (NotDeployedException failed) {
        return Optional.of(new Verdict.Proof("deployment", failed.reason()));
      }
      if (difference.isPresent()) {
        return Optional.of(new Verdict.Proof(name, difference.get()));
      }
    }
    return brokenRule(altered, broken);
  }

  private Optional<Verdict.Proof> brokenRule(ResourceGraph altered, Set<String> broken) {
    return rules.broken(altered).stream()
        .filter(rule -> !broken.contains(rule))
        .findFirst()
        .map(rule -> new Verdict.Proof("rules of the house", rule));
  }
}
