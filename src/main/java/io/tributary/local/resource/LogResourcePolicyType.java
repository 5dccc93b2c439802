package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Who may write logs; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/logresourcepolicy
 */
final class LogResourcePolicyType extends ResourceType<LogResourcePolicyType.Inputs> {

  record Inputs(String policyName, String policyDocument) {}

  LogResourcePolicyType() {
    super("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", Inputs.class);
  }

  @Override
  String namedBy() {
    return null;
  }

  @Override
  Map<String, Object> computed(Inputs policy, Identity identity) {
    return Map.of("id", String.valueOf(policy.policyName()));
  }

  @Override
  CompletableFuture<?> create(Inputs policy, DeployerClients aws) {
    return aws.logs()
        .putResourcePolicy(
            request ->
                request.policyName(policy.policyName()).policyDocument(policy.policyDocument()));
  }

  @Override
  CompletableFuture<?> delete(Inputs policy, DeployerClients aws) {
    return aws.logs().deleteResourcePolicy(request -> request.policyName(policy.policyName()));
  }

  /** logs/resource_policy.go */
  @Override
  List<ProviderCall> calls(Inputs policy, Identity identity) {
    return ProviderCall.all(
        ProviderCall.reads(ProviderCall.ANY, "logs:DescribeResourcePolicies"),
        ProviderCall.writes(
            ProviderCall.ANY, "logs:PutResourcePolicy", "logs:DeleteResourcePolicy"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("policyName");
  }
}
