package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A topic's policy; www.pulumi.com/registry/packages/aws/api-docs/sns/topicpolicy */
final class TopicPolicyType extends ResourceType<TopicPolicyType.Inputs> {

  record Inputs(String arn, String policy) {}

  TopicPolicyType() {
    super("aws:sns/topicPolicy:TopicPolicy", Inputs.class);
  }

  @Override
  String namedBy() {
    return null;
  }

  @Override
  Map<String, Object> computed(Inputs resource, Identity identity) {
    return Map.of("id", String.valueOf(resource.arn()), "owner", identity.account().id());
  }

  @Override
  CompletableFuture<?> create(Inputs resource, DeployerClients aws) {
    return set(resource.arn(), resource.policy(), aws);
  }

  /** The provider puts back the policy that AWS gives a new topic. */
  @Override
  CompletableFuture<?> delete(Inputs resource, DeployerClients aws) {
    String arn = resource.arn();
    return set(arn, ownersOnly(arn, aws.cloud().account().id()), aws);
  }

  private static String ownersOnly(String arn, String account) {
    return """
        {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
        "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
        "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
        "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
        "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}"""
        .formatted(arn, account);
  }

  private static CompletableFuture<?> set(String arn, String policy, DeployerClients aws) {
    return aws.sns()
        .setTopicAttributes(
            set -> set.topicArn(arn).attributeName("Policy").attributeValue(policy));
  }

  /** sns/topic_policy.go */
  @Override
  List<ProviderCall> calls(Inputs resource, Identity identity) {
    return ProviderCall.all(
        ProviderCall.reads(resource.arn(), "sns:GetTopicAttributes"),
        ProviderCall.writes(resource.arn(), "sns:SetTopicAttributes"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("arn");
  }
}
