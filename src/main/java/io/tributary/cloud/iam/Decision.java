package io.tributary.cloud.iam;

import java.util.List;
import java.util.Optional;

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
 * @param nearMiss of a denial for want of a permission: the statement that came nearest to allowing
 *     the request, and what differs, in words for a person; null when none came near
 */
public record Decision(
    boolean allowed,
    AccessRequest request,
    Cause cause,
    String policy,
    String statement,
    List<String> looked,
    String nearMiss) {

  /** Why a request is allowed or denied; the denials carry AWS's name of the policy type. */
  public enum Cause {
    ALLOWED,
    EXPLICIT_DENY_IN_IDENTITY_POLICY,
    EXPLICIT_DENY_IN_RESOURCE_POLICY,
    EXPLICIT_DENY_IN_TRUST_POLICY,
    EXPLICIT_DENY_IN_PERMISSIONS_BOUNDARY,
    NO_IDENTITY_POLICY_ALLOWS,
    NO_RESOURCE_POLICY_ALLOWS,
    NO_TRUST_POLICY_ALLOWS,
    NO_PERMISSIONS_BOUNDARY_ALLOWS,
    /** The role to be assumed does not exist, so that nothing trusts anyone. */
    NO_SUCH_ROLE,
    /** The user or role that asks does not exist (any more), so that nothing can allow it. */
    NO_SUCH_CALLER
  }

  /**
   * Of what several policies of one resource answer to the same request, what counts: a deny in any
   * of them; else what one allows; empty if none says anything.
   */
  public static Optional<Decision> deciding(List<Decision> answers) {
    return answers.stream()
        .filter(answer -> !answer.allowed && answer.statement != null)
        .findFirst()
        .or(() -> answers.stream().filter(Decision::allowed).findFirst());
  }

  /** Nobody may assume a role that is not there. */
  static Decision noSuchRole(AccessRequest request) {
    return new Decision(false, request, Cause.NO_SUCH_ROLE, null, null, List.of(), null);
  }

  /**
   * The denial in AWS's words.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
   */
  public String message() {
    return message(request.action());
  }

  /**
   * The denial in AWS's words, with the action spelled as the service spells it in messages.
   *
   * @param action for example {@code sqs:sendmessage} or {@code SNS:Publish}
   */
  public String message(String action) {
    return "User: "
        + request.caller().principal().arn()
        + " is not authorized to perform: "
        + action
        + " on resource: "
        + request.resource()
        + because(action);
  }

  private String because(String action) {
    return switch (cause) {
      case ALLOWED -> throw new IllegalStateException("an allowed request has no denial: " + this);
      case EXPLICIT_DENY_IN_IDENTITY_POLICY -> explicitDeny("an identity-based policy");
      case EXPLICIT_DENY_IN_RESOURCE_POLICY -> explicitDeny("a resource-based policy");
      case EXPLICIT_DENY_IN_TRUST_POLICY -> explicitDeny("a role trust policy");
      case EXPLICIT_DENY_IN_PERMISSIONS_BOUNDARY -> explicitDeny("a permissions boundary");
      case NO_IDENTITY_POLICY_ALLOWS, NO_SUCH_CALLER ->
          nothingAllows("identity-based policy", action);
      case NO_RESOURCE_POLICY_ALLOWS -> nothingAllows("resource-based policy", action);
      case NO_TRUST_POLICY_ALLOWS, NO_SUCH_ROLE -> nothingAllows("role trust policy", action);
      case NO_PERMISSIONS_BOUNDARY_ALLOWS -> nothingAllows("permissions boundary", action);
    };
  }

  private static String explicitDeny(String where) {
    return " with an explicit deny in " + where;
  }

  private static String nothingAllows(String where, String action) {
    return " because no " + where + " allows the " + action + " action";
  }

  /**
   * The one statement, as JSON ready to paste into the policy that {@link #cause} names, that would
   * allow the request; empty when it is allowed, when an explicit deny has to go instead (which
   * {@link #statement} then shows), or when somebody is {@link #absent}.
   */
  public Optional<String> missingStatement() {
    return missingStatement(List.of(this));
  }

  /**
   * The one {@linkplain #missingStatement() statement} that would allow the requests of all of
   * these denials, which differ only in the resource that a service acts for.
   */
  public static Optional<String> missingStatement(List<Decision> denials) {
    return MissingStatement.of(denials);
  }

  /**
   * The ARN of the caller (of a session, of its role) or of the role to be assumed that does not
   * exist and has to be created, for no policy can allow the request before; empty when both do.
   */
  public Optional<String> absent() {
    return switch (cause) {
      case NO_SUCH_CALLER ->
          Optional.of(
              request.caller().principal() instanceof Principal.RoleSession session
                  ? session.roleArn()
                  : request.caller().principal().arn());
      case NO_SUCH_ROLE -> Optional.of(request.resource());
      default -> Optional.empty();
    };
  }
}
