package io.tributary.cloud.events;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;

/** Asks IAM before EventBridge acts. */
final class Access {

  /**
   * The resource of actions that know none.
   *
   * <p>See docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
   */
  static final String ANY = "*";

  private final Iam iam;

  Access(Iam iam) {
    this.iam = iam;
  }

  /** Refuses a caller who may not do this, with AWS's AccessDeniedException. */
  void require(Caller caller, String action, String resource) {
    require(caller, action, resource, null);
  }

  /** As above, where a bus's policy may allow or deny it too; null when there is none. */
  void require(Caller caller, String action, String resource, AttachedPolicy policy) {
    Decision decision = decide(caller, action, resource, policy);
    if (!decision.allowed()) {
      throw EventsErrors.denied(decision);
    }
  }

  Decision decide(Caller caller, String action, String resource, AttachedPolicy policy) {
    return iam.decide(new AccessRequest(caller, "events:" + action, resource), policy);
  }
}
