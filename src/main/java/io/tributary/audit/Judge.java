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
 * Judges pieces of policies: plays the flows of each scene without each, and compares.
 *
 * @param rules what is demanded of the program's graph besides
 * @param scenes the program's, then what is played besides
 */
record Judge(Audit.Rules rules, List<Scene> scenes) {

  /**
   * The verdict on each piece, in their order; equal changes are judged once. There is none on a
   * piece of a denial of plain HTTP that nothing proves.
   */
  Map<Grant, Verdict> judge(List<Grant> grants, Audit.Progress progress) {
    Set<String> broken = rules.broken(program());
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
    return scenes.stream()
        .flatMap(scene -> scene.proof(grant).stream())
        .findFirst()
        .or(() -> brokenRule(grant.takenFrom(program()), broken));
  }

  private ResourceGraph program() {
    return scenes.get(0).graph();
  }

  private Optional<Verdict.Proof> brokenRule(ResourceGraph altered, Set<String> broken) {
    return rules.broken(altered).stream()
        .filter(rule -> !broken.contains(rule))
        .findFirst()
        .map(rule -> new Verdict.Proof("rules of the house", rule));
  }
}
