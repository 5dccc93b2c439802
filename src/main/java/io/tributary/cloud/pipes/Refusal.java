package io.tributary.cloud.pipes;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Outcome;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Why a service did not do what a pipe asked of it.
 *
 * @param code AWS's error code
 * @param status the HTTP status
 * @param message AWS's wording
 * @param decision IAM's decision when it was that; else null
 */
record Refusal(String code, int status, String message, Decision decision) {

  static Refusal of(AwsServiceException failure) {
    Decision decision = AccessDenied.behind(failure).orElse(null);
    String message =
        decision == null ? failure.awsErrorDetails().errorMessage() : decision.message();
    return new Refusal(
        failure.awsErrorDetails().errorCode(), failure.statusCode(), message, decision);
  }

  /** The pipe's role could not be assumed. */
  static Refusal of(AccessDenied denied) {
    return new Refusal("AccessDenied", 403, denied.decision().message(), denied.decision());
  }

  /** Whether the service had too many calls. */
  boolean throttles() {
    return code.contains("Throttling");
  }

  /** Writes the hop down as not passed, for now: the message comes back to its queue. */
  void end(HopEntry hop) {
    end(hop, Outcome.RETRYING);
  }

  /** Writes the hop down as not passed, and how it ended if it was not denied. */
  void end(HopEntry hop, Outcome unlessDenied) {
    if (decision != null) {
      hop.denied(decision);
    } else {
      hop.stopped(unlessDenied, code + ": " + message);
    }
  }

  /** What a pipe's StateReason says about it. */
  String stateReason() {
    if (decision == null) {
      return code + ": " + message;
    }
    String action = decision.request().action();
    return action.startsWith("sqs:")
        ? "The provided customer role does not have permissions to call "
            + action.substring("sqs:".length())
            + " on SQS: "
            + message
        : "The provided customer role cannot be used: " + message;
  }
}
