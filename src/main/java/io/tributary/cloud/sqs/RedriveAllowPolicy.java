package io.tributary.cloud.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 *
 * @param sourceQueueArns the queues that may, at most 10; only looked at for {@code BY_QUEUE}
 */
record RedriveAllowPolicy(Permission permission, List<String> sourceQueueArns) {

  enum Permission {
    ALLOW_ALL,
    DENY_ALL,
    BY_QUEUE
  }

  static RedriveAllowPolicy parse(String text) {
    PolicyJson policy = PolicyJson.parse("RedriveAllowPolicy", "Redrive allow policy", text);
    policy.allowOnly("redrivePermission", "sourceQueueArns");
    Permission permission =
        switch (policy.require("redrivePermission").asText()) {
          case "allowAll" -> Permission.ALLOW_ALL;
          case "denyAll" -> Permission.DENY_ALL;
          case "byQueue" -> Permission.BY_QUEUE;
          default ->
              throw policy.invalid(
                  "redrivePermission must be one of [allowAll, denyAll, byQueue].");
        };
    List<String> arns = new ArrayList<>();
    JsonNode sources = policy.json().path("sourceQueueArns");
    sources.forEach(arn -> arns.add(arn.asText()));
    check(policy, permission, sources, arns);
    return new RedriveAllowPolicy(permission, List.copyOf(arns));
  }

  private static void check(
      PolicyJson policy, Permission permission, JsonNode sources, List<String> arns) {
    if (!sources.isMissingNode() && !sources.isArray()) {
      throw policy.invalid("sourceQueueArns must be a list of ARNs.");
    }
    if (permission == Permission.BY_QUEUE && (arns.isEmpty() || arns.size() > 10)) {
      throw policy.invalid("byQueue needs 1 to 10 sourceQueueArns, got " + arns.size() + ".");
    }
    if (permission != Permission.BY_QUEUE && !arns.isEmpty()) {
      throw policy.invalid("sourceQueueArns may only be given with byQueue.");
    }
  }

  boolean allows(String sourceQueueArn) {
    return switch (permission) {
      case ALLOW_ALL -> true;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceQueueArns.contains(sourceQueueArn);
    };
  }
}
