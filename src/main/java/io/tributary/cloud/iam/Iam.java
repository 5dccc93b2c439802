package io.tributary.cloud.iam;

import java.util.List;

/** The account's users, roles and policies, and the one place that decides who may do what. */
public final class Iam {

  /**
   * Decides a request.
   *
   * @param resourcePolicy the policy of the resource; null when it has none
   */
  public Decision decide(AccessRequest request, AttachedPolicy resourcePolicy) {
    if (request.caller().principal() instanceof Principal.Root) {
      return new Decision(true, request, Decision.Cause.ALLOWED, null, null, List.of());
    }
    return new Decision(
        false, request, Decision.Cause.NO_IDENTITY_POLICY_ALLOWS, null, null, List.of());
  }

  /**
   * A session of a role for a service, checked against the role's trust policy.
   *
   * @param sessionName names the session in its ARN
   * @throws AccessDenied if the role does not exist or does not trust the service
   */
  public Principal.RoleSession assumeRole(
      Principal.Service service, String roleArn, String sessionName) {
    throw new UnsupportedOperationException("sts:AssumeRole");
  }
}
