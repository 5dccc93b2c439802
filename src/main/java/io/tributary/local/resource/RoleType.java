package io.tributary.local.resource;

import io.tributary.cloud.iam.AccessDenied;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role; www.pulumi.com/registry/packages/aws/api-docs/iam/role */
final class RoleType extends ResourceType<RoleType.Inputs> {

  record Inputs(
      String name,
      String assumeRolePolicy,
      String description,
      Integer maxSessionDuration,
      String permissionsBoundary,
      Map<String, String> tags) {

    Inputs {
      maxSessionDuration = Objects.requireNonNullElse(maxSessionDuration, 3_600);
    }
  }

  RoleType() {
    super("aws:iam/role:Role", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs role, Identity identity) {
    String unique = identity.uuid().replace("-", "").substring(0, 17).toUpperCase(Locale.ROOT);
    return Map.of(
        "id",
        role.name(),
        "arn",
        identity.account().globalArn("iam", "role/" + role.name()),
        "path",
        "/",
        "uniqueId",
        "AROA" + unique);
  }

  @Override
  CompletableFuture<?> create(Inputs role, DeployerClients aws) {
    return aws.iam()
        .createRole(
            request ->
                request
                    .roleName(role.name())
                    .assumeRolePolicyDocument(role.assumeRolePolicy())
                    .description(role.description())
                    .maxSessionDuration(role.maxSessionDuration())
                    .permissionsBoundary(role.permissionsBoundary())
                    .tags(Tags.listed(role.tags(), RoleType::tag)));
  }

  /** IAM leaves what a call does not name, so that a description is taken away by empty text. */
  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    CompletableFuture<?> changed = CompletableFuture.completedFuture(null);
    if (!Objects.equals(before.assumeRolePolicy(), after.assumeRolePolicy())) {
      changed =
          aws.iam()
              .updateAssumeRolePolicy(
                  it -> it.roleName(after.name()).policyDocument(after.assumeRolePolicy()));
    }
    if (!Objects.equals(before.description(), after.description())
        || !before.maxSessionDuration().equals(after.maxSessionDuration())) {
      changed =
          changed.thenCompose(
              done ->
                  aws.iam()
                      .updateRole(
                          it ->
                              it.roleName(after.name())
                                  .description(Objects.requireNonNullElse(after.description(), ""))
                                  .maxSessionDuration(after.maxSessionDuration())));
    }
    return changed
        .thenCompose(done -> bind(before, after, aws))
        .thenCompose(done -> retag(before, after, aws));
  }

  private static CompletableFuture<?> bind(Inputs before, Inputs after, DeployerClients aws) {
    if (Objects.equals(before.permissionsBoundary(), after.permissionsBoundary())) {
      return CompletableFuture.completedFuture(null);
    }
    return after.permissionsBoundary() == null
        ? free(before, aws)
        : aws.iam()
            .putRolePermissionsBoundary(
                it -> it.roleName(after.name()).permissionsBoundary(after.permissionsBoundary()));
  }

  /** The right to it is never given, so that the statement which is missing would help nobody. */
  private static CompletableFuture<?> free(Inputs role, DeployerClients aws) {
    return aws.iam()
        .deleteRolePermissionsBoundary(it -> it.roleName(role.name()))
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    AccessDenied.behind(failure).isPresent() ? new StillBound(role) : failure));
  }

  private static final class StillBound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StillBound(Inputs role) {
      super(
          "role %s has the permissions boundary %s, and who deploys may not take it away (docs/deploy.md, \"A permissions boundary\"). Set permissionsBoundary to it again, or start the local cloud anew; on AWS somebody with iam:DeleteRolePermissionsBoundary takes it away"
              .formatted(role.name(), role.permissionsBoundary()));
    }
  }

  private static CompletableFuture<?> retag(Inputs before, Inputs after, DeployerClients aws) {
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.iam().untagRole(it -> it.roleName(after.name()).tagKeys(gone)),
        set ->
            aws.iam()
                .tagRole(it -> it.roleName(after.name()).tags(Tags.listed(set, RoleType::tag))));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Override
  CompletableFuture<?> delete(Inputs role, DeployerClients aws) {
    return aws.iam().deleteRole(request -> request.roleName(role.name()));
  }

  /**
   * iam/role.go, which looks for instance profiles before it deletes. To free a role of its
   * boundary, by iam:DeleteRolePermissionsBoundary, is not for whom the boundary is to hold.
   */
  @Override
  List<ProviderCall> calls(Inputs role, Identity identity) {
    String arn = identity.account().globalArn("iam", "role/" + role.name());
    return ProviderCall.all(
        ProviderCall.reads(
            arn,
            "iam:GetRole",
            "iam:ListRolePolicies",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies"),
        bounding(role.permissionsBoundary(), arn),
        ProviderCall.writes(
            arn,
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
            "iam:UpdateAssumeRolePolicy",
            "iam:ListInstanceProfilesForRole",
            "iam:DeleteRole",
            "iam:TagRole",
            "iam:UntagRole"));
  }

  private static List<ProviderCall> bounding(String boundary, String arn) {
    return boundary == null
        ? ProviderCall.writes(arn, "iam:CreateRole")
        : ProviderCall.writes(arn, "iam:CreateRole", "iam:PutRolePermissionsBoundary").stream()
            .map(call -> call.with(ProviderCall.PERMISSIONS_BOUNDARY, boundary))
            .toList();
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
