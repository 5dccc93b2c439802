package io.tributary.cloud.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyStatements;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.Condition;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/**
 * What the API does to the policies of event buses: set whole, or statement by statement.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
 */
final class PolicyOperations {

  /** docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  private static final int LONGEST_POLICY = 10_240;

  private static final Pattern STATEMENT_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Pattern PRINCIPAL = Pattern.compile("\\d{12}|\\*");

  private final EventLoop loop;
  private final Access access;
  private final Buses buses;

  PolicyOperations(EventLoop loop, Access access, Buses buses) {
    this.loop = loop;
    this.access = access;
    this.buses = buses;
  }

  /** Unlike other operations these take no ARN of a bus. */
  private static void requireName(String bus) {
    Limits.requireMatch(bus, Buses.CUSTOM_NAME, "eventBusName");
  }

  PutPermissionResponse put(Caller caller, PutPermissionRequest request) {
    requireName(request.eventBusName());
    access.require(caller, "PutPermission", Access.ANY);
    Bus bus = buses.require(request.eventBusName());
    set(bus, request.policy() != null ? whole(request) : withStatement(bus, request));
    return PutPermissionResponse.builder().build();
  }

  private static String whole(PutPermissionRequest request) {
    if (request.action() != null
        || request.principal() != null
        || request.statementId() != null
        || request.condition() != null) {
      throw EventsErrors.validation(
          "Policy excludes Action, Principal, StatementId and Condition; give the one or the"
              + " others.");
    }
    return request.policy();
  }

  private static String withStatement(Bus bus, PutPermissionRequest request) {
    String sid = requireStatementId(request.statementId());
    String principal = Limits.required(request.principal(), "principal");
    Limits.requireMatch(principal, PRINCIPAL, "principal");
    if (!"events:PutEvents".equals(request.action())) {
      throw EventsErrors.validation("Provided value in parameter 'action' is not supported.");
    }
    PolicyStatements statements = statements(bus);
    statements.remove(sid);
    ObjectNode statement = statements.allow(sid);
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else {
      String partition = bus.arn().split(":")[1];
      statement.putObject("Principal").put("AWS", new Principal.Root(partition, principal).arn());
    }
    statement.put("Action", request.action()).put("Resource", bus.arn());
    if (request.condition() != null) {
      addCondition(statement, request.condition());
    }
    return statements.json();
  }

  private static PolicyStatements statements(Bus bus) {
    return new PolicyStatements(bus.policy() == null ? null : bus.policy().json());
  }

  private static String requireStatementId(String sid) {
    Limits.requireMatch(Limits.required(sid, "statementId"), STATEMENT_ID, "statementId");
    return sid;
  }

  private static void addCondition(ObjectNode statement, Condition condition) {
    statement
        .putObject("Condition")
        .putObject(Limits.required(condition.type(), "condition.type"))
        .put(
            Limits.required(condition.key(), "condition.key"),
            Limits.required(condition.value(), "condition.value"));
  }

  RemovePermissionResponse remove(Caller caller, RemovePermissionRequest request) {
    requireName(request.eventBusName());
    access.require(caller, "RemovePermission", Access.ANY);
    Bus bus = buses.require(request.eventBusName());
    if (Boolean.TRUE.equals(request.removeAllPermissions())) {
      bus.setPolicy(null, loop.now());
      return RemovePermissionResponse.builder().build();
    }
    String sid = requireStatementId(request.statementId());
    if (bus.policy() == null) {
      throw EventsErrors.notFound("EventBus does not have a policy.");
    }
    PolicyStatements statements = statements(bus);
    if (!statements.remove(sid)) {
      throw EventsErrors.notFound("Statement with the provided id does not exist.");
    }
    set(bus, statements.isEmpty() ? null : statements.json());
    return RemovePermissionResponse.builder().build();
  }

  private void set(Bus bus, String json) {
    if (json != null && json.length() > LONGEST_POLICY) {
      throw EventsErrors.policyTooLong(
          "The policy has " + json.length() + " characters; at most " + LONGEST_POLICY + " fit.");
    }
    bus.setPolicy(json == null ? null : document(json), loop.now());
  }

  private static PolicyDocument document(String json) {
    return PolicyDocument.parse(
        json,
        PolicyDocument.Kind.RESOURCE,
        why -> EventsErrors.validation("Parameter Policy is not valid. Reason: " + why));
  }
}
