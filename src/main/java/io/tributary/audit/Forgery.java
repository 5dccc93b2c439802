package io.tributary.audit;

import io.tributary.cloud.iam.Decision;

/**
 * What became of a forged request.
 *
 * @param through whether it got through
 * @param resource the ARN of what it was for
 * @param decision IAM's; null where it is not IAM that decides
 */
record Forgery(boolean through, String resource, Decision decision) {

  /**
   * Whether it is a finding. By plain HTTP it is none: of what carries messages a rule of the house
   * tells, which can be waived, and nobody has to refuse the rest.
   */
  boolean isFound() {
    return through && (decision == null || decision.request().caller().secureTransport());
  }

  /** Of two tries of the same, the one that got through. */
  Forgery or(Forgery other) {
    return through ? this : other;
  }
}
