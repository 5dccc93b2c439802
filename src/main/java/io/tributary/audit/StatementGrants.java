package io.tributary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.audit.Grant.Part;
import io.tributary.cloud.iam.MalformedPolicyException;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyElements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The pieces of an IAM policy: each action, resource, principal and condition of each statement.
 */
final class StatementGrants {

  /**
   * AWS takes no statement without actions, resources or principals: one that loses its last is
   * left with an action that no request here is for.
   */
  private static final String NOTHING = "tributary:Nothing";

  /** Trust policies may name actions of STS only. */
  private static final String NOTHING_TRUSTED = "sts:SetContext";

  /** The exceptions of trust policies are actions, whose like {@code *} alone is not. */
  private static final String ALL_TRUSTED = "sts:*";

  /** Policies of queues may name actions of SQS only; this one the audit never asks for. */
  private static final String NOTHING_OF_A_QUEUE = "sqs:RemovePermission";

  /** Policies of topics may name some actions of SNS only; this one the audit never asks for. */
  private static final String NOTHING_OF_A_TOPIC = "sns:RemovePermission";

  private static final Map<String, String> EXCEPTIONS =
      new TreeMap<>(
          Map.of("NotAction", "Action", "NotPrincipal", "Principal", "NotResource", "Resource"));

  private final Policy policy;
  private final ObjectNode document;
  private final List<Grant> grants = new ArrayList<>();

  StatementGrants(Policy policy) {
    this.policy = policy;
    this.document = Json.object(policy.json());
  }

  List<Grant> all() {
    int count = PolicyElements.of(document.path("Statement")).size();
    for (int i = 0; i < count; i++) {
      values(i, Part.ACTION, "Action");
      values(i, Part.RESOURCE, "Resource");
      principals(i);
      exceptions(i);
      conditions(i);
    }
    return grants;
  }

  static ObjectNode statement(ObjectNode document, int index) {
    return (ObjectNode) PolicyElements.of(document.path("Statement")).get(index);
  }

  /** How a person finds the statement: its Sid in quotes, or its place. */
  static String label(JsonNode statement, int index) {
    String sid = statement.path("Sid").asText();
    return sid.isEmpty() ? "Statement[" + index + "]" : "'" + sid + "'";
  }

  private void add(int index, Part part, String piece, Consumer<ObjectNode> takeAway) {
    ObjectNode left = document.deepCopy();
    takeAway.accept(statement(left, index));
    JsonNode whole = statement(document, index);
    String json = valid(policy, left);
    grants.add(
        new Grant(policy, label(whole, index), part, piece, json, null, deniesPlainHttp(whole)));
  }

  /** A malformed document would fail its deployment, and so seem to prove that all is needed. */
  static String valid(Policy policy, ObjectNode document) {
    String json = document.toString();
    try {
      PolicyDocument.parse(json, PolicyDocument.Kind.valueOf(policy.kind().name()));
    } catch (MalformedPolicyException bug) {
      throw new IllegalStateException("a piece less left no policy: " + json, bug);
    }
    return json;
  }

  private void values(int index, Part part, String element) {
    List<String> values = PolicyElements.texts(statement(document, index).path(element));
    for (String value : values) {
      add(index, part, value, left -> leave(left, element, without(values, value)));
    }
  }

  private void leave(ObjectNode statement, String element, List<String> values) {
    if (values.isEmpty()) {
      empty(statement);
    } else {
      statement.set(element, Json.compact(values));
    }
  }

  private void empty(ObjectNode statement) {
    statement.remove("NotAction");
    statement.put("Action", nothing());
  }

  private String nothing() {
    if (policy.kind() == Policy.Kind.TRUST) {
      return NOTHING_TRUSTED;
    }
    if (policy.title().startsWith("queue policy")) {
      return NOTHING_OF_A_QUEUE;
    }
    return policy.title().startsWith("topic policy") ? NOTHING_OF_A_TOPIC : NOTHING;
  }

  private static List<String> without(List<String> values, String value) {
    List<String> left = new ArrayList<>(values);
    left.remove(value);
    return left;
  }

  private void principals(int index) {
    JsonNode principal = statement(document, index).path("Principal");
    if (principal.isTextual()) {
      add(index, Part.PRINCIPAL, principal.asText(), this::empty);
      return;
    }
    for (Map.Entry<String, JsonNode> kind : principal.properties()) {
      List<String> values = PolicyElements.texts(kind.getValue());
      for (String value : values) {
        add(
            index,
            Part.PRINCIPAL,
            value,
            left -> leavePrincipals(left, kind.getKey(), without(values, value)));
      }
    }
  }

  private void leavePrincipals(ObjectNode statement, String kind, List<String> values) {
    ObjectNode principal = (ObjectNode) statement.path("Principal");
    if (!values.isEmpty()) {
      principal.set(kind, Json.compact(values));
    } else if (principal.size() > 1) {
      principal.remove(kind);
    } else {
      empty(statement);
    }
  }

  private void exceptions(int index) {
    EXCEPTIONS.forEach(
        (not, element) -> {
          if (statement(document, index).has(not)) {
            String piece = not + " " + statement(document, index).path(not);
            add(index, Part.EXCEPTION, piece, left -> withoutException(left, not, element));
          }
        });
  }

  /**
   * A denial that leaves nothing out denies more. A statement that allows all but something is,
   * like one that names what it allows, taken away whole; {@link Narrowing} judges how far it
   * reaches.
   */
  private void withoutException(ObjectNode statement, String not, String element) {
    if (statement.path("Effect").asText().equals("Allow")) {
      empty(statement);
    } else {
      statement.remove(not);
      statement.put(element, policy.kind() == Policy.Kind.TRUST ? ALL_TRUSTED : "*");
    }
  }

  private void conditions(int index) {
    JsonNode statement = statement(document, index);
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      Set<Map.Entry<String, JsonNode>> keys = operator.getValue().properties();
      for (Map.Entry<String, JsonNode> key : keys) {
        List<String> values = PolicyElements.texts(key.getValue());
        String name = operator.getKey() + " " + key.getKey();
        add(
            index,
            Part.CONDITION,
            name + " " + String.join(", ", values),
            left -> loosen(left, operator.getKey(), key.getKey()));
        if (values.size() > 1) {
          conditionValues(index, operator.getKey(), key.getKey(), values);
        }
      }
    }
  }

  private static boolean deniesPlainHttp(JsonNode statement) {
    return statement.path("Effect").asText().equals("Deny")
        && statement
            .path("Condition")
            .valueStream()
            .flatMap(keys -> keys.propertyStream())
            .anyMatch(key -> key.getKey().equalsIgnoreCase("aws:SecureTransport"));
  }

  private void conditionValues(int index, String operator, String key, List<String> values) {
    for (String value : values) {
      add(
          index,
          Part.CONDITION,
          operator + " " + key + " value " + value,
          left ->
              ((ObjectNode) left.path("Condition").path(operator))
                  .set(key, Json.compact(without(values, value))));
    }
  }

  private static void loosen(ObjectNode statement, String operator, String key) {
    ObjectNode block = (ObjectNode) statement.path("Condition");
    ObjectNode keys = (ObjectNode) block.path(operator);
    keys.remove(key);
    if (keys.isEmpty()) {
      block.remove(operator);
    }
    if (block.isEmpty()) {
      statement.remove("Condition");
    }
  }
}
