package io.tributary.cloud.iam;

/**
 * How a statement's principal element covers a caller, from not at all to by itself.
 *
 * <p>See
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
enum Grant {
  NONE,
  /** Through its account, which delegates: the caller's identity policies must allow as well. */
  ACCOUNT,
  /** Through its role: an implicit deny in the role's permissions boundary still counts. */
  ROLE,
  /** By itself: nothing else is needed within the account. */
  DIRECT;

  Grant or(Grant other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
