package io.tributary.cloud.iam.oracle;

import io.tributary.cloud.iam.Decision;

/** What two evaluators can agree on: the outcome, and whether a deny was said or only followed. */
enum Verdict {
  ALLOWED("Allowed"),
  EXPLICITLY_DENIED("ExplicitlyDenied"),
  IMPLICITLY_DENIED("ImplicitlyDenied");

  private final String oracleName;

  Verdict(String oracleName) {
    this.oracleName = oracleName;
  }

  static Verdict of(Decision decision) {
    if (decision.allowed()) {
      return ALLOWED;
    }
    return decision.cause().name().startsWith("EXPLICIT_DENY")
        ? EXPLICITLY_DENIED
        : IMPLICITLY_DENIED;
  }

  static Verdict ofOracle(String answer) {
    for (Verdict verdict : values()) {
      if (verdict.oracleName.equals(answer)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("the oracle answers '" + answer + "'");
  }
}
