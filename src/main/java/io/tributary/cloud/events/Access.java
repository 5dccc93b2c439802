package io.tributary.cloud.events;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** Asks IAM before EventBridge acts. */
final class Access {

  /**
   * The resource of actions that know none.
   *
   * <p>See docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
   */
  static final String ANY = "*";

  private static final String PREFIX = "events:";

  private final Iam iam;
  private final Buses buses;

  Access(Iam iam, Buses buses) {
    this.iam = iam;
    this.buses = buses;
  }

  /** Refuses a caller who may not do this, with AWS's AccessDeniedException. */
  void require(Caller caller, String action, String resource) {
    require(new AccessRequest(caller, PREFIX + action, resource), null);
  }

  /**
   * As above, with the condition keys of the request, for what is done to a rule: the policy of its
   * bus has a say in it.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
   *
   * @param arn the rule's, whether it exists or not; or, where tags are concerned, a bus's, about
   *     which its policy is not asked
   */
  void requireOnRule(
      Caller caller, String action, String arn, Map<String, List<String>> conditionKeys) {
    AttachedPolicy policy = buses.ofRule(arn).map(Bus::attachedPolicy).orElse(null);
    require(new AccessRequest(caller, PREFIX + action, arn, conditionKeys), policy);
  }

  private void require(AccessRequest request, AttachedPolicy policy) {
    Decision decision = iam.decide(request, policy);
    if (!decision.allowed()) {
      throw EventsErrors.denied(decision);
    }
  }

  /** Who makes a resource with tags must be allowed to tag it, too. */
  void requireTagging(Caller caller, String resource, List<Tag> tags) {
    if (!tags.isEmpty()) {
      requireOnRule(caller, "TagResource", resource, Map.of());
    }
  }

  /**
   * Whether a caller may put such an event onto a bus.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
   *
   * @param policy the policy of the bus; null when it has none
   */
  Decision mayPut(
      Caller caller, String busArn, AttachedPolicy policy, String source, String detailType) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    if (source != null) {
      keys.put("events:source", List.of(source));
    }
    if (detailType != null) {
      keys.put("events:detail-type", List.of(detailType));
    }
    return iam.decide(new AccessRequest(caller, PREFIX + "PutEvents", busArn, keys), policy);
  }
}
