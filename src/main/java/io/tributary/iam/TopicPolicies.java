package io.tributary.iam;

import static software.amazon.awssdk.policybuilder.iam.IamConditionOperator.ARN_EQUALS;

import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What a topic carries. */
public final class TopicPolicies {

  private TopicPolicies() {}

  /**
   * Nobody may publish by plain HTTP; what people and roles of the account may do is left to their
   * own policies. The denial is for Publish alone, which carries messages, as AWS advises.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html">SNS
   *     security best practices</a>
   */
  public static String tlsOnly(Arn topic) {
    return IamPolicy.builder().addStatement(PlainHttp.deny("sns:Publish", topic)).build().toJson();
  }

  /**
   * These alarms may tell the topic, in place of the policy that SNS gives a new topic; else as
   * {@link #tlsOnly}. An alarm's ARN holds its account, so a condition on aws:SourceAccount would
   * add nothing.
   *
   * @param topic a standard topic of the alarms' account and region
   * @param alarms at least one; SNS takes a policy of at most 30,720 bytes, room for some 300
   * @throws IllegalArgumentException if there is none
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">Alarms
   *     and SNS</a>
   */
  public static String alarms(Arn topic, List<Arn> alarms) {
    if (alarms.isEmpty()) {
      throw new IllegalArgumentException(
          "no alarm tells the topic " + topic + "; its policy is TopicPolicies.tlsOnly");
    }
    return IamPolicy.builder()
        .addStatement(allowAlarms(topic, alarms))
        .addStatement(PlainHttp.deny("sns:Publish", topic))
        .build()
        .toJson();
  }

  private static IamStatement allowAlarms(Arn topic, List<Arn> alarms) {
    return IamStatement.builder()
        .sid("AllowAlarms")
        .effect(IamEffect.ALLOW)
        .addPrincipal(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com")
        .addAction("sns:Publish")
        .addResource(topic.toString())
        .addConditions(ARN_EQUALS, "aws:SourceArn", alarms.stream().map(Arn::toString).toList())
        .build();
  }
}
