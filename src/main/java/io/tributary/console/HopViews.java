package io.tributary.console;

import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.route.ResourceName;
import io.tributary.route.RouteText;
import java.time.Instant;

/** Tells a hop: what happened, who decided it, what to change. */
final class HopViews {

  private final Patterns patterns;

  HopViews(Patterns patterns) {
    this.patterns = patterns;
  }

  HopView of(Hop hop) {
    boolean asked = RouteText.comesFromPeer(hop.step());
    return new HopView(
        Instant.ofEpochSecond(hop.micros() / 1_000_000, hop.micros() % 1_000_000 * 1_000)
            .toString(),
        hop.step().verb(),
        hop.resource(),
        hop.peer(),
        asked ? hop.peer() : null,
        RouteText.word(hop.outcome()),
        detail(hop),
        hop.payload(),
        patterns.of(hop),
        hop.decision() == null ? null : policy(hop.decision()),
        hop.decision() == null ? null : change(hop.decision()));
  }

  private static String detail(Hop hop) {
    String nearMiss = hop.decision() == null ? null : hop.decision().nearMiss();
    return hop.outcome() == Outcome.DENIED && nearMiss != null
        ? hop.reason() + ". Nearest: " + nearMiss
        : hop.reason();
  }

  private static HopView.Policy policy(Decision decision) {
    return new HopView.Policy(
        decision.statement(),
        decision.policy(),
        decision.allowed() ? "Allow" : "Deny",
        decision.statement() == null
            ? noStatement(decision)
            : PolicyWords.of(decision.statement(), decision.request().resource()));
  }

  private static String noStatement(Decision decision) {
    return decision.looked().isEmpty()
        ? "There is no policy that could allow it."
        : "No statement allows it; looked at: " + String.join(", ", decision.looked()) + ".";
  }

  private static String change(Decision decision) {
    if (decision.allowed()) {
      return null;
    }
    return decision
        .missingStatement()
        .map(statement -> "Add to the " + carrier(decision) + ":\n" + statement)
        .orElseGet(() -> explicitDeny(decision));
  }

  private static String explicitDeny(Decision decision) {
    return decision.statement() == null
        ? "Create the role " + ResourceName.of(decision.request().resource()) + "."
        : "Take this statement out of the "
            + decision.policy()
            + ", or narrow it:\n"
            + decision.statement();
  }

  /** Which policy has to carry the missing statement. */
  private static String carrier(Decision decision) {
    String caller = ResourceName.of(decision.request().caller().principal().arn());
    String resource = ResourceName.of(decision.request().resource());
    return switch (decision.cause()) {
      case NO_IDENTITY_POLICY_ALLOWS -> "policy of " + caller;
      case NO_PERMISSIONS_BOUNDARY_ALLOWS -> "permissions boundary of " + caller;
      case NO_TRUST_POLICY_ALLOWS -> "trust policy of " + resource;
      default -> "policy of " + resource;
    };
  }
}
