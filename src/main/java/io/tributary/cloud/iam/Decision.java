package io.tributary.cloud.iam;

import java.util.List;

/**
 * The answer to a request, with its reason.
 *
 * @param allowed whether the request may go on
 * @param request what was asked
 * @param cause why
 * @param policy the policy that holds the deciding statement, for example {@code queue policy of
 *     arn:aws:sqs:...}; null when no statement decided
 * @param statement the deciding statement as JSON; null when no statement decided
 * @param looked the policies that were looked at, in order
 */
public record Decision(
    boolean allowed,
    AccessRequest request,
    Cause cause,
    String policy,
    String statement,
    List<String> looked) {

  /** Why a request is allowed or denied; the denials carry AWS's name of the policy type. */
  public enum Cause {
    ALLOWED,
    EXPLICIT_DENY_IN_IDENTITY_POLICY,
    EXPLICIT_DENY_IN_RESOURCE_POLICY,
    EXPLICIT_DENY_IN_TRUST_POLICY,
    NO_IDENTITY_POLICY_ALLOWS,
    NO_RESOURCE_POLICY_ALLOWS,
    NO_TRUST_POLICY_ALLOWS
  }

  /**
   * The denial in AWS's words.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
   */
  public String message() {
    return "User: "
        + request.caller().principal().arn()
        + " is not authorized to perform: "
        + request.action()
        + " on resource: "
        + request.resource()
        + because();
  }

  private String because() {
    String action = request.action();
    return switch (cause) {
      case ALLOWED -> throw new IllegalStateException("an allowed request has no denial: " + this);
      case EXPLICIT_DENY_IN_IDENTITY_POLICY -> " with an explicit deny in an identity-based policy";
      case EXPLICIT_DENY_IN_RESOURCE_POLICY -> " with an explicit deny in a resource-based policy";
      case EXPLICIT_DENY_IN_TRUST_POLICY -> " with an explicit deny in a role trust policy";
      case NO_IDENTITY_POLICY_ALLOWS ->
          " because no identity-based policy allows the " + action + " action";
      case NO_RESOURCE_POLICY_ALLOWS ->
          " because no resource-based policy allows the " + action + " action";
      case NO_TRUST_POLICY_ALLOWS ->
          " because no role trust policy allows the " + action + " action";
    };
  }
}
