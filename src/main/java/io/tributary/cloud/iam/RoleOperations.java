package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.account.Quota;
import io.tributary.cloud.api.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** The operations on roles. */
final class RoleOperations extends IamOperations {

  private static final int SESSION_LEAST = 3_600;
  private static final int SESSION_MOST = 43_200;

  /** Characters of a trust policy, white space not counted; AWS's default quota. */
  private static final int TRUST_MAX = 2_048;

  private final Account account;

  RoleOperations(Iam iam, Caller caller, Account account) {
    super(iam, caller);
    this.account = account;
  }

  Role create(CreateRoleRequest request) {
    String name = IamRules.name("roleName", request.roleName(), NAME_MAX);
    String path = IamRules.path(request.path());
    int session = sessionSeconds(request.maxSessionDuration());
    String description = description(request.description());
    SortedMap<String, String> tags = new TreeMap<>();
    IamRules.tag(tags, request.tags());
    PolicyDocument trust = trust(request.assumeRolePolicyDocument());
    requireCreate(
        "iam:CreateRole",
        "iam:TagRole",
        identities().roleArn(path, name),
        request.tags(),
        request.permissionsBoundary());
    if (identities().isTaken("role", name)) {
      throw IamErrors.exists("Role with name " + name + " already exists.");
    }
    if (identities().roles().size() >= account.quota(Quota.ROLES)) {
      throw IamErrors.limit(
          "Cannot exceed quota for RolesPerAccount: " + account.quota(Quota.ROLES));
    }
    ManagedPolicy boundary = boundary(request.permissionsBoundary());
    IamRole role = identities().addRole(path, name, trust);
    role.description(description);
    role.maxSessionSeconds(session);
    role.tags().putAll(tags);
    role.bound(boundary);
    return described(role);
  }

  private static int sessionSeconds(Integer asked) {
    int seconds = asked == null ? IamRole.DEFAULT_MAX_SESSION : asked;
    IamRules.range("maxSessionDuration", seconds, SESSION_LEAST, SESSION_MOST);
    return seconds;
  }

  private PolicyDocument trust(String json) {
    PolicyDocument document = IamRules.document(json, PolicyDocument.Kind.TRUST);
    if (IamRules.size(document) > TRUST_MAX) {
      throw IamErrors.limit("Cannot exceed quota for ACLSizePerRole: " + TRUST_MAX);
    }
    Optional<String> stranger =
        document.principalArns().stream().filter(arn -> !identities().exists(arn)).findFirst();
    if (stranger.isPresent()) {
      throw IamErrors.malformedPolicy(
          "Invalid principal in policy: \"AWS\":\"" + stranger.get() + "\"");
    }
    return document;
  }

  Role get(GetRoleRequest request) {
    return described(role("iam:GetRole", request.roleName()));
  }

