package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What flows lack: each denied request once, and each event that is not where it has to be. */
final class Shortfall {

  private final ComponentFiles files;
  private final String arrivalQueue;
  private final Map<List<String>, Finding> denied = new LinkedHashMap<>();
  private final List<Finding> lost = new ArrayList<>();

  /**
   * Nothing so far.
   *
   * @param arrivalQueue the name of the queue where every example has to arrive when all is well
   */
  Shortfall(ComponentFiles files, String arrivalQueue) {
    this.files = files;
    this.arrivalQueue = arrivalQueue;
  }

  void add(Played played) {
    String flow = played.flow().name();
    played.denials().forEach(denial -> add(flow, denial));
    String arrival = "queue " + arrivalQueue + " ";
    played
        .endings()
        .byExample()
        .forEach(
            (example, places) -> {
              boolean safe =
                  played.flow().arrives()
                      ? places.stream().anyMatch(place -> (place + " ").startsWith(arrival))
                      : !places.isEmpty();
              if (!safe) {
                lost.add(lost(flow, example, Endings.listed(places)));
              }
            });
  }

  private static Finding lost(String flow, String example, String places) {
    return new Finding(Kind.LOST, flow, example + " ends in " + places, List.of(), null, null);
  }

  /** Notes that there is nothing to play in, and why. */
  void add(NotDeployedException failed) {
    failed.denials().forEach(decision -> add("deployment", new Denial("deployment", decision)));
    lost.add(
        new Finding(Kind.NOT_DEPLOYED, "deployment", failed.getMessage(), List.of(), null, null));
  }

  /** Notes a denial, unless the same request was denied before. */
  private void add(String where, Denial denial) {
    Decision decision = denial.decision();
    List<String> request =
        List.of(
            decision.request().caller().principal().arn(),
            decision.request().action(),
            decision.request().resource());
    denied.computeIfAbsent(request, first -> finding(where, denial));
  }

  private Finding finding(String where, Denial denial) {
    Decision decision = denial.decision();
    List<String> details = new ArrayList<>();
    details.add("hop: " + denial.hop());
    details.add("principal: " + decision.request().caller().principal().arn());
    details.add("action: " + decision.request().action());
    details.add("resource: " + decision.request().resource());
    details.add("policies looked at: " + listed(decision.looked()));
    if (decision.nearMiss() != null) {
      details.add("nearest: " + decision.nearMiss());
    }
    if (decision.statement() != null) {
      details.add("denied by: " + decision.policy() + " " + decision.statement());
    }
    return new Finding(
        Kind.DENIED,
        where,
        decision.message(),
        details,
        decision.missingStatement().orElse(null),
        carrier(decision));
  }

  private static String listed(List<String> policies) {
    return policies.isEmpty() ? "none" : String.join(", ", policies);
  }

  /**
   * The file of whose policy had to allow it; null for what a user may do, which is the account's.
   */
  private String carrier(Decision decision) {
    if (decision.cause() != Decision.Cause.NO_IDENTITY_POLICY_ALLOWS) {
      return files.ofArn(decision.request().resource());
    }
    return decision.request().caller().principal() instanceof Principal.RoleSession session
        ? files.ofArn(session.roleArn())
        : null;
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(denied.values());
    all.addAll(lost);
    return all;
  }
}
