package io.tributary.local;

import io.tributary.cloud.account.Account;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;

/** The policies that {@code docs/deploy.md} asks of an account beside what a program makes. */
final class ProvidedPolicies {

  private ProvidedPolicies() {}

  /**
   * Whoever provides a topic for alarms lets them publish. See
   * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
   */
  static String alarmsMayPublish(String topicArn, Account account) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid("Alarms")
                    .effect(IamEffect.ALLOW)
                    .addPrincipal(IamPrincipalType.SERVICE, "cloudwatch.amazonaws.com")
                    .addAction("sns:Publish")
                    .addResource(topicArn)
                    .addCondition(
                        condition ->
                            condition
                                .operator(IamConditionOperator.STRING_EQUALS)
                                .key("aws:SourceAccount")
                                .value(account.id())))
        .build()
        .toJson();
  }

  /**
   * Whoever provides a permissions boundary lets the roles of pipes do what a pipe does, with all
   * queues and buses of the account.
   */
  static String rolesOfPipes(Account account) {
    return IamPolicy.builder()
        .addStatement(
            statement ->
                statement
                    .sid("Consume")
                    .effect(IamEffect.ALLOW)
                    .addAction("sqs:ReceiveMessage")
                    .addAction("sqs:DeleteMessage")
                    .addAction("sqs:GetQueueAttributes")
                    .addResource(account.arn("sqs", "*")))
        .addStatement(
            statement ->
                statement
                    .sid("Put")
                    .effect(IamEffect.ALLOW)
                    .addAction("events:PutEvents")
                    .addResource(account.arn("events", "event-bus/*")))
        .build()
        .toJson();
  }

  /**
   * Whoever provides a log resource policy lets rules write to the groups that it is for. See
   * docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
   */
  static String rulesMayLog(Collection<String> groups, Account account) {
    return IamPolicy.builder()
        .addStatement(
            statement -> {
              statement
                  .sid("Rules")
                  .effect(IamEffect.ALLOW)
                  .addPrincipals(
                      IamPrincipalType.SERVICE,
                      List.of("events.amazonaws.com", "delivery.logs.amazonaws.com"))
                  .addAction("logs:CreateLogStream")
                  .addAction("logs:PutLogEvents");
              groups.forEach(
                  group -> statement.addResource(account.arn("logs", "log-group:" + group + ":*")));
            })
        .build()
        .toJson();
  }
}
