package io.tributary.iam;

import static software.amazon.awssdk.policybuilder.iam.IamConditionOperator.ARN_EQUALS;

import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** The two documents of a pipe's role: who may take it on, and what it may do. */
public final class PipePolicies {

  private PipePolicies() {}

  /**
   * Only EventBridge Pipes, and only for this pipe, may assume the role. The pipe's ARN holds its
   * account, so a condition on aws:SourceAccount would add nothing.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html">Confused
   *     deputy prevention</a>
   */
  public static String trust(Arn pipe) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipalType.SERVICE, "pipes.amazonaws.com")
                    .addAction("sts:AssumeRole")
                    .addCondition(ARN_EQUALS, "aws:SourceArn", pipe.toString()))
        .build()
        .toJson();
  }

  /**
   * What a pipe does between one queue and one bus. It writes its log with rights of its own, not
   * the role's.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html">Permissions
   *     of pipes</a>
   */
  public static String queueToBus(Arn queue, Arn bus) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid("ConsumeQueue")
                    .effect(IamEffect.ALLOW)
                    .addAction("sqs:ReceiveMessage")
                    .addAction("sqs:DeleteMessage")
                    .addAction("sqs:GetQueueAttributes")
                    .addResource(queue.toString()))
        .addStatement(
            statement ->
                statement
                    .sid("PutOnBus")
                    .effect(IamEffect.ALLOW)
                    .addAction("events:PutEvents")
                    .addResource(bus.toString()))
        .build()
        .toJson();
  }
}
