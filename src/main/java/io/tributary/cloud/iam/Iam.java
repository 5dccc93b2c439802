package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The account's users, roles and policies, and the one place that decides who may do what. */
public final class Iam {

  private final EventLoop loop;
  private final Account account;
  private final Identities identities;
  private final AccessKeys accessKeys;
  private final KnownDecisions decisions = new KnownDecisions();
  private final List<BiConsumer<Decision, AttachedPolicy>> listeners = new ArrayList<>();

  public Iam(EventLoop loop, Account account) {
    this.loop = loop;
    this.account = account;
    this.identities = new Identities(loop, account);
    this.accessKeys = new AccessKeys(loop);
  }

  /**
   * Decides a request.
   *
   * @param resourcePolicy the policy of the resource; null when it has none
   */
  public Decision decide(AccessRequest request, AttachedPolicy resourcePolicy) {
    IamEntity entity = entity(request.caller().principal());
    Decision decision = decisions.find(request, entity, resourcePolicy);
    if (decision == null) {
      decision = evaluate(request, entity, resourcePolicy);
    }
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).accept(decision, resourcePolicy);
    }
    return decision;
  }

  private Decision evaluate(
      AccessRequest request, IamEntity entity, AttachedPolicy resourcePolicy) {
    RequestContext context = new RequestContext(request, entity, account, loop);
    Decision decision = new Evaluation(context, resourcePolicy).decide();
    if (!context.momentary()) {
      decisions.keep(decision, entity, resourcePolicy);
    }
    return decision;
  }

  /**
   * Calls the listener with each decision from now on, on the loop, and with the policy of the
   * resource that it looked at, null when it has none.
   */
  public void listen(BiConsumer<Decision, AttachedPolicy> listener) {
    listeners.add(listener);
  }

  /**
   * The decisions made lately, one for each request, in no order. A decision that time or a tag of
   * the caller entered into is not among them, nor one on setting or removing tags, nor one on a
   * request of over 2,048 characters; of more than a hundred thousand requests all older ones are
   * forgotten at once.
   */
  public Stream<Decision> madeLately() {
    return decisions.all();
  }

  /**
   * What a request tells of a condition key.
   *
   * @param key its name, in any case
   * @return its values; empty when the request tells none
   */
  public List<String> told(AccessRequest request, String key) {
    IamEntity entity = entity(request.caller().principal());
    RequestContext context = new RequestContext(request, entity, account, loop);
    ContextKey named = ContextKey.of(key);
    return named.isGlobal()
        ? Stream.ofNullable(named.single(context)).toList()
        : named.several(context);
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

  /**
   * A session of a role, unchecked.
   *
   * @param roleArn the ARN of a role that exists
   */
  public Principal.RoleSession session(String roleArn, String sessionName) {
    String name = identities.roleOfArn(roleArn).name();
    return new Principal.RoleSession(account.partition(), account.id(), name, sessionName);
  }

  /**
   * Checks that a caller may hand a role to a service, as who creates a pipe must.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
   *
   * @param service for example {@code pipes.amazonaws.com}
   * @throws AccessDenied if it may not
   */
  public void requirePassRole(Caller caller, String roleArn, String service) {
    Map<String, List<String>> context = Map.of("iam:PassedToService", List.of(service));
    Decision decision = decide(new AccessRequest(caller, "iam:PassRole", roleArn, context), null);
    if (!decision.allowed()) {
      throw new AccessDenied(decision);
    }
  }

  /** Who stands behind which access key id. */
  public AccessKeys accessKeys() {
    return accessKeys;
  }

  /**
   * The unique id of a principal, as {@code aws:userid} and {@code GetCallerIdentity} show it; null
   * when it has none, as services and strangers.
   */
  public String userId(Principal principal) {
    return principal instanceof Principal.Service ? null : context(principal).userId();
  }

  /**
   * Whether a principal is a user or role session of this account that does not exist (any more).
   */
  public boolean isGone(Principal principal) {
    return context(principal).isGone();
  }

  private RequestContext context(Principal principal) {
    AccessRequest request = new AccessRequest(Caller.of(principal), "sts:GetCallerIdentity", "*");
    return new RequestContext(request, entity(principal), account, loop);
  }

  /** How long a session of a role may last at most, in seconds. */
  public int maxSessionSeconds(String roleArn) {
    return identities.roleOfArn(roleArn).maxSessionSeconds();
  }

  Identities identities() {
    return identities;
  }
}
