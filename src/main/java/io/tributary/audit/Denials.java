package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was denied, a finding for each request: one for those that differ only in the topic, rule or
 * alarm that a service acts for, with one statement that allows all of them.
 */
final class Denials {

  private final ComponentFiles files;
  private final Map<List<Object>, Alike> denied = new LinkedHashMap<>();

  /**
   * Denials that one statement mends.
   *
   * @param where the flow of the first
   * @param hop that of the first
   * @param bySource one for each source; none of them tells one if the first does not
   */
  private record Alike(String where, String hop, Map<String, Decision> bySource) {

    private void add(Decision decision) {
      bySource.putIfAbsent(String.valueOf(source(decision)), decision);
    }

    private Decision first() {
      return bySource.values().iterator().next();
    }
  }

  Denials(ComponentFiles files) {
    this.files = files;
  }

  /** Notes a denial, unless the same request was denied before. */
  void add(String where, Denial denial) {
    denied
        .computeIfAbsent(
            key(denial), first -> new Alike(where, denial.hop(), new LinkedHashMap<>()))
        .add(denial.decision());
  }

  /** The place of a denial's finding among {@link #findings}, from 1. */
  int number(Denial denial) {
    return 1 + List.copyOf(denied.keySet()).indexOf(key(denial));
  }

  /** What one statement could allow, or what denies it for the same reason. */
  private static List<Object> key(Denial denial) {
    Decision decision = denial.decision();
    AccessRequest request = decision.request();
    return Arrays.asList(
        request.caller().principal().arn(),
        request.action(),
        request.resource(),
        source(decision) == null,
        decision.cause(),
        decision.policy(),
        decision.statement());
  }

  /** What a service acts for; null where it does not tell, or no service asks. */
  private static String source(Decision decision) {
    return decision.request().caller().principal() instanceof Principal.Service service
        ? service.sourceArn()
        : null;
  }

  /** In the order in which they were first denied. */
  List<Finding> findings() {
    return denied.values().stream().map(this::finding).toList();
  }

  private Finding finding(Alike alike) {
    Decision decision = alike.first();
    List<String> details = new ArrayList<>();
    details.add("hop: " + alike.hop());
    details.add("principal: " + decision.request().caller().principal().arn());
    if (alike.bySource().size() > 1) {
      details.add("for: " + String.join(", ", alike.bySource().keySet()));
    }
    details.add("action: " + decision.request().action());
    details.add("resource: " + decision.request().resource());
    details.add("policies looked at: " + listed(decision.looked()));
    if (decision.nearMiss() != null) {
      details.add("nearest: " + decision.nearMiss());
    }
    decision.absent().ifPresent(arn -> details.add("does not exist: " + arn));
    if (decision.statement() != null) {
      details.add("denied by: " + decision.policy() + " " + decision.statement());
    }
    Optional<String> carrier = carrier(decision);
    carrier.flatMap(files::instance).ifPresent(details::add);
    String file = carrier.map(files::of).orElse(null);
    details.addAll(files.whereWritten(file, List.of(decision.request().action())));
    String statement =
        Decision.missingStatement(List.copyOf(alike.bySource().values())).orElse(null);
    return new Finding(Kind.DENIED, alike.where(), decision.message(), details, statement, file);
  }

  private static String listed(List<String> policies) {
    return policies.isEmpty() ? "none" : String.join(", ", policies);
  }

  /**
   * The URN of the policy that stands in the way; if there is none, of whose policy had to allow.
   */
  private Optional<String> carrier(Decision decision) {
    return files
        .ofPolicy(inTheWay(decision))
        .or(
            () ->
                switch (decision.cause()) {
                  case EXPLICIT_DENY_IN_IDENTITY_POLICY,
                      EXPLICIT_DENY_IN_PERMISSIONS_BOUNDARY,
                      NO_IDENTITY_POLICY_ALLOWS,
                      NO_PERMISSIONS_BOUNDARY_ALLOWS,
                      NO_SUCH_CALLER ->
                      ofCaller(decision.request().caller().principal());
                  default -> files.ofArn(decision.request().resource());
                });
  }

  /** The policy that denies it, or the boundary, looked at last, that does not allow it. */
  private static String inTheWay(Decision decision) {
    List<String> looked = decision.looked();
    return decision.cause() == Decision.Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS
        ? looked.get(looked.size() - 1)
        : decision.policy();
  }

  /** The URN of a role; empty for what a user may do, which is the account's. */
  private Optional<String> ofCaller(Principal caller) {
    return caller instanceof Principal.RoleSession session
        ? files.ofArn(session.roleArn())
        : Optional.empty();
  }
}
