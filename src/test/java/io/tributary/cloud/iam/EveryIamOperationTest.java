package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** Each operation asks for its own action, on the resource that AWS documents for it. */
class EveryIamOperationTest extends IamFixture {

  private static final String ACCOUNT = "arn:aws:iam::111122223333:";
  private static final String POLICY = ACCOUNT + "policy/p";
  private static final Tag TAG = Tag.builder().key("k").value("v").build();

  private static Arguments of(
      String action, String resource, Function<IamAsyncClient, CompletableFuture<?>> call) {
    return Arguments.of(action, resource, call);
  }

  static Stream<Arguments> roles() {
    String role = ACCOUNT + "role/r";
    return Stream.of(
        of(
            "CreateRole",
            role,
            iam -> iam.createRole(it -> it.roleName("r").assumeRolePolicyDocument(TRUST))),
        of("GetRole", role, iam -> iam.getRole(it -> it.roleName("r"))),
        of("ListRoles", ACCOUNT + "role/", iam -> iam.listRoles()),
        of("ListRoles", ACCOUNT + "role/p/", iam -> iam.listRoles(it -> it.pathPrefix("/p/"))),
        of("UpdateRole", role, iam -> iam.updateRole(it -> it.roleName("r"))),
        of(
            "UpdateAssumeRolePolicy",
            role,
            iam -> iam.updateAssumeRolePolicy(it -> it.roleName("r").policyDocument(TRUST))),
        of("DeleteRole", role, iam -> iam.deleteRole(it -> it.roleName("r"))),
        of("TagRole", role, iam -> iam.tagRole(it -> it.roleName("r").tags(TAG))),
        of("UntagRole", role, iam -> iam.untagRole(it -> it.roleName("r").tagKeys("k"))),
        of("ListRoleTags", role, iam -> iam.listRoleTags(it -> it.roleName("r"))),
        of(
            "PutRolePolicy",
            role,
            iam -> iam.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(SEND))),
        of("GetRolePolicy", role, iam -> iam.getRolePolicy(it -> it.roleName("r").policyName("p"))),
        of(
            "DeleteRolePolicy",
            role,
            iam -> iam.deleteRolePolicy(it -> it.roleName("r").policyName("p"))),
        of("ListRolePolicies", role, iam -> iam.listRolePolicies(it -> it.roleName("r"))),
        of(
            "AttachRolePolicy",
            role,
            iam -> iam.attachRolePolicy(it -> it.roleName("r").policyArn(POLICY))),
        of(
            "DetachRolePolicy",
            role,
            iam -> iam.detachRolePolicy(it -> it.roleName("r").policyArn(POLICY))),
        of(
            "ListAttachedRolePolicies",
            role,
            iam -> iam.listAttachedRolePolicies(it -> it.roleName("r"))),
        of(
            "PutRolePermissionsBoundary",
            role,
            iam ->
                iam.putRolePermissionsBoundary(it -> it.roleName("r").permissionsBoundary(POLICY))),
        of(
            "DeleteRolePermissionsBoundary",
            role,
            iam -> iam.deleteRolePermissionsBoundary(it -> it.roleName("r"))),
        of(
            "ListInstanceProfilesForRole",
            role,
            iam -> iam.listInstanceProfilesForRole(it -> it.roleName("r"))));
  }

  static Stream<Arguments> users() {
    String user = ACCOUNT + "user/u";
    return Stream.of(
        of("CreateUser", user, iam -> iam.createUser(it -> it.userName("u"))),
        of("GetUser", user, iam -> iam.getUser(it -> it.userName("u"))),
        of("GetUser", ACCOUNT + "user/jane", iam -> iam.getUser()),
        of("ListUsers", ACCOUNT + "user/", iam -> iam.listUsers()),
        of("DeleteUser", user, iam -> iam.deleteUser(it -> it.userName("u"))),
        of("TagUser", user, iam -> iam.tagUser(it -> it.userName("u").tags(TAG))),
        of("UntagUser", user, iam -> iam.untagUser(it -> it.userName("u").tagKeys("k"))),
        of("ListUserTags", user, iam -> iam.listUserTags(it -> it.userName("u"))),
        of(
            "PutUserPolicy",
            user,
            iam -> iam.putUserPolicy(it -> it.userName("u").policyName("p").policyDocument(SEND))),
        of("GetUserPolicy", user, iam -> iam.getUserPolicy(it -> it.userName("u").policyName("p"))),
        of(
            "DeleteUserPolicy",
            user,
            iam -> iam.deleteUserPolicy(it -> it.userName("u").policyName("p"))),
        of("ListUserPolicies", user, iam -> iam.listUserPolicies(it -> it.userName("u"))),
        of(
            "AttachUserPolicy",
            user,
            iam -> iam.attachUserPolicy(it -> it.userName("u").policyArn(POLICY))),
        of(
            "DetachUserPolicy",
            user,
            iam -> iam.detachUserPolicy(it -> it.userName("u").policyArn(POLICY))),
        of(
            "ListAttachedUserPolicies",
            user,
            iam -> iam.listAttachedUserPolicies(it -> it.userName("u"))),
        of(
            "PutUserPermissionsBoundary",
            user,
            iam ->
                iam.putUserPermissionsBoundary(it -> it.userName("u").permissionsBoundary(POLICY))),
        of(
            "DeleteUserPermissionsBoundary",
            user,
            iam -> iam.deleteUserPermissionsBoundary(it -> it.userName("u"))),
        of("CreateAccessKey", user, iam -> iam.createAccessKey(it -> it.userName("u"))),
        of(
            "DeleteAccessKey",
            user,
            iam -> iam.deleteAccessKey(it -> it.userName("u").accessKeyId("AKIA"))),
        of("ListAccessKeys", ACCOUNT + "user/jane", iam -> iam.listAccessKeys()));
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        of(
            "CreatePolicy",
            POLICY,
            iam -> iam.createPolicy(it -> it.policyName("p").policyDocument(SEND))),
        of("GetPolicy", POLICY, iam -> iam.getPolicy(it -> it.policyArn(POLICY))),
        of("DeletePolicy", POLICY, iam -> iam.deletePolicy(it -> it.policyArn(POLICY))),
        of(
            "CreatePolicyVersion",
            POLICY,
            iam -> iam.createPolicyVersion(it -> it.policyArn(POLICY).policyDocument(SEND))),
        of(
            "GetPolicyVersion",
            POLICY,
            iam -> iam.getPolicyVersion(it -> it.policyArn(POLICY).versionId("v1"))),
        of("ListPolicyVersions", POLICY, iam -> iam.listPolicyVersions(it -> it.policyArn(POLICY))),
        of(
            "DeletePolicyVersion",
            POLICY,
            iam -> iam.deletePolicyVersion(it -> it.policyArn(POLICY).versionId("v1"))),
        of(
            "SetDefaultPolicyVersion",
            POLICY,
            iam -> iam.setDefaultPolicyVersion(it -> it.policyArn(POLICY).versionId("v1"))));
  }

  @ParameterizedTest
  @MethodSource({"roles", "users", "policies"})
  void anOperation_byWhoHasNoLeave_isDeniedByItsOwnAction(
      String action, String resource, Function<IamAsyncClient, CompletableFuture<?>> call) {
    await(root.createUser(user -> user.userName("jane")));
    IamAsyncClient janes = service.client(Caller.of(jane));

    assertThatThrownBy(() -> await(call.apply(janes)))
        .cause()
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining(
            "user/jane is not authorized to perform: iam:"
                + action
                + " on resource: "
                + resource
                + " ");
  }
}
