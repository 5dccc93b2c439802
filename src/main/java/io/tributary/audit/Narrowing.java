package io.tributary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.audit.Grant.Part;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Allowing statements with wildcards, each as narrow as what was seen to be used: as pieces of
 * their policies, to be judged whether anything is otherwise with them so.
 */
final class Narrowing {

  private static final String[] ELEMENTS = {"Action", "Resource", "Principal"};

  private final Collection<Decision> decisions;

  /**
   * Narrows to what these decisions allowed.
   *
   * @param decisions of a deployment and all flows
   */
  Narrowing(Collection<Decision> decisions) {
    this.decisions = decisions;
  }

  /** The wildcards of a policy, an element of a statement each. */
  List<Grant> of(Policy policy) {
    List<Grant> grants = new ArrayList<>();
    if (policy.kind() == Policy.Kind.REDRIVE_ALLOW) {
      return grants;
    }
    ObjectNode document = Json.object(policy.json());
    List<JsonNode> statements = Json.many(document.path("Statement"));
    for (int i = 0; i < statements.size(); i++) {
      List<AccessRequest> used = used(policy, statements.get(i));
      for (String element : ELEMENTS) {
        if (!used.isEmpty() && isWild(statements.get(i), element)) {
          grants.add(narrowed(policy, i, element, used));
        }
      }
    }
    return grants;
  }

  /** The requests that this very statement let through. */
  private List<AccessRequest> used(Policy policy, JsonNode statement) {
    return decisions.stream()
        .filter(Decision::allowed)
        .filter(decision -> policy.title().equals(decision.policy()))
        .filter(decision -> Json.object(decision.statement()).equals(statement))
        .map(Decision::request)
        .toList();
  }

  private static boolean isWild(JsonNode statement, String element) {
    if (!statement.path("Effect").asText().equals("Allow")) {
      return false;
    }
    JsonNode values = statement.path(element);
    JsonNode written =
        element.equals("Principal") && values.isObject() ? values.path("AWS") : values;
    return Json.texts(written).stream()
        .anyMatch(value -> value.indexOf('*') >= 0 || value.indexOf('?') >= 0);
  }

  private static Grant narrowed(
      Policy policy, int index, String element, List<AccessRequest> used) {
    ObjectNode document = Json.object(policy.json());
    ObjectNode statement = (ObjectNode) Json.many(document.path("Statement")).get(index);
    String label = StatementGrants.label(statement, index);
    String wild = element + " " + statement.path(element);
    statement.set(
        element,
        switch (element) {
          case "Action" -> exact(used, AccessRequest::action);
          case "Resource" -> exact(used, AccessRequest::resource);
          default -> principals(used);
        });
    String json = StatementGrants.valid(policy, document);
    return new Grant(policy, label, Part.WILDCARD, wild, json, Json.pretty(statement));
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
