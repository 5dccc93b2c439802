package io.tributary.iam;

import software.amazon.awssdk.policybuilder.iam.IamPolicy;

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
}
