package io.tributary.cloud.events;

import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.RequestTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks IAM before EventBridge acts. */
final class Access {

  /**
   * The resource of actions that know none.
   *
   * <p>See docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
   */
  static final String ANY = "*";

  private static final String PREFIX = "events:";
  private static final String CREATOR = PREFIX + "creatorAccount";

  /** That a call puts the event and not a rule with a bus as its target, which is not built. */
  private static final List<String> NO_BUS = List.of("false");

  private final Iam iam;
  private final Buses buses;

  Access(Iam iam, Buses buses) {
    this.iam = iam;
    this.buses = buses;
  }

  /** Refuses a caller who may not do this, with AWS's AccessDeniedException. */
  void require(Caller caller, String action, String resource) {
    require(caller, action, resource, Map.of());
  }

  /** As above, with the condition keys of the request. */
  void require(
      Caller caller, String action, String resource, Map<String, List<String>> conditionKeys) {
    require(new AccessRequest(caller, PREFIX + action, resource, conditionKeys), null);
  }

  /**
   * Refuses a caller who may not do this to a rule: the policy of its bus has a say in it, and
   * policies are told the account that made it. The caller's account makes what does not exist.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html and
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
   *
   * @param arn the rule's, whether it exists or not; or, where tags are concerned, a bus's, about
   *     which its policy is not asked
   */
  void requireOnRule(Caller caller, String action, String arn) {
    requireOnRule(caller, action, arn, Map.of());
  }

  /** As above, with more condition keys of the request. */
  void requireOnRule(
      Caller caller, String action, String arn, Map<String, List<String>> conditionKeys) {
    AttachedPolicy policy = buses.ofRule(arn).map(Bus::attachedPolicy).orElse(null);
    String creator = buses.rule(arn).map(Rule::creator).orElse(caller.principal().account());
    Map<String, List<String>> keys = new LinkedHashMap<>(conditionKeys);
    keys.put(CREATOR, List.of(creator));
    require(new AccessRequest(caller, PREFIX + action, arn, keys), policy);
  }

  private void require(AccessRequest request, AttachedPolicy policy) {
    Decision decision = iam.decide(request, policy);
    if (!decision.allowed()) {
      throw EventsErrors.denied(decision);
    }
  }

  /** Who makes a resource with tags must be allowed to tag it, too. */
  void requireTagging(Caller caller, String resource, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      requireOnRule(caller, "TagResource", resource, RequestTags.keys(tags));
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
    Map<String, List<String>> keys =
        Map.of(
            "events:source", value(source),
            "events:detail-type", value(detailType),
            "events:eventBusInvocation", NO_BUS);
    return iam.decide(new AccessRequest(caller, PREFIX + "PutEvents", busArn, keys), policy);
  }

  /** Of null no value: then a policy finds no such key. */
  private static List<String> value(String told) {
    return told == null ? List.of() : List.of(told);
  }
}
