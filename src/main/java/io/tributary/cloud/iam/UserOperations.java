package io.tributary.cloud.iam;

import io.tributary.cloud.api.Page;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.User;

/** The operations on users. */
final class UserOperations extends IamOperations {

  private final AccessKeys keys;

  UserOperations(Iam iam, Caller caller) {
    super(iam, caller);
    this.keys = iam.accessKeys();
  }

  User create(CreateUserRequest request) {
    String name = IamRules.name("userName", request.userName(), NAME_MAX);
    if (!IamRules.path(request.path()).equals("/")) {
      throw new UnsupportedOperationException(
          "iam:CreateUser with Path "
              + request.path()
              + ": the local cloud keeps users under / only");
    }
    SortedMap<String, String> tags = new TreeMap<>();
    IamRules.tag(tags, request.tags());
    requireCreate(
        "iam:CreateUser",
        "iam:TagUser",
        identities().userArn(name),
        request.tags(),
        request.permissionsBoundary());
    if (identities().isTaken("user", name)) {
      throw IamErrors.exists("User with name " + name + " already exists.");
    }
    ManagedPolicy boundary = boundary(request.permissionsBoundary());
    IamUser user = identities().addUser(name);
    user.tags().putAll(tags);
    user.bound(boundary);
    return described(user);
  }

  /** Without a name the calling user. */
  User get(GetUserRequest request) {
    return described(user("iam:GetUser", nameOrCaller(request.userName())));
  }

  ListUsersResponse list(ListUsersRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    require("iam:ListUsers", identities().userArn(""));
    List<IamUser> all =
        identities().users().values().stream()
            .filter(user -> user.path().startsWith(prefix))
            .toList();
    Page<IamUser> page = page(all, IamUser::name, request.maxItems(), request.marker());
    return ListUsersResponse.builder()
        .users(page.items().stream().map(UserOperations::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void delete(DeleteUserRequest request) {
    IamUser user = user("iam:DeleteUser", request.userName());
    if (!keys.of(identities().principal(user)).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
    }
    EntityPolicies.requireNone(user);
    identities().remove(user);
  }

  void tag(TagUserRequest request) {
    IamUser user = user("iam:TagUser", request.userName(), tagContext(request.tags()));
    IamRules.tag(user.tags(), request.tags());
  }

  void untag(UntagUserRequest request) {
    Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
    IamUser user = user("iam:UntagUser", request.userName(), context);
    request.tagKeys().forEach(user.tags()::remove);
  }

  ListUserTagsResponse listTags(ListUserTagsRequest request) {
    IamUser user = user("iam:ListUserTags", request.userName());
    Page<Tag> page =
        page(IamRules.tags(user.tags()), Tag::key, request.maxItems(), request.marker());
    return ListUserTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void putPolicy(PutUserPolicyRequest request) {
    EntityPolicies.put(
        user("iam:PutUserPolicy", request.userName()),
        request.policyName(),
        request.policyDocument());
  }

  GetUserPolicyResponse getPolicy(GetUserPolicyRequest request) {
    IamUser user = user("iam:GetUserPolicy", request.userName());
    PolicyDocument document = EntityPolicies.get(user, request.policyName());
    return GetUserPolicyResponse.builder()
        .userName(user.name())
        .policyName(request.policyName())
        .policyDocument(encoded(document))
        .build();
  }

  void deletePolicy(DeleteUserPolicyRequest request) {
    EntityPolicies.delete(user("iam:DeleteUserPolicy", request.userName()), request.policyName());
  }

  ListUserPoliciesResponse listPolicies(ListUserPoliciesRequest request) {
    IamUser user = user("iam:ListUserPolicies", request.userName());
    Page<String> page =
        page(user.inline().keySet(), name -> name, request.maxItems(), request.marker());
    return ListUserPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void attach(AttachUserPolicyRequest request) {
    String arn = IamRules.policyArn("policyArn", request.policyArn());
    IamUser user =
        user("iam:AttachUserPolicy", request.userName(), Map.of("iam:PolicyARN", List.of(arn)));
    EntityPolicies.attach(user, attachable(arn));
  }

  void detach(DetachUserPolicyRequest request) {
    String arn = IamRules.policyArn("policyArn", request.policyArn());
    EntityPolicies.detach(
        user("iam:DetachUserPolicy", request.userName(), Map.of("iam:PolicyARN", List.of(arn))),
        arn);
  }

  ListAttachedUserPoliciesResponse listAttached(ListAttachedUserPoliciesRequest request) {
    IamUser user = user("iam:ListAttachedUserPolicies", request.userName());
    var page =
        page(
            EntityPolicies.attached(user),
            policy -> policy.policyArn(),
            request.maxItems(),
            request.marker());
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.truncated())
        .marker(page.nextToken())
        .build();
  }

  void putBoundary(PutUserPermissionsBoundaryRequest request) {
    String arn = IamRules.policyArn("permissionsBoundary", request.permissionsBoundary());
    IamUser user =
        user(
            "iam:PutUserPermissionsBoundary",
            request.userName(),
            Map.of("iam:PermissionsBoundary", List.of(arn)));
    user.bound(attachable(arn));
  }

  void deleteBoundary(DeleteUserPermissionsBoundaryRequest request) {
    user("iam:DeleteUserPermissionsBoundary", request.userName()).bound(null);
  }

  /** Lists tell no tags. */
  private static User listed(IamUser user) {
    return described(user).toBuilder().tags((List<Tag>) null).build();
  }

  private static User described(IamUser user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created())
        .permissionsBoundary(boundaryOf(user))
        .tags(user.tags().isEmpty() ? null : IamRules.tags(user.tags()))
        .build();
  }
}
