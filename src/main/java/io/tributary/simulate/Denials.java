package io.tributary.simulate;

import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.Hop;
import java.util.function.Predicate;

/**
 * Judges what IAM denied in a run: nobody may be denied what the program has them do, but by a
 * fault that takes policies away.
 */
final class Denials {

  private final Ledger ledger;
  private final Predicate<Decision> ofFaults;

  /**
   * A judge who has seen nothing yet.
   *
   * @param ofFaults whether a fault in force has caused a denial that is made now
   */
  Denials(Ledger ledger, Predicate<Decision> ofFaults) {
    this.ledger = ledger;
    this.ofFaults = ofFaults;
  }

  /** A hop was denied, just now. */
  void see(Hop hop, int event) {
    if (!ofFaults.test(hop.decision())) {
      ledger.violated("nothing-denied", event, words(hop));
    }
  }

  /** Who, what, where, and what is missing; equal for all denials of a kind. */
  private static String words(Hop hop) {
    Decision decision = hop.decision();
    StringBuilder words =
        new StringBuilder("at %s: %s".formatted(hop.resource(), decision.message()));
    if (decision.nearMiss() != null) {
      words.append("\nnearest: ").append(decision.nearMiss());
    }
    decision.absent().ifPresent(arn -> words.append("\nthis does not exist: ").append(arn));
    if (decision.statement() != null) {
      words.append("\nthis statement denies it:\n").append(decision.statement());
    }
    decision
        .missingStatement()
        .ifPresent(missing -> words.append("\nthis statement would allow it:\n").append(missing));
    return words.toString();
  }
}
