package io.tributary.cloud.iam;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.ApiCalls;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** IAM's API as one caller sees it. What each operation does stands in the class of its kind. */
final class IamApi implements IamAsyncClient {

  private final ApiCalls calls;
  private final RoleOperations roles;
  private final UserOperations users;
  private final AccessKeyOperations accessKeys;
  private final PolicyOperations policies;

  IamApi(Iam iam, Account account, ApiCalls calls, Caller caller) {
    this.calls = calls;
    this.roles = new RoleOperations(iam, caller, account);
    this.users = new UserOperations(iam, caller);
    this.accessKeys = new AccessKeyOperations(iam, caller);
    this.policies = new PolicyOperations(iam, caller);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** A client of the local cloud holds nothing that must be given back. */
  @Override
  public void close() {}

  private <T> CompletableFuture<T> done(Runnable operation, T answer) {
    return calls.answer(
        () -> {
          operation.run();
          return answer;
        });
  }

  @Override
  public CompletableFuture<CreateRoleResponse> createRole(CreateRoleRequest request) {
    return calls.answer(() -> CreateRoleResponse.builder().role(roles.create(request)).build());
  }

  @Override
  public CompletableFuture<GetRoleResponse> getRole(GetRoleRequest request) {
    return calls.answer(() -> GetRoleResponse.builder().role(roles.get(request)).build());
  }

  @Override
  public CompletableFuture<ListRolesResponse> listRoles(ListRolesRequest request) {
    return calls.answer(() -> roles.list(request));
  }

  @Override
  public CompletableFuture<UpdateRoleResponse> updateRole(UpdateRoleRequest request) {
    return done(() -> roles.update(request), UpdateRoleResponse.builder().build());
  }

  @Override
  public CompletableFuture<UpdateAssumeRolePolicyResponse> updateAssumeRolePolicy(
      UpdateAssumeRolePolicyRequest request) {
    return done(() -> roles.updateTrust(request), UpdateAssumeRolePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<DeleteRoleResponse> deleteRole(DeleteRoleRequest request) {
    return done(() -> roles.delete(request), DeleteRoleResponse.builder().build());
  }

  @Override
  public CompletableFuture<TagRoleResponse> tagRole(TagRoleRequest request) {
    return done(() -> roles.tag(request), TagRoleResponse.builder().build());
  }

  @Override
  public CompletableFuture<UntagRoleResponse> untagRole(UntagRoleRequest request) {
    return done(() -> roles.untag(request), UntagRoleResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListRoleTagsResponse> listRoleTags(ListRoleTagsRequest request) {
    return calls.answer(() -> roles.listTags(request));
  }

  @Override
  public CompletableFuture<PutRolePolicyResponse> putRolePolicy(PutRolePolicyRequest request) {
    return done(() -> roles.putPolicy(request), PutRolePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<GetRolePolicyResponse> getRolePolicy(GetRolePolicyRequest request) {
    return calls.answer(() -> roles.getPolicy(request));
  }

  @Override
  public CompletableFuture<DeleteRolePolicyResponse> deleteRolePolicy(
      DeleteRolePolicyRequest request) {
    return done(() -> roles.deletePolicy(request), DeleteRolePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListRolePoliciesResponse> listRolePolicies(
      ListRolePoliciesRequest request) {
    return calls.answer(() -> roles.listPolicies(request));
  }

  @Override
  public CompletableFuture<AttachRolePolicyResponse> attachRolePolicy(
      AttachRolePolicyRequest request) {
    return done(() -> roles.attach(request), AttachRolePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<DetachRolePolicyResponse> detachRolePolicy(
      DetachRolePolicyRequest request) {
    return done(() -> roles.detach(request), DetachRolePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListAttachedRolePoliciesResponse> listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    return calls.answer(() -> roles.listAttached(request));
  }

  @Override
  public CompletableFuture<PutRolePermissionsBoundaryResponse> putRolePermissionsBoundary(
      PutRolePermissionsBoundaryRequest request) {
    return done(
        () -> roles.putBoundary(request), PutRolePermissionsBoundaryResponse.builder().build());
  }

  @Override
  public CompletableFuture<DeleteRolePermissionsBoundaryResponse> deleteRolePermissionsBoundary(
      DeleteRolePermissionsBoundaryRequest request) {
    return done(
        () -> roles.deleteBoundary(request),
        DeleteRolePermissionsBoundaryResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListInstanceProfilesForRoleResponse> listInstanceProfilesForRole(
      ListInstanceProfilesForRoleRequest request) {
    return calls.answer(() -> roles.listInstanceProfiles(request));
  }

  @Override
  public CompletableFuture<CreateUserResponse> createUser(CreateUserRequest request) {
    return calls.answer(() -> CreateUserResponse.builder().user(users.create(request)).build());
  }

  @Override
  public CompletableFuture<GetUserResponse> getUser(GetUserRequest request) {
    return calls.answer(() -> GetUserResponse.builder().user(users.get(request)).build());
  }

  @Override
  public CompletableFuture<ListUsersResponse> listUsers(ListUsersRequest request) {
    return calls.answer(() -> users.list(request));
  }

  @Override
  public CompletableFuture<DeleteUserResponse> deleteUser(DeleteUserRequest request) {
    return done(() -> users.delete(request), DeleteUserResponse.builder().build());
  }

  @Override
  public CompletableFuture<TagUserResponse> tagUser(TagUserRequest request) {
    return done(() -> users.tag(request), TagUserResponse.builder().build());
  }

  @Override
  public CompletableFuture<UntagUserResponse> untagUser(UntagUserRequest request) {
    return done(() -> users.untag(request), UntagUserResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListUserTagsResponse> listUserTags(ListUserTagsRequest request) {
    return calls.answer(() -> users.listTags(request));
  }

  @Override
  public CompletableFuture<PutUserPolicyResponse> putUserPolicy(PutUserPolicyRequest request) {
    return done(() -> users.putPolicy(request), PutUserPolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<GetUserPolicyResponse> getUserPolicy(GetUserPolicyRequest request) {
    return calls.answer(() -> users.getPolicy(request));
  }

  @Override
  public CompletableFuture<DeleteUserPolicyResponse> deleteUserPolicy(
      DeleteUserPolicyRequest request) {
    return done(() -> users.deletePolicy(request), DeleteUserPolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListUserPoliciesResponse> listUserPolicies(
      ListUserPoliciesRequest request) {
    return calls.answer(() -> users.listPolicies(request));
  }

  @Override
  public CompletableFuture<AttachUserPolicyResponse> attachUserPolicy(
      AttachUserPolicyRequest request) {
    return done(() -> users.attach(request), AttachUserPolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<DetachUserPolicyResponse> detachUserPolicy(
      DetachUserPolicyRequest request) {
    return done(() -> users.detach(request), DetachUserPolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListAttachedUserPoliciesResponse> listAttachedUserPolicies(
      ListAttachedUserPoliciesRequest request) {
    return calls.answer(() -> users.listAttached(request));
  }

  @Override
  public CompletableFuture<PutUserPermissionsBoundaryResponse> putUserPermissionsBoundary(
      PutUserPermissionsBoundaryRequest request) {
    return done(
        () -> users.putBoundary(request), PutUserPermissionsBoundaryResponse.builder().build());
  }

  @Override
  public CompletableFuture<DeleteUserPermissionsBoundaryResponse> deleteUserPermissionsBoundary(
      DeleteUserPermissionsBoundaryRequest request) {
    return done(
        () -> users.deleteBoundary(request),
        DeleteUserPermissionsBoundaryResponse.builder().build());
  }

  @Override
  public CompletableFuture<CreateAccessKeyResponse> createAccessKey(
      CreateAccessKeyRequest request) {
    return calls.answer(
        () -> CreateAccessKeyResponse.builder().accessKey(accessKeys.create(request)).build());
  }

  @Override
  public CompletableFuture<DeleteAccessKeyResponse> deleteAccessKey(
      DeleteAccessKeyRequest request) {
    return done(() -> accessKeys.delete(request), DeleteAccessKeyResponse.builder().build());
  }

  @Override
  public CompletableFuture<ListAccessKeysResponse> listAccessKeys(ListAccessKeysRequest request) {
    return calls.answer(() -> accessKeys.list(request));
  }

  @Override
  public CompletableFuture<CreatePolicyResponse> createPolicy(CreatePolicyRequest request) {
    return calls.answer(
        () -> CreatePolicyResponse.builder().policy(policies.create(request)).build());
  }

  @Override
  public CompletableFuture<GetPolicyResponse> getPolicy(GetPolicyRequest request) {
    return calls.answer(() -> GetPolicyResponse.builder().policy(policies.get(request)).build());
  }

  @Override
  public CompletableFuture<DeletePolicyResponse> deletePolicy(DeletePolicyRequest request) {
    return done(() -> policies.delete(request), DeletePolicyResponse.builder().build());
  }

  @Override
  public CompletableFuture<CreatePolicyVersionResponse> createPolicyVersion(
      CreatePolicyVersionRequest request) {
    return calls.answer(
        () ->
            CreatePolicyVersionResponse.builder()
                .policyVersion(policies.createVersion(request))
                .build());
  }

  @Override
  public CompletableFuture<GetPolicyVersionResponse> getPolicyVersion(
      GetPolicyVersionRequest request) {
    return calls.answer(
        () ->
            GetPolicyVersionResponse.builder().policyVersion(policies.getVersion(request)).build());
  }

  @Override
  public CompletableFuture<ListPolicyVersionsResponse> listPolicyVersions(
      ListPolicyVersionsRequest request) {
    return calls.answer(() -> policies.listVersions(request));
  }

  @Override
  public CompletableFuture<DeletePolicyVersionResponse> deletePolicyVersion(
      DeletePolicyVersionRequest request) {
    return done(
        () -> policies.deleteVersion(request), DeletePolicyVersionResponse.builder().build());
  }

  @Override
  public CompletableFuture<SetDefaultPolicyVersionResponse> setDefaultPolicyVersion(
      SetDefaultPolicyVersionRequest request) {
    return done(
        () -> policies.setDefaultVersion(request),
        SetDefaultPolicyVersionResponse.builder().build());
  }
}
