package io.tributary.audit;

import io.tributary.cloud.iam.Decision;

/**
 * A request that IAM denied.
 *
 * @param hop where it happened, in words for a person
 * @param example the example that it was for; null when it was for none alone
 */
record Denial(String hop, String example, Decision decision) {

  /**
   * Whether it may be why an example is not where it has to be, which is a queue: what was not
   * logged never is.
   */
  boolean mayHoldUp(String held) {
    return (example == null || example.equals(held))
        && !decision.request().resource().contains(":log-group:");
  }
}
