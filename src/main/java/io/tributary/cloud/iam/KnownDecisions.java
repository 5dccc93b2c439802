package io.tributary.cloud.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decisions made lately, for services ask the same over and over. One holds as long as all that it
 * was made from is the same: the request, who stands behind the caller, and every policy. These are
 * compared whenever it is used, so that no change of a policy need be told here.
 *
 * <p>Of a request that several resource policies are asked about, as on log groups, only the newest
 * answer is known: such a request is worked out each time, which is rare enough not to look
 * policies up with every request.
 */
final class KnownDecisions {

  /**
   * Some 40 MB, if so many are asked for, and ten times that of the longest: five an event's way,
   * and 10,000 ways with room to spare.
   */
  private static final int MOST = 100_000;

  /**
   * Characters of the resource and the values of condition keys together: as many as an ARN may
   * have. What names nothing that exists may be longer, and so may the source of an event, which is
   * decided upon before it is checked.
   */
  private static final int LONGEST = 2_048;

  private final Map<AccessRequest, Known> decisions = new HashMap<>();

  /** What was asked last, and what is known of it: each message of a batch asks the same. */
  private AccessRequest newestRequest;

  private Known newest;

  private record Known(Decision decision, Basis basis) {}

  /**
   * What a decision is made from beside the request.
   *
   * @param identities a list that is made anew whenever one of its policies changes
   */
  private record Basis(
      IamEntity entity,
      List<AttachedPolicy> identities,
      PolicyDocument boundary,
      PolicyDocument resource) {

    static Basis of(IamEntity entity, AttachedPolicy resourcePolicy) {
      return entity == null
          ? new Basis(null, null, null, document(resourcePolicy))
          : new Basis(
              entity, entity.policies(), document(entity.boundary()), document(resourcePolicy));
    }

    /** Whether all is still the very same. */
    boolean holds(IamEntity nowEntity, AttachedPolicy resourcePolicy) {
      return entity == nowEntity
          && resource == document(resourcePolicy)
          && (entity == null
              || identities == entity.policies() && boundary == document(entity.boundary()));
    }

    private static PolicyDocument document(AttachedPolicy policy) {
      return policy == null ? null : policy.document();
    }
  }

  /**
   * The decision on the same request by the same policies; null when none is known. One by other
   * policies is forgotten, as the new one might not be kept.
   */
  Decision find(AccessRequest request, IamEntity entity, AttachedPolicy resourcePolicy) {
    if (!isNewest(request)) {
      newest = decisions.get(request);
      newestRequest = request;
    }
    if (newest != null && newest.basis().holds(entity, resourcePolicy)) {
      return newest.decision();
    }
    forgetNewest();
    return null;
  }

  private void forgetNewest() {
    if (newest != null) {
      decisions.remove(newestRequest);
      newest = null;
    }
  }

  /** Whether it is made of the very same things; equal ones are found by their hash. */
  private boolean isNewest(AccessRequest request) {
    return newestRequest != null
        && newestRequest.caller() == request.caller()
        && newestRequest.action() == request.action()
        && newestRequest.resource() == request.resource()
        && newestRequest.context() == request.context();
  }

  /** All that are known, in no order. */
  Stream<Decision> all() {
    return decisions.values().stream().map(Known::decision);
  }

  void keep(Decision decision, IamEntity entity, AttachedPolicy resourcePolicy) {
    if (isLargeOrRare(decision.request())) {
      return;
    }
    if (decisions.size() == MOST) {
      decisions.clear();
    }
    decisions.put(decision.request(), new Known(decision, Basis.of(entity, resourcePolicy)));
    newestRequest = null;
    newest = null;
  }

  /** Nobody sets the same tags over and over. */
  private static boolean isLargeOrRare(AccessRequest request) {
    return request.context().containsKey(RequestTags.TAG_KEYS) || characters(request) > LONGEST;
  }

  private static int characters(AccessRequest request) {
    int characters = request.resource().length();
    for (List<String> values : request.context().values()) {
      for (String value : values) {
        characters += value.length();
      }
    }
    return characters;
  }
}
