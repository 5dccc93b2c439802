package io.tributary.iam;

import static software.amazon.awssdk.policybuilder.iam.IamConditionOperator.ARN_EQUALS;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** What lets a rule write to a log group: a rule's log target takes no role. */
public final class LogPolicies {

  private static final List<String> WRITERS =
      List.of("events.amazonaws.com", "delivery.logs.amazonaws.com");

  private LogPolicies() {}

  /**
   * The rule may write to the streams of one log group.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Resource-based
   *     policies</a>
   */
  public static String allowRule(Arn rule, Arn logGroup) {
    String streams = logGroup + ":*";
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid("CreateStreams")
                    .effect(IamEffect.ALLOW)
                    .addPrincipals(IamPrincipalType.SERVICE, WRITERS)
                    .addAction("logs:CreateLogStream")
                    .addResource(streams))
        .addStatement(
            statement ->
                statement
                    .sid("WriteEvents")
                    .effect(IamEffect.ALLOW)
                    .addPrincipals(IamPrincipalType.SERVICE, WRITERS)
                    .addAction("logs:PutLogEvents")
                    .addResource(streams)
                    .addCondition(ARN_EQUALS, "aws:SourceArn", rule.toString()))
        .build()
        .toJson();
  }
}
