package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The IAM user that deploys a program and that people act as: it may touch only what carries its
 * name. It deploys by the {@link DeployerPolicy} of the program alone; what a person does besides
 * is in a policy of its own.
 *
 * @param name the user's, and the beginning of the names of all that it may touch
 */
record DeployingUser(Account account, String name) {

  /** Who deploys a program whose config names nobody. */
  static final String WITHOUT_USERNAME = "deployer";

  /**
   * What a person does with what is there: switches it on and off, but neither makes nor alters it.
   */
  private static final List<String> USE =
      List.of(
          "cloudwatch:SetAlarmState",
          "events:DescribeEventBus",
          "events:DescribeRule",
          "events:DisableRule",
          "events:EnableRule",
          "events:ListTargetsByRule",
          "events:PutEvents",
          "logs:CreateLogStream",
          "logs:DescribeLogStreams",
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:PutLogEvents",
          "pipes:StartPipe",
          "pipes:StopPipe",
          "sns:GetTopicAttributes",
          "sns:ListSubscriptionsByTopic",
          "sns:Publish",
          "sqs:CancelMessageMoveTask",
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ListDeadLetterSourceQueues",
          "sqs:ListMessageMoveTasks",
          "sqs:PurgeQueue",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
          "sqs:StartMessageMoveTask");

  /**
   * How a person looks round. AWS grants these on all resources or none, but for alarms and log
   * groups, where a call that names none is about all; see
   * docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  private static final List<String> LOOK_ROUND =
      List.of(
          "cloudwatch:DescribeAlarmHistory",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:DescribeAlarmsForMetric",
          "cloudwatch:GetMetricData",
          "cloudwatch:GetMetricStatistics",
          "cloudwatch:ListDashboards",
          "cloudwatch:ListMetrics",
          "events:ListEventBuses",
          "events:ListRuleNamesByTarget",
          "events:ListRules",
          "events:TestEventPattern",
          "iam:ListRoles",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "pipes:ListPipes",
          "sns:GetSubscriptionAttributes",
          "sns:ListSubscriptions",
          "sns:ListTopics",
          "sqs:ListQueues");

  DeployingUser(Stack stack) {
    this(stack.account(), Objects.requireNonNullElse(stack.username(), WITHOUT_USERNAME));
  }

  Principal principal() {
    return new Principal.User(account.partition(), account.id(), name);
  }

  /** Creates the user, with the right to use what is there, as somebody who may. */
  CompletableFuture<?> create(DeployerClients owner) {
    return owner
        .iam()
        .createUser(it -> it.userName(name))
        .thenCompose(user -> grant(List.of(toUse()), owner));
  }

  /** Gives the user these policies, as somebody who may. */
  CompletableFuture<?> grant(List<DeployerPolicy> policies, DeployerClients owner) {
    CompletableFuture<?> granted = CompletableFuture.completedFuture(null);
    for (DeployerPolicy policy : policies) {
      granted =
          granted
              .thenCompose(
                  before ->
                      owner
                          .iam()
                          .createPolicy(
                              it ->
                                  it.policyName(policy.name())
                                      .policyDocument(policy.document().toJson())))
              .thenCompose(
                  made ->
                      owner
                          .iam()
                          .attachUserPolicy(
                              it -> it.userName(name).policyArn(made.policy().arn())));
    }
    return granted;
  }

  /** Takes these policies from the user, as somebody who may. */
  CompletableFuture<?> revoke(List<DeployerPolicy> policies, DeployerClients owner) {
    CompletableFuture<?> revoked = CompletableFuture.completedFuture(null);
    for (DeployerPolicy policy : policies) {
      String arn = account.globalArn("iam", "policy/" + policy.name());
      revoked =
          revoked
              .thenCompose(
                  before -> owner.iam().detachUserPolicy(it -> it.userName(name).policyArn(arn)))
              .thenCompose(detached -> owner.iam().deletePolicy(it -> it.policyArn(arn)));
    }
    return revoked;
  }

  /** The right to use what is there and to look round. */
  DeployerPolicy toUse() {
    return new DeployerPolicy(
        "user." + name,
        IamPolicy.builder()
            .addStatement(statement("UseOwnResources", USE, ownResources()))
            .addStatement(statement("LookRound", LOOK_ROUND, List.of("*")))
            .build());
  }

  private static IamStatement statement(String sid, List<String> actions, List<String> resources) {
    IamStatement.Builder statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
    actions.forEach(statement::addAction);
    resources.forEach(statement::addResource);
    return statement.build();
  }

  private List<String> ownResources() {
    return List.of(
        account.arn("sqs", name + "-*"),
        account.arn("sns", name + "-*"),
        account.arn("events", "event-bus/" + name + "-*"),
        account.arn("events", "rule/" + name + "-*"),
        account.arn("pipes", "pipe/" + name + "-*"),
        account.arn("logs", "log-group:/" + name + "/*"),
        account.arn("cloudwatch", "alarm:" + name + "-*"));
  }
}
