package io.tributary.audit;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A flow that was played to its end.
 *
 * @param flow which
 * @param endings where the examples ended
 * @param forgeries what became of each forged request, by its words
 * @param denials what was denied and not meant to be
 * @param asked what IAM was asked, from the deployment on
 */
record Played(
    Flow flow,
    Endings endings,
    SortedMap<String, Forgery> forgeries,
    List<Denial> denials,
    List<Asked> asked) {

  /** Plays a flow in a site of its own. */
  static Played in(Site site, Flow flow, ResourceGraph graph) {
    flow.play().accept(site);
    Endings endings = site.endings();
    List<Asked> asked = site.asked();
    List<Denial> denials =
        site.denials().filter(denial -> !isMeant(flow, denial.decision())).toList();
    return new Played(flow, endings, Forgeries.tried(site, flow, graph, asked), denials, asked);
  }

  /** What is otherwise when it is played with less or more rights, in words. */
  Optional<String> difference(Played there) {
    return endings
        .difference(there.endings)
        .or(() -> newlyDenied(there))
        .or(() -> newlyForged(there));
  }

  /** What ends no event otherwise may still be needed: an alarm's word to its topic. */
  private Optional<String> newlyDenied(Played there) {
    Set<AccessRequest> deniedHere =
        denials.stream().map(denial -> denial.decision().request()).collect(Collectors.toSet());
    return there.denials.stream()
        .map(Denial::decision)
        .filter(decision -> !deniedHere.contains(decision.request()))
        .map(Decision::message)
        .findFirst();
  }

  private Optional<String> newlyForged(Played there) {
    return there.forgeries.entrySet().stream()
        .filter(forged -> forged.getValue().through() && refused(forged.getKey()))
        .map(forged -> "the forged request gets through: " + forged.getKey())
        .findFirst();
  }

  private boolean refused(String forged) {
    return forgeries.containsKey(forged) && !forgeries.get(forged).through();
  }

  /** Denials at what is broken are meant; but not those of who breaks it, the account's root. */
  private static boolean isMeant(Flow flow, Decision denied) {
    return flow.breaks(denied.request().resource())
        && !(denied.request().caller().principal() instanceof Principal.Root);
  }
}
