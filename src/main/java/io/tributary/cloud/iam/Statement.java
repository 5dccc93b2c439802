package io.tributary.cloud.iam;

import java.util.List;

/**
 * One statement of a policy, compiled.
 *
 * @param label how a person finds it: its Sid in quotes, or its place
 * @param json the statement as it was given
 * @param principals null in an identity policy
 * @param resources empty in a trust policy, which stands at its one resource
 */
record Statement(
    String label,
    String json,
    boolean allows,
    PrincipalElement principals,
    boolean notActions,
    List<ValuePattern> actions,
    boolean notResources,
    List<ValuePattern> resources,
    List<Condition> conditions) {

  /** How far the statement applies to a request; NONE if it does not. */
  Grant applies(RequestContext context) {
    if (!coversAction(context) || !coversResource(context)) {
      return Grant.NONE;
    }
    Grant grant = coversPrincipal(context);
    if (grant == Grant.NONE) {
      return Grant.NONE;
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(context)) {
        return Grant.NONE;
      }
    }
    return grant;
  }

  Grant coversPrincipal(RequestContext context) {
    return principals == null ? Grant.DIRECT : principals.covers(context);
  }

  boolean coversAction(RequestContext context) {
    return any(actions, context.request().action(), context) != notActions;
  }

  boolean coversResource(RequestContext context) {
    return resources.isEmpty()
        || any(resources, context.request().resource(), context) != notResources;
  }

  private static boolean any(List<ValuePattern> patterns, String text, RequestContext context) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(text, context)) {
        return true;
      }
    }
    return false;
  }
}
