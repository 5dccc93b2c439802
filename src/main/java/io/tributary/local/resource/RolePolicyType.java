package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A role's inline policy; www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicy */
final class RolePolicyType extends ResourceType<RolePolicyType.Inputs> {

  record Inputs(String name, String role, String policy) {}

  RolePolicyType() {
    super("aws:iam/rolePolicy:RolePolicy", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs policy, Identity identity) {
    return Map.of("id", policy.role() + ":" + policy.name());
  }

  @Override
  CompletableFuture<?> create(Inputs policy, DeployerClients aws) {
    return aws.iam()
        .putRolePolicy(
            it ->
                it.roleName(policy.role())
                    .policyName(policy.name())
                    .policyDocument(policy.policy()));
  }

  @Override
  CompletableFuture<?> delete(Inputs policy, DeployerClients aws) {
    return aws.iam().deleteRolePolicy(it -> it.roleName(policy.role()).policyName(policy.name()));
  }

  /** iam/role_policy.go */
  @Override
  List<ProviderCall> calls(Inputs policy, Identity identity) {
    String arn = identity.account().globalArn("iam", "role/" + policy.role());
    return ProviderCall.all(
        ProviderCall.reads(arn, "iam:GetRolePolicy"),
        ProviderCall.writes(arn, "iam:PutRolePolicy", "iam:DeleteRolePolicy"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "role");
  }
}
