package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;

/** The account's users, roles and policies, and the one place that decides who may do what. */
public final class Iam {

  private final EventLoop loop;
  private final Account account;
  private final Identities identities;

  public Iam(EventLoop loop, Account account) {
    this.loop = loop;
    this.account = account;
    this.identities = new Identities(loop, account);
  }

  /**
   * Decides a request.
   *
   * @param resourcePolicy the policy of the resource; null when it has none
   */
  public Decision decide(AccessRequest request, AttachedPolicy resourcePolicy) {
    IamEntity entity = entity(request.caller().principal());
    return new Evaluation(new RequestContext(request, entity, account, loop), resourcePolicy)
        .decide();
  }

  /** The user or role behind a principal; null when it is neither, or of another account. */
  private IamEntity entity(Principal principal) {
    if (!principal.account().equals(account.id())) {
      return null;
    }
    if (principal instanceof Principal.User user) {
      return identities.users().get(user.name());
    }
    return principal instanceof Principal.RoleSession session
        ? identities.roles().get(session.role())
        : null;
  }

  /**
   * A session of a role for a service, checked against the role's trust policy.
   *
   * @param sessionName names the session in its ARN
   * @throws AccessDenied if the role does not exist or does not trust the service
   */
  public Principal.RoleSession assumeRole(
      Principal.Service service, String roleArn, String sessionName) {
    Decision decision =
        decideTrust(new AccessRequest(Caller.of(service), "sts:AssumeRole", roleArn));
    if (!decision.allowed()) {
      throw new AccessDenied(decision);
    }
    return session(roleArn, sessionName);
  }

  /** Decides whether a caller may assume the role that the request names as its resource. */
  public Decision decideTrust(AccessRequest request) {
    IamRole role = identities.roleOfArn(request.resource());
    return role == null ? Decision.noSuchRole(request) : decide(request, role.trust());
  }

  private Principal.RoleSession session(String roleArn, String sessionName) {
    String name = identities.roleOfArn(roleArn).name();
    return new Principal.RoleSession(account.partition(), account.id(), name, sessionName);
  }

  Identities identities() {
    return identities;
  }
}