  ListRolesResponse list(ListRolesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    require("iam:ListRoles", identities().roleArn(prefix, ""));
    List<IamRole> all =
        identities().roles().values().stream()
            .filter(role -> role.path().startsWith(prefix))
            .toList();
    Page<IamRole> page = page(all, IamRole::name, request.maxItems(), request.marker());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(RoleOperations::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  /** Without a duration of sessions the role gets the default one, as AWS's page says. */
  void update(UpdateRoleRequest request) {
    IamRole role = role("iam:UpdateRole", request.roleName());
    int seconds = sessionSeconds(request.maxSessionDuration());
    String description =
        request.description() == null ? role.description() : description(request.description());
    role.maxSessionSeconds(seconds);
    role.description(description);
  }

  void updateTrust(UpdateAssumeRolePolicyRequest request) {
    IamRole role = role("iam:UpdateAssumeRolePolicy", request.roleName());
    role.trust(trust(request.policyDocument()));
  }

  void delete(DeleteRoleRequest request) {
    IamRole role = role("iam:DeleteRole", request.roleName());
    EntityPolicies.requireNone(role);
    identities().remove(role);
  }

  void tag(TagRoleRequest request) {
    IamRole role = role("iam:TagRole", request.roleName(), tagContext(request.tags()));
    IamRules.tag(role.tags(), request.tags());
  }

  void untag(UntagRoleRequest request) {
    Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
    IamRole role = role("iam:UntagRole", request.roleName(), context);
    request.tagKeys().forEach(role.tags()::remove);
  }

  ListRoleTagsResponse listTags(ListRoleTagsRequest request) {
    IamRole role = role("iam:ListRoleTags", request.roleName());
    Page<Tag> page =
        page(IamRules.tags(role.tags()), Tag::key, request.maxItems(), request.marker());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void putPolicy(PutRolePolicyRequest request) {
    EntityPolicies.put(
        role("iam:PutRolePolicy", request.roleName()),
        request.policyName(),
        request.policyDocument());
  }

  GetRolePolicyResponse getPolicy(GetRolePolicyRequest request) {
    IamRole role = role("iam:GetRolePolicy", request.roleName());
    PolicyDocument document = EntityPolicies.get(role, request.policyName());
    return GetRolePolicyResponse.builder()
        .roleName(role.name())
        .policyName(request.policyName())
        .policyDocument(encoded(document))
        .build();
  }

  void deletePolicy(DeleteRolePolicyRequest request) {
    EntityPolicies.delete(role("iam:DeleteRolePolicy", request.roleName()), request.policyName());
  }

  ListRolePoliciesResponse listPolicies(ListRolePoliciesRequest request) {
    IamRole role = role("iam:ListRolePolicies", request.roleName());
    Page<String> page =
        page(role.inline().keySet(), name -> name, request.maxItems(), request.marker());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void attach(AttachRolePolicyRequest request) {
    String arn = IamRules.policyArn("policyArn", request.policyArn());
    IamRole role =
        role("iam:AttachRolePolicy", request.roleName(), Map.of("iam:PolicyARN", List.of(arn)));
    EntityPolicies.attach(role, attachable(arn));
  }

  void detach(DetachRolePolicyRequest request) {
    String arn = IamRules.policyArn("policyArn", request.policyArn());
    EntityPolicies.detach(
        role("iam:DetachRolePolicy", request.roleName(), Map.of("iam:PolicyARN", List.of(arn))),
        arn);
  }

  ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest request) {
    IamRole role = role("iam:ListAttachedRolePolicies", request.roleName());
    var page =
        page(
            EntityPolicies.attached(role),
            policy -> policy.policyArn(),
            request.maxItems(),
            request.marker());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void putBoundary(PutRolePermissionsBoundaryRequest request) {
    String arn = IamRules.policyArn("permissionsBoundary", request.permissionsBoundary());
    IamRole role =
        role(
            "iam:PutRolePermissionsBoundary",
            request.roleName(),
            Map.of("iam:PermissionsBoundary", List.of(arn)));
    role.bound(attachable(arn));
  }

  void deleteBoundary(DeleteRolePermissionsBoundaryRequest request) {
    role("iam:DeleteRolePermissionsBoundary", request.roleName()).bound(null);
  }

  /** Instance profiles are not built, so no role is in one. */
  ListInstanceProfilesForRoleResponse listInstanceProfiles(
      ListInstanceProfilesForRoleRequest request) {
    role("iam:ListInstanceProfilesForRole", request.roleName());
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(List.of())
        .isTruncated(false)
        .build();
  }

  /** Lists tell no tags. */
  private static Role listed(IamRole role) {
    return described(role).toBuilder().tags((List<Tag>) null).build();
  }

  private static Role described(IamRole role) {
    return Role.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .assumeRolePolicyDocument(encoded(role.trust().document()))
        .description(role.description())
        .maxSessionDuration(role.maxSessionSeconds())
        .permissionsBoundary(boundaryOf(role))
        .tags(role.tags().isEmpty() ? null : IamRules.tags(role.tags()))
        .build();
  }
}
