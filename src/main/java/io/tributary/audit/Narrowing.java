package io.tributary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.audit.Grant.Part;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Allowing statements with wildcards, or that allow all but something, each as narrow as what was
 * seen to be used: as pieces of their policies, to be judged whether anything is otherwise with
 * them so.
 */
final class Narrowing {

  private static final String[] ELEMENTS = {"Action", "Resource", "Principal"};

  /** The operators whose values may hold wildcards. */
  private static final Pattern WILD_OPERATOR =
      Pattern.compile("(ForA\\w+:)?(StringLike|ArnLike|ArnEquals)(IfExists)?");

  private final Collection<Decision> decisions;
  private final Iam iam;

  /**
   * Narrows to what these decisions allowed.
   *
   * @param decisions of a deployment and all flows
   * @param iam of the same account
   */
  Narrowing(Collection<Decision> decisions, Iam iam) {
    this.decisions = decisions;
    this.iam = iam;
  }

  /** The wildcards of a policy: an element or a condition of a statement each. */
  List<Grant> of(Policy policy) {
    List<Grant> grants = new ArrayList<>();
    if (policy.kind() == Policy.Kind.REDRIVE_ALLOW) {
      return grants;
    }
    List<JsonNode> statements = PolicyElements.of(Json.object(policy.json()).path("Statement"));
    for (int i = 0; i < statements.size(); i++) {
      List<AccessRequest> used = used(policy, statements.get(i));
      if (!used.isEmpty()) {
        elements(policy, i, used, grants);
        conditions(policy, i, used, grants);
      }
    }
    return grants;
  }

  /**
   * The requests that this very statement let through; of the account's root none, who needs no
   * policy: they are the audit's own, by which it breaks what a flow breaks.
   */
  private List<AccessRequest> used(Policy policy, JsonNode statement) {
    return decisions.stream()
        .filter(Decision::allowed)
        .filter(decision -> policy.title().equals(decision.policy()))
        .filter(decision -> Json.object(decision.statement()).equals(statement))
        .map(Decision::request)
        .filter(request -> !(request.caller().principal() instanceof Principal.Root))
        .toList();
  }

  private static void elements(
      Policy policy, int index, List<AccessRequest> used, List<Grant> grants) {
    JsonNode statement = StatementGrants.statement(Json.object(policy.json()), index);
    for (String element : ELEMENTS) {
      String written = statement.has(element) ? element : "Not" + element;
      if (isWild(statement.path(written), written)) {
        grants.add(
            narrowed(
                policy,
                index,
                written + " " + statement.path(written),
                left -> {
                  left.remove(written);
                  left.set(element, seen(element, used));
                }));
      }
    }
  }

  private static boolean isWild(JsonNode values, String element) {
    if (element.startsWith("Not")) {
      return !values.isMissingNode();
    }
    boolean kinds = element.equals("Principal") && values.isObject();
    return hasWildcard(kinds ? values.path("AWS") : values);
  }

  private static boolean hasWildcard(JsonNode values) {
    return PolicyElements.texts(values).stream().anyMatch(PolicyElements::isWild);
  }

  private void conditions(Policy policy, int index, List<AccessRequest> used, List<Grant> grants) {
    JsonNode block = StatementGrants.statement(Json.object(policy.json()), index).path("Condition");
    for (Map.Entry<String, JsonNode> operator : block.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> told = told(used, key.getKey());
        if (WILD_OPERATOR.matcher(operator.getKey()).matches()
            && hasWildcard(key.getValue())
            && !told.isEmpty()) {
          grants.add(
              narrowed(
                  policy,
                  index,
                  operator.getKey() + " " + key.getKey() + " " + key.getValue(),
                  left ->
                      ((ObjectNode) left.path("Condition").path(operator.getKey()))
                          .set(key.getKey(), Json.compact(told))));
        }
      }
    }
  }

  private List<String> told(List<AccessRequest> used, String key) {
    Set<String> values = new TreeSet<>();
    used.forEach(request -> values.addAll(iam.told(request, key)));
    return List.copyOf(values);
  }

  private static Grant narrowed(
      Policy policy, int index, String wild, Consumer<ObjectNode> narrow) {
    ObjectNode document = Json.object(policy.json());
    ObjectNode statement = StatementGrants.statement(document, index);
    String label = StatementGrants.label(statement, index);
    narrow.accept(statement);
    String json = StatementGrants.valid(policy, document);
    return new Grant(policy, label, Part.WILDCARD, wild, json, statement.toPrettyString(), false);
  }

  private static JsonNode seen(String element, List<AccessRequest> used) {
    return switch (element) {
      case "Action" -> exact(used, AccessRequest::action);
      case "Resource" -> exact(used, AccessRequest::resource);
      default -> principals(used);
    };
  }

  private static JsonNode exact(List<AccessRequest> used, Function<AccessRequest, String> value) {
    Set<String> values = new TreeSet<>();
    used.forEach(request -> values.add(value.apply(request)));
    return Json.compact(List.copyOf(values));
  }

  private static JsonNode principals(List<AccessRequest> used) {
    Set<String> services = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (AccessRequest request : used) {
      Principal principal = request.caller().principal();
      if (principal instanceof Principal.Service service) {
        services.add(service.name());
      } else if (principal instanceof Principal.RoleSession session) {
        others.add(session.roleArn());
      } else {
        others.add(principal.arn());
      }
    }
    ObjectNode element = Json.object();
    if (!services.isEmpty()) {
      element.set("Service", Json.compact(List.copyOf(services)));
    }
    if (!others.isEmpty()) {
      element.set("AWS", Json.compact(List.copyOf(others)));
    }
    return element;
  }
}
