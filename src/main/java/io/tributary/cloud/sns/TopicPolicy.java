package io.tributary.cloud.sns;

import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.PolicyDocument;
import java.nio.charset.StandardCharsets;

/**
 * What SNS takes as a topic's policy.
 *
 * <p>See
 * docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
public final class TopicPolicy {

  /** How long a policy may be, in bytes of UTF-8. */
  public static final int MOST_BYTES = 30_720;

  private static final int MOST_STATEMENTS = 100;
  private static final int MOST_PRINCIPALS = 200;

  private TopicPolicy() {}

  /**
   * Reads a policy; one that is none, over a quota, not about a topic, or with several statements
   * without {@code Sid} is refused.
   */
  static AttachedPolicy read(String topicArn, String json) {
    PolicyDocument document =
        PolicyDocument.parse(
            json, PolicyDocument.Kind.RESOURCE, why -> SnsErrors.invalid("Policy Error: " + why));
    atMost(MOST_BYTES, json.getBytes(StandardCharsets.UTF_8).length, "bytes");
    atMost(MOST_STATEMENTS, document.statementCount(), "statements");
    atMost(MOST_PRINCIPALS, document.mostPrincipals(), "principals in a statement");
    TopicPermissions statements = new TopicPermissions(topicArn, json);
    statements.requireInScope();
    statements.requireIds();
    return new AttachedPolicy("topic policy of " + topicArn, document);
  }

  private static void atMost(int most, int found, String what) {
    if (found > most) {
      throw SnsErrors.invalid(
          "Policy Error: the policy has " + found + " " + what + ", and may have " + most);
    }
  }
}
