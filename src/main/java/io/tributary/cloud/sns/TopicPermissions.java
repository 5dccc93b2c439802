package io.tributary.cloud.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.PolicyStatements;
import io.tributary.cloud.iam.Principal;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Statements put into a topic's policy and taken out of it by label.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_AddPermission.html
 */
final class TopicPermissions {

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

  private final String topicArn;
  private final PolicyStatements statements;

  /** The statements of a checked policy. */
  TopicPermissions(String topicArn, String json) {
    this.topicArn = topicArn;
    this.statements = new PolicyStatements(json);
  }

  /** Refuses what SNS would: a statement about an action that is not one on a topic. */
  void requireInScope() {
    if (statements.actionBeside("sns", ACTIONS).isPresent()) {
      throw outOfScope();
    }
  }

  /**
   * Refuses what SNS would: several statements that cannot be told apart.
   *
   * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
   */
  void requireIds() {
    if (statements.withoutSid() > 1) {
      throw SnsErrors.invalid("Every policy statement must have a unique ID");
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
    if (statements.has(label)) {
      throw SnsErrors.invalid("Statement already exists");
    }
    ObjectNode statement = statements.allow(label);
    ArrayNode principals = statement.putObject("Principal").putArray("AWS");
    accounts.forEach(account -> principals.add(new Principal.Root(partition, account).arn()));
    ArrayNode granted = statement.putArray("Action");
    actions.forEach(action -> granted.add("SNS:" + action));
    statement.put("Resource", topicArn);
    return statements.json();
  }

  /** The policy without the statement of that label; unchanged when it has none. */
  String without(String label) {
    checkLabel(label);
    statements.remove(label);
    return statements.json();
  }

  /** Whether no statement is left. */
  boolean isEmpty() {
    return statements.isEmpty();
  }

  private static void checkLabel(String label) {
    if (label == null || label.isEmpty()) {
      throw SnsErrors.invalid("Label");
    }
  }
}
