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
   * Whether it is a finding. By plain HTTP it is none, and of a dead-letter queue that any queue
   * may name: of these, rules of the house tell, which can be waived, as far as somebody has to
   * refuse them.
   */
  boolean isFound() {
    return through && decision != null && decision.request().caller().secureTransport();
  }

  /** Of two tries of the same, the one that got through. */
  Forgery or(Forgery other) {
    return through ? this : other;
  }
}
