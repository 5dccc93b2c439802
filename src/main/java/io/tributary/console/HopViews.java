package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.route.ResourceName;
import io.tributary.route.RouteText;
import io.tributary.topology.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Tells a hop: what happened, who decided it, what to change. */
final class HopViews {

  private final Patterns patterns;
  private final Iam iam;

  HopViews(LocalCloud cloud) {
    this.patterns = new Patterns(cloud);
    this.iam = cloud.iam();
  }

  HopView of(Hop hop) {
    String peer = hop.peer() == null ? null : Kind.nodeId(hop.peer());
    return new HopView(
        hop.sequence(),
        Instant.ofEpochSecond(hop.micros() / 1_000_000, hop.micros() % 1_000_000 * 1_000)
            .toString(),
        hop.step().verb(),
        Kind.nodeId(hop.resource()),
        peer,
        RouteText.isAtPipesSource(hop.step(), hop.peer()),
        hop.step().comesFromPeer() ? peer : null,
        RouteText.word(hop.outcome()),
        detail(hop),
        hop.payload(),
        patterns.of(hop),
        decision(hop).map(HopViews::policy).orElse(null),
        hop.decision() == null ? null : change(hop.decision()));
  }

  /**
   * Who decided: of a denied hop the journal tells; what allowed the others is the decision that
   * was made last of that caller, action and resource.
   */
  private Optional<Decision> decision(Hop hop) {
    String action = action(hop.step());
    return hop.decision() != null || hop.outcome() != Outcome.PASSED || action == null
        ? Optional.ofNullable(hop.decision())
        : iam.madeLately()
            .filter(Decision::allowed)
            .filter(it -> it.request().action().equals(action))
            .filter(it -> it.request().resource().equals(hop.resource()))
            .filter(it -> it.request().caller().principal().arn().equals(hop.peer()))
            .filter(it -> it.statement() != null)
            .min(Comparator.comparing(Decision::statement));
  }

  /** What a caller asked for at a step; null when nobody did. */
  private static String action(Step step) {
    return switch (step) {
      case SNS_PUBLISH -> "sns:Publish";
      case SQS_SEND -> "sqs:SendMessage";
      case SQS_RECEIVE -> "sqs:ReceiveMessage";
      case SQS_DELETE -> "sqs:DeleteMessage";
      case EVENTS_PUT -> "events:PutEvents";
      default -> null;
    };
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
            : PolicyWords.of(decision.statement(), decision.request()));
  }

  private static String noStatement(Decision decision) {
    if (decision.cause() == Decision.Cause.NO_SUCH_CALLER) {
      return decision.absent().orElseThrow() + " does not exist; no policy can allow it anything.";
    }
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
        .or(() -> decision.absent().map(arn -> "Create the " + ResourceName.of(arn) + "."))
        .orElseGet(
            () ->
                "Take this statement out of the "
                    + decision.policy()
                    + ", or narrow it:\n"
                    + decision.statement());
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
