package io.tributary.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks for the statement that came nearest to allowing a request, and says in words what differs.
 * Near is a statement that covers the action, or grants other actions of its service and differs in
 * nothing else. On everything it must grant of no other service: such a statement is not about this
 * resource.
 */
final class NearMiss {

  private final RequestContext context;
  private final List<AttachedPolicy> policies;

  NearMiss(RequestContext context, List<AttachedPolicy> policies) {
    this.context = context;
    this.policies = policies;
  }

  /** The nearest statement and what differs; null when none is near. */
  String describe() {
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (AttachedPolicy policy : policies) {
      for (Statement statement : policy.document().allows()) {
        List<String> differences = differences(statement);
        if (isNear(statement, differences) && differences.size() < fewest) {
          fewest = differences.size();
          nearest =
              "statement "
                  + statement.label()
                  + " of the "
                  + policy.name()
                  + " "
                  + String.join(", and ", differences);
        }
      }
    }
    return nearest;
  }

  private boolean isNear(Statement statement, List<String> differences) {
    return !differences.isEmpty()
        && (statement.coversAction(context) || differences.size() == 1 && isOfTheService(statement))
        && statement.conditions().stream().noneMatch(condition -> condition.isForOthers(context));
  }

  private boolean isOfTheService(Statement statement) {
    String action = context.request().action();
    String service = action.substring(0, action.indexOf(':') + 1);
    Predicate<ValuePattern> ofIt =
        it -> it.toString().regionMatches(true, 0, service, 0, service.length());
    List<ValuePattern> actions = statement.actions();
    return statement.notActions()
        || (isAboutEverything(statement)
            ? actions.stream().allMatch(ofIt)
            : actions.stream().anyMatch(ofIt));
  }

  private static boolean isAboutEverything(Statement statement) {
    return !statement.notResources()
        && statement.resources().size() == 1
        && statement.resources().get(0).toString().equals("*");
  }

  private List<String> differences(Statement statement) {
    List<String> differences = new ArrayList<>();
    AccessRequest request = context.request();
    if (!statement.coversAction(context)) {
      differences.add(
          "allows "
              + listed(statement.notActions(), statement.actions())
              + " but the request is for "
              + request.action());
    }
    if (!statement.coversResource(context)) {
      differences.add(
          "is about "
              + listed(statement.notResources(), statement.resources())
              + " but the request is about "
              + request.resource());
    }
    if (statement.coversPrincipal(context) == Grant.NONE) {
      differences.add(
          "names the principal "
              + statement.principals().written()
              + " but the request comes from "
              + request.caller().principal().arn());
    }
    for (Condition condition : statement.conditions()) {
      if (!condition.holds(context)) {
        differences.add(condition.difference(context));
      }
    }
    return differences;
  }

  private static String listed(boolean not, List<ValuePattern> values) {
    String joined = String.join(" or ", values.stream().map(ValuePattern::toString).toList());
    return not ? "anything but " + joined : joined;
  }
}
