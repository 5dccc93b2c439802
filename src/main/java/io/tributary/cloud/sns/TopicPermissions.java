package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Statements put into a topic's policy and taken out of it by label.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_AddPermission.html
 */
final class TopicPermissions {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What a topic's policy may be about; Receive, which AWS no longer documents, stands in policies
   * it made.
   *
   * <p>See
   * docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
   */
  private static final Set<String> ACTIONS =
      Set.of(
          "AddPermission",
          "DeleteTopic",
          "GetDataProtectionPolicy",
          "GetTopicAttributes",
          "ListSubscriptionsByTopic",
          "ListTagsForResource",
          "Publish",
          "PutDataProtectionPolicy",
          "Receive",
          "RemovePermission",
          "SetTopicAttributes",
          "Subscribe");

  private static final String PREFIX = "sns:";
  private static final Set<String> GRANTABLE =
      ACTIONS.stream()
          .map(action -> (PREFIX + action).toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private final String topicArn;
  private final ObjectNode policy;

  /** The statements of a checked policy. */
  TopicPermissions(String topicArn, String json) {
    this.topicArn = topicArn;
    try {
      this.policy = (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checked policy is not JSON: " + json, e);
    }
  }

  /** Refuses what SNS would: a statement about an action that is not one on a topic. */
  void requireInScope() {
    for (JsonNode statement : statements()) {
      JsonNode actions = statement.path("Action");
      for (JsonNode action : actions.isTextual() ? List.of(actions) : actions) {
        String name = action.textValue().toLowerCase(Locale.ROOT);
        boolean pattern = name.contains("*") || name.contains("?");
        if (!pattern && !GRANTABLE.contains(name)) {
          throw outOfScope();
        }
      }
    }
  }

  private static AwsServiceException outOfScope() {
    return SnsErrors.invalid("Policy statement action out of service scope!");
  }

  /** The policy with one more statement. */
  String with(String label, String partition, List<String> accounts, List<String> actions) {
    checkLabel(label);
    if (accounts.isEmpty() || actions.isEmpty() || !ACTIONS.containsAll(actions)) {
      throw outOfScope();
    }
    if (indexOf(label) >= 0) {
      throw SnsErrors.invalid("Statement already exists");
    }
    ObjectNode statement = statements().addObject();
    statement.put("Sid", label).put("Effect", "Allow");
    ArrayNode principals = statement.putObject("Principal").putArray("AWS");
    accounts.forEach(account -> principals.add("arn:" + partition + ":iam::" + account + ":root"));
    ArrayNode granted = statement.putArray("Action");
    actions.forEach(action -> granted.add("SNS:" + action));
    statement.put("Resource", topicArn);
    return policy.toString();
  }

  /** The policy without the statement of that label; unchanged when it has none. */
  String without(String label) {
    checkLabel(label);
    int index = indexOf(label);
    if (index >= 0) {
      statements().remove(index);
    }
    return policy.toString();
  }

  /** Whether no statement is left. */
  boolean isEmpty() {
    return statements().isEmpty();
  }

  private static void checkLabel(String label) {
    if (label == null || label.isEmpty()) {
      throw SnsErrors.invalid("Label");
    }
  }

  /** Jackson reads a Sid that is not there as an empty text, and null as the text "null". */
  private int indexOf(String label) {
    ArrayNode statements = statements();
    for (int i = 0; i < statements.size(); i++) {
      JsonNode sid = statements.get(i).path("Sid");
      if (sid.isTextual() && sid.textValue().equals(label)) {
        return i;
      }
    }
    return -1;
  }

  /** A policy of a single statement may hold it without a list. */
  private ArrayNode statements() {
    JsonNode one = policy.get("Statement");
    return one instanceof ArrayNode list ? list : policy.putArray("Statement").add(one);
  }
}
