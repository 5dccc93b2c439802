package io.tributary.local.resource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A managed policy on a role;
 * www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicyattachment
 */
final class RolePolicyAttachmentType extends ResourceType<RolePolicyAttachmentType.Inputs> {

  record Inputs(String role, String policyArn) {}

  RolePolicyAttachmentType() {
    super("aws:iam/rolePolicyAttachment:RolePolicyAttachment", Inputs.class);
  }

  @Override
  String namedBy() {
    return null;
  }

  @Override
  Map<String, Object> computed(Inputs attachment, Identity identity) {
    return Map.of("id", attachment.role() + "-" + identity.uuid());
  }

  @Override
  CompletableFuture<?> create(Inputs attachment, DeployerClients aws) {
    return aws.iam()
        .attachRolePolicy(it -> it.roleName(attachment.role()).policyArn(attachment.policyArn()));
  }

  @Override
  CompletableFuture<?> delete(Inputs attachment, DeployerClients aws) {
    return aws.iam()
        .detachRolePolicy(it -> it.roleName(attachment.role()).policyArn(attachment.policyArn()));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("role", "policyArn");
  }
}
