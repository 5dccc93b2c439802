package io.tributary.local.resource;

import io.tributary.local.resource.ProviderCall.Kind;
import java.util.List;
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
  Object knownAs(Inputs attachment, Identity identity) {
    return List.of(attachment.role(), attachment.policyArn());
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

  /** iam/role_policy_attachment.go */
  @Override
  List<ProviderCall> calls(Inputs attachment, Identity identity) {
    String arn = identity.account().globalArn("iam", "role/" + attachment.role());
    Map<String, String> policy = Map.of(ProviderCall.POLICY_ARN, attachment.policyArn());
    return List.of(
        new ProviderCall("iam:ListAttachedRolePolicies", arn, Kind.READ, Map.of()),
        new ProviderCall("iam:AttachRolePolicy", arn, Kind.WRITE, policy),
        new ProviderCall("iam:DetachRolePolicy", arn, Kind.WRITE, policy));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("role", "policyArn");
  }
}
