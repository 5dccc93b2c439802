package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.resource.DeployerClients;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The IAM user that deploys a program and that people act as: it may touch only what carries its
 * name.
 */
final class DeployingUser {

  /** Who deploys a program whose config names nobody. */
  static final String WITHOUT_USERNAME = "deployer";

  /**
   * The actions that AWS grants on all resources or none; see
   * docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  private static final List<String> ON_ALL_RESOURCES_ONLY =
      List.of(
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
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DeleteResourcePolicy",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "pipes:ListPipes",
          "sns:GetSubscriptionAttributes",
          "sns:ListSubscriptions",
          "sns:ListTopics",
          "sns:SetSubscriptionAttributes",
          "sns:Unsubscribe",
          "sqs:ListQueues");

  /** Without a name they are about all alarms, whoever's they are. */
  private static final List<String> LOOK_AT_ALARMS =
      List.of("cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms");

  private static final List<String> IAM_ACTIONS =
      List.of(
          "iam:AttachRolePolicy",
          "iam:CreatePolicy",
          "iam:CreatePolicyVersion",
          "iam:CreateRole",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:DeleteRole",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:ListPolicyVersions",
          "iam:ListRolePolicies",
          "iam:PutRolePolicy",
          "iam:TagPolicy",
          "iam:TagRole",
          "iam:UntagPolicy",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole");

  private static final List<String> ROLE_TAKERS =
      List.of("events.amazonaws.com", "pipes.amazonaws.com");

  private final Account account;
  private final String name;

  DeployingUser(Stack stack) {
    this.account = stack.account();
    this.name = Objects.requireNonNullElse(stack.username(), WITHOUT_USERNAME);
  }

  Principal principal() {
    return new Principal.User(account.partition(), account.id(), name);
  }

  /**
   * Creates the user with its policy, as somebody who may. The policy is a managed one, for it is
   * larger than the 2,048 characters of a user's inline policies; and its name is not one that the
   * user may touch. See docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  CompletableFuture<?> create(DeployerClients owner) {
    return owner
        .iam()
        .createUser(it -> it.userName(name))
        .thenCompose(
            user ->
                owner
                    .iam()
                    .createPolicy(
                        it ->
                            it.policyName("own-resources-of-" + name)
                                .policyDocument(policy().toJson())))
        .thenCompose(
            made ->
                owner
                    .iam()
                    .attachUserPolicy(it -> it.userName(name).policyArn(made.policy().arn())));
  }

  private IamPolicy policy() {
    return IamPolicy.builder()
        .addStatement(
            own(
                "OwnResources",
                List.of("sqs:*", "sns:*", "events:*", "pipes:*", "logs:*", "cloudwatch:*"),
                ownResources()))
        .addStatement(own("OwnRolesAndPolicies", IAM_ACTIONS, List.of(ownRoles(), ownPolicies())))
        .addStatement(passRoles())
        .addStatement(
            own("LookAtAlarms", LOOK_AT_ALARMS, List.of(account.arn("cloudwatch", "alarm:*"))))
        .addStatement(own("NoResourceToName", ON_ALL_RESOURCES_ONLY, List.of("*")))
        .build();
  }

  private static IamStatement own(String sid, List<String> actions, List<String> resources) {
    IamStatement.Builder statement = IamStatement.builder().sid(sid).effect(IamEffect.ALLOW);
    actions.forEach(statement::addAction);
    resources.forEach(statement::addResource);
    return statement.build();
  }

  private IamStatement passRoles() {
    return own("PassOwnRoles", List.of("iam:PassRole"), List.of(ownRoles())).toBuilder()
        .addConditions(IamConditionOperator.STRING_EQUALS, "iam:PassedToService", ROLE_TAKERS)
        .build();
  }

  private String ownRoles() {
    return account.globalArn("iam", "role/" + name + "-*");
  }

  private String ownPolicies() {
    return account.globalArn("iam", "policy/" + name + "-*");
  }

  private List<String> ownResources() {
    return List.of(
        account.arn("sqs", name + "-*"),
        account.arn("sns", name + "-*"),
        account.arn("events", "event-bus/" + name + "-*"),
        account.arn("events", "rule/" + name + "-*"),
        account.arn("pipes", "pipe/" + name + "-*"),
        account.arn("logs", "log-group:/" + name + "/*"),
        account.arn("cloudwatch", "alarm:" + name + "-*"),
        account.globalArn("cloudwatch", "dashboard/" + name + "-*"));
  }
}
