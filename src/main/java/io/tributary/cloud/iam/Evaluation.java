package io.tributary.cloud.iam;

import io.tributary.cloud.iam.Decision.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides one request from the policies that apply to it.
 *
 * <p>See
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html.
 * A principal of another account counts as allowed by its own account, whose policies are not known
 * here; so the resource's policy alone decides about it.
 */
final class Evaluation {

  private final RequestContext context;
  private final AttachedPolicy resource;
  private final List<AttachedPolicy> identities;
  private final AttachedPolicy boundary;

  /**
   * @param resource the policy of the resource; null when it has none
   */
  Evaluation(RequestContext context, AttachedPolicy resource) {
    this.context = context;
    this.resource = resource;
    this.identities = context.entity() == null ? List.of() : context.entity().policies();
    this.boundary = context.entity() == null ? null : context.entity().boundary();
  }

  Decision decide() {
    Decision denied = explicitDeny();
    if (denied != null) {
      return denied;
    }
    if (context.isGone()) {
      // Its credentials are invalid at AWS, so nothing that a resource grants can reach it.
      return decision(Cause.NO_SUCH_CALLER, null, null, null);
    }
    if (isTrust()) {
      return decideTrust();
    }
    if (context.service() != null || context.isOutsider()) {
      return decideByResourcePolicy();
    }
    return crossesAccounts() ? decideByBothSides() : decideWithinAccount();
  }

  private Decision explicitDeny() {
    Decision denied =
        deny(
            resource,
            isTrust()
                ? Cause.EXPLICIT_DENY_IN_TRUST_POLICY
                : Cause.EXPLICIT_DENY_IN_RESOURCE_POLICY);
    for (int i = 0; denied == null && i < identities.size(); i++) {
      denied = deny(identities.get(i), Cause.EXPLICIT_DENY_IN_IDENTITY_POLICY);
    }
    return denied == null ? deny(boundary, Cause.EXPLICIT_DENY_IN_PERMISSIONS_BOUNDARY) : denied;
  }

  private Decision deny(AttachedPolicy policy, Cause cause) {
    Statement statement = policy == null ? null : policy.document().denies(context);
    return statement == null ? null : decision(cause, policy, statement, null);
  }

  private boolean isTrust() {
    return resource != null && resource.document().kind() == PolicyDocument.Kind.TRUST;
  }

  private boolean crossesAccounts() {
    return !context.resourceAccount().equals(context.account().id());
  }

  private Decision decideTrust() {
    Statement trusting = resource.document().allows(context);
    if (trusting == null) {
      return denied(Cause.NO_TRUST_POLICY_ALLOWS);
    }
    return context.isOutsider() ? allowed(resource, trusting) : decideByGrant(trusting);
  }

  private Decision decideByResourcePolicy() {
    Statement granting = resource == null ? null : resource.document().allows(context);
    return granting == null ? denied(Cause.NO_RESOURCE_POLICY_ALLOWS) : allowed(resource, granting);
  }

  private Decision decideByBothSides() {
    Decision otherSide = decideByResourcePolicy();
    return otherSide.allowed() ? decideByIdentityPolicies() : otherSide;
  }

  private Decision decideWithinAccount() {
    Statement granting = resource == null ? null : resource.document().allows(context);
    return granting == null ? decideByIdentityPolicies() : decideByGrant(granting);
  }

  /** Decides by how far a statement at the resource reaches within the account. */
  private Decision decideByGrant(Statement granting) {
    Grant grant = granting.applies(context);
    if (grant == Grant.DIRECT || grant == Grant.ROLE && boundaryAllows()) {
      return allowed(resource, granting);
    }
    return grant == Grant.ROLE
        ? denied(Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS)
        : decideByIdentityPolicies();
  }

  /** The root user needs none. */
  private Decision decideByIdentityPolicies() {
    if (context.principal() instanceof Principal.Root) {
      return allowed(null, null);
    }
    for (int i = 0; i < identities.size(); i++) {
      Statement granting = identities.get(i).document().allows(context);
      if (granting != null) {
        return boundaryAllows()
            ? allowed(identities.get(i), granting)
            : denied(Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS);
      }
    }
    return denied(Cause.NO_IDENTITY_POLICY_ALLOWS);
  }

  private boolean boundaryAllows() {
    return boundary == null || boundary.document().allows(context) != null;
  }

  private Decision allowed(AttachedPolicy policy, Statement statement) {
    return decision(Cause.ALLOWED, policy, statement, null);
  }

  private Decision denied(Cause cause) {
    return decision(cause, null, null, new NearMiss(context, candidates(cause)).describe());
  }

  /** The policies one of which had to allow it. */
  private List<AttachedPolicy> candidates(Cause cause) {
    if (cause == Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS) {
      return List.of(boundary);
    }
    List<AttachedPolicy> candidates = new ArrayList<>();
    if (resource != null) {
      candidates.add(resource);
    }
    if (cause == Cause.NO_IDENTITY_POLICY_ALLOWS) {
      candidates.addAll(identities);
    }
    return candidates;
  }

  private Decision decision(
      Cause cause, AttachedPolicy policy, Statement statement, String nearMiss) {
    return new Decision(
        cause == Cause.ALLOWED,
        context.request(),
        cause,
        policy == null ? null : policy.name(),
        statement == null ? null : statement.json(),
        looked(),
        nearMiss);
  }

  private List<String> looked() {
    if (identities.isEmpty() && boundary == null) {
      return resource == null ? List.of() : List.of(resource.name());
    }
    List<String> names = new ArrayList<>(identities.size() + 2);
    if (resource != null) {
      names.add(resource.name());
    }
    for (int i = 0; i < identities.size(); i++) {
      names.add(identities.get(i).name());
    }
    if (boundary != null) {
      names.add(boundary.name());
    }
    return names;
  }
}
