package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who makes a case's request, as AWS names it, and the condition keys that follow from that.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html. It is
 * written from that page and shares nothing with the code under test.
 *
 * @param arn of a session the session's; of a service its name
 * @param principalArn what {@code aws:PrincipalArn} holds; null for a service
 */
record Requester(String kind, String name, String arn, String principalArn, String account) {

  static Requester of(JsonNode one) {
    String[] words = one.get("principal").asText().split("[ /]");
    String account = one.path("principalAccount").asText(DecisionCase.ACCOUNT);
    String iam = "arn:aws:iam::" + account + ":";
    return switch (words[0]) {
      case "root" -> new Requester("root", null, iam + "root", iam + "root", account);
      case "service" -> new Requester("service", words[1], words[1], null, account);
      case "user" -> {
        String arn = iam + "user/" + words[1];
        yield new Requester("user", words[1], arn, arn, account);
      }
      case "session" -> {
        String arn = "arn:aws:sts::" + account + ":assumed-role/" + words[1] + "/" + words[2];
        String role = iam + "role" + one.path("path").asText("/") + words[1];
        yield new Requester("session", words[1], arn, role, account);
      }
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  boolean isService() {
    return kind.equals("service");
  }

  boolean isSession() {
    return kind.equals("session");
  }

  boolean isRoot() {
    return kind.equals("root");
  }

  boolean isOutsider() {
    return !account.equals(DecisionCase.ACCOUNT);
  }

  /** Whether its policies are known here: those of a user or role of our account. */
  boolean isEntity() {
    return !isOutsider() && !isRoot() && !isService();
  }

  Map<String, String> context(JsonNode one) {
    Map<String, String> context = new TreeMap<>();
    context.put("aws:PrincipalIsAWSService", String.valueOf(isService()));
    if (isService()) {
      context.put("aws:PrincipalServiceName", name);
      context.put("aws:SourceAccount", account);
      if (one.has("sourceArn")) {
        context.put("aws:SourceArn", one.get("sourceArn").asText());
      }
      return context;
    }
    context.put("aws:PrincipalArn", principalArn);
    context.put("aws:PrincipalAccount", account);
    switch (kind) {
      case "root" -> context.put("aws:PrincipalType", "Account");
      case "user" -> {
        context.put("aws:PrincipalType", "User");
        context.put("aws:username", name);
      }
      default -> {
        context.put("aws:PrincipalType", "AssumedRole");
        context.put("aws:MultiFactorAuthPresent", "false");
      }
    }
    putUserId(context, one);
    return context;
  }

  /** The ids of another account's users and roles are not known here. */
  private void putUserId(Map<String, String> context, JsonNode one) {
    if (isRoot()) {
      context.put("aws:userid", account);
    } else if (isEntity()) {
      String session = isSession() ? ":" + arn.substring(arn.lastIndexOf('/') + 1) : "";
      context.put("aws:userid", one.get("id").asText() + session);
    }
  }
}
