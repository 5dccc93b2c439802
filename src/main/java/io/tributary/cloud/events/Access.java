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

  private final Iam iam;

  Access(Iam iam) {
    this.iam = iam;
  }

  /** Refuses a caller who may not do this, with AWS's AccessDeniedException. */
  void require(Caller caller, String action, String resource) {
    require(caller, action, resource, Map.of());
  }

  /** As above, with the condition keys of the request. */
  void require(
      Caller caller, String action, String resource, Map<String, List<String>> conditionKeys) {
    Decision decision =
        iam.decide(new AccessRequest(caller, PREFIX + action, resource, conditionKeys), null);
    if (!decision.allowed()) {
      throw EventsErrors.denied(decision);
    }
  }

  /** Who makes a resource with tags must be allowed to tag it, too. */
  void requireTagging(Caller caller, String resource, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      require(caller, "TagResource", resource, RequestTags.keys(tags));
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
