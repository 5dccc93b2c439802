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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * Who decided: of a denied hop the journal tells; of one that passed, what allowed that caller
   * the action and resource when it asked last. Empty when that was now one statement and now
   * another, by what else was asked or because a policy was changed: the journal does not tell by
   * which of them this hop passed.
   */
  private Optional<Decision> decision(Hop hop) {
    String action = action(hop.step());
    return hop.decision() != null || hop.outcome() != Outcome.PASSED || action == null
        ? Optional.ofNullable(hop.decision())
        : theOnly(
            iam.madeLately()
                .filter(Decision::allowed)
                .filter(it -> it.request().action().equals(action))
                .filter(it -> it.request().resource().equals(hop.resource()))
                .filter(it -> it.request().caller().principal().arn().equals(hop.peer()))
                .filter(it -> it.statement() != null));
  }

  /** Decisions that are all by one statement of one policy, as one; else empty. */
  private static Optional<Decision> theOnly(Stream<Decision> decisions) {
    Collection<Decision> byStatement =
        decisions
            .collect(
                Collectors.toMap(
                    it -> List.of(it.policy(), it.statement()), it -> it, (one, same) -> one))
            .values();
    return byStatement.size() == 1 ? byStatement.stream().findFirst() : Optional.empty();
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
