package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.Map;
import java.util.Set;

/**
 * A case as the oracle takes it.
 *
 * <p>The oracle knows no root user, who needs no policies, and wants both sides' policies where the
 * local cloud takes another account's side for granted: both get a policy that allows everything.
 */
final class Simulation {

  /** Condition keys that are lists, whatever the number of their values. */
  static final Set<String> MULTIVALUED =
      Set.of("aws:TagKeys", "sqs:Labels", "sqs:Sizes", "sqs:Origins", "sqs:Addresses", "sqs:Dates");

  private static final JsonMapper JSON = new JsonMapper();
  private static final int ACCOUNT_SEGMENT = 4;

  private Simulation() {}

  static JsonNode of(JsonNode one) {
    Requester requester = Requester.of(one);
    ObjectNode simulation = JSON.createObjectNode();
    ObjectNode request = simulation.putObject("request");
    request.put("principal", requester.arn());
    request.put("action", one.get("action").asText());
    ObjectNode resource = request.putObject("resource");
    resource.put("resource", one.get("resource").asText());
    resource.put("accountId", resourceAccount(one));
    request.set("contextVariables", context(one));
    simulation.set("identityPolicies", identityPolicies(one, requester));
    simulation.putArray("serviceControlPolicies");
    simulation.putArray("resourceControlPolicies");
    if (one.has("resourcePolicy")) {
      simulation.set("resourcePolicy", document(one, one.get("resourcePolicy")));
    }
    if (one.has("boundary") && requester.isEntity()) {
      ArrayNode boundaries = simulation.putArray("permissionBoundaryPolicies");
      boundaries
          .addObject()
          .put("name", "boundary")
          .set("policy", document(one, one.get("boundary")));
    }
    return simulation;
  }

  static String resourceAccount(JsonNode one) {
    String[] segments = one.get("resource").asText().split(":");
    boolean named = segments.length > ACCOUNT_SEGMENT && !segments[ACCOUNT_SEGMENT].isEmpty();
    return named ? segments[ACCOUNT_SEGMENT] : DecisionCase.ACCOUNT;
  }

  private static ArrayNode identityPolicies(JsonNode one, Requester requester) {
    ArrayNode policies = JSON.createArrayNode();
    if (requester.isRoot() || requester.isOutsider() && !requester.isService()) {
      ObjectNode everything = JSON.createObjectNode();
      everything.put("Effect", "Allow").put("Action", "*").put("Resource", "*");
      policies.addObject().put("name", "all").set("policy", document(one, everything));
    } else if (requester.isEntity()) {
      for (JsonNode statements : one.path("identity")) {
        policies
            .addObject()
            .put("name", "p" + policies.size())
            .set("policy", document(one, statements));
      }
    }
    return policies;
  }

  private static ObjectNode document(JsonNode one, JsonNode statements) {
    ObjectNode document = JSON.createObjectNode();
    document.put("Version", one.path("version").asText("2012-10-17"));
    document.set("Statement", statements);
    return document;
  }

  /** The request's condition keys; one of no values is a key that is not there. */
  static ObjectNode context(JsonNode one) {
    ObjectNode context = JSON.createObjectNode();
    Requester requester = Requester.of(one);
    requester.context(one).forEach(context::put);
    environment(one).forEach(context::put);
    if (requester.isEntity()) {
      one.path("tags")
          .properties()
          .forEach(tag -> context.set("aws:PrincipalTag/" + tag.getKey(), tag.getValue()));
    }
    for (Map.Entry<String, JsonNode> key : one.path("context").properties()) {
      if (!key.getValue().isEmpty()) {
        boolean list = MULTIVALUED.contains(key.getKey());
        context.set(key.getKey(), list ? key.getValue() : key.getValue().get(0));
      }
    }
    return context;
  }

  private static Map<String, String> environment(JsonNode one) {
    Map<String, String> keys = new java.util.TreeMap<>();
    String action = one.get("action").asText();
    keys.put("aws:SecureTransport", String.valueOf(one.path("secureTransport").asBoolean(true)));
    keys.put("aws:ViaAWSService", "false");
    keys.put("aws:CurrentTime", DecisionCase.NOW.toString());
    keys.put("aws:EpochTime", String.valueOf(DecisionCase.NOW.getEpochSecond()));
    keys.put("aws:ResourceAccount", resourceAccount(one));
    keys.put("aws:RequestedRegion", action.startsWith("iam:") ? "us-east-1" : DecisionCase.REGION);
    if (one.has("sourceIp")) {
      keys.put("aws:SourceIp", one.get("sourceIp").asText());
    }
    return keys;
  }
}
