package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.iam.PolicyStatements;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What SQS takes as a queue's policy.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 */
public final class QueuePolicy {

  /** How long a policy may be, in bytes of UTF-8. */
  public static final int MOST_BYTES = 8_192;

  private static final int MOST_STATEMENTS = 20;
  private static final int MOST_ACTIONS = 7;
  private static final int MOST_PRINCIPALS = 50;

  /**
   * What a queue's policy may be about. A batch needs the permission of the single action, and has
   * none of its own.
   *
   * <p>See
   * docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  private static final Set<String> PERMISSIONS =
      Set.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "ChangeMessageVisibility",
          "CreateQueue",
          "DeleteMessage",
          "DeleteQueue",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "ListMessageMoveTasks",
          "ListQueueTags",
          "ListQueues",
          "PurgeQueue",
          "ReceiveMessage",
          "RemovePermission",
          "SendMessage",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  private QueuePolicy() {}

  /**
   * Reads a policy; one that is none, over a quota, or about an action that is none of SQS's
   * permissions is refused as SQS does.
   */
  static AttachedPolicy read(String queueArn, String json) {
    PolicyDocument document =
        PolicyDocument.parse(
            json,
            PolicyDocument.Kind.RESOURCE,
            why ->
                SqsError.INVALID_ATTRIBUTE_VALUE.with(
                    "Invalid value for the parameter Policy. " + why));
    if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw SqsError.OVER_LIMIT.with("Submitted policy is over max allowed size.");
    }
    atMost(MOST_STATEMENTS, document.statementCount(), "statements were found in");
    atMost(MOST_ACTIONS, document.mostActions(), "actions were found in a statement from");
    atMost(MOST_PRINCIPALS, document.mostPrincipals(), "principals were found in a statement from");
    new PolicyStatements(json)
        .actionBeside("sqs", PERMISSIONS)
        .ifPresent(
            action -> {
              throw SqsError.invalidValue(
                  action,
                  "ActionName",
                  "Please refer to the appropriate WSDL for a list of valid actions.");
            });
    return new AttachedPolicy("queue policy of " + queueArn, document);
  }

  private static void atMost(int most, int found, String what) {
    if (found > most) {
      throw SqsError.OVER_LIMIT.with(
          found + " " + what + " the submitted policy, max allowed is " + most);
    }
  }
}
