package io.tributary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a redrive allow policy: each source queue that it admits, and that it admits these
 * only.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
final class RedriveAllowGrants {

  private static final String PERMISSION = "redrivePermission";
  private static final String SOURCES = "sourceQueueArns";

  private RedriveAllowGrants() {}

  static List<Grant> of(Policy policy) {
    ObjectNode document = Json.object(policy.json());
    JsonNode sources = document.path(SOURCES);
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      grants.add(grant(policy, Grant.Part.RESOURCE, sources.get(i).asText(), without(document, i)));
    }
    String permission = document.path(PERMISSION).asText();
    if (!permission.equals("allowAll")) {
      grants.add(grant(policy, Grant.Part.CONDITION, permission, permission("allowAll")));
    }
    return grants;
  }

  /** AWS takes no empty list of sources: without any, none may. */
  private static ObjectNode without(ObjectNode document, int source) {
    if (document.path(SOURCES).size() == 1) {
      return permission("denyAll");
    }
    ObjectNode left = document.deepCopy();
    ((ArrayNode) left.path(SOURCES)).remove(source);
    return left;
  }

  private static ObjectNode permission(String permission) {
    return Json.object().put(PERMISSION, permission);
  }

  private static Grant grant(Policy policy, Grant.Part part, String piece, ObjectNode without) {
    return new Grant(policy, "", part, piece, without.toString(), null, false);
  }
}
