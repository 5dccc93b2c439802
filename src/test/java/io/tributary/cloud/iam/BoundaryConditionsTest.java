package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** What a user may do to roles and users by the permissions boundary that they have. */
class BoundaryConditionsTest extends IamFixture {

  private String boundary;
  private String other;
  private IamAsyncClient janes;

  /** The changes of what a role or user may do, in an order in which each finds what it needs. */
  enum Change {
    PUT_POLICY,
    DELETE_POLICY,
    ATTACH_POLICY,
    DETACH_POLICY
  }

  @BeforeEach
  void create() {
    boundary = createPolicy("boundary", SEND);
    other = createPolicy("other", RECEIVE);
    await(root.createUser(it -> it.userName("jane")));
    janes = service.client(Caller.of(jane));
    createRole("free");
    createRole("bounded");
    await(
        root.putRolePermissionsBoundary(
            it -> it.roleName("bounded").permissionsBoundary(boundary)));
    await(root.createUser(it -> it.userName("free")));
    await(root.createUser(it -> it.userName("bounded").permissionsBoundary(boundary)));
  }

  private String statement(String effect, String action, String condition) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(effect, action, condition);
  }

  private String ifBounded() {
    return ",\"Condition\":{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + boundary + "\"}}";
  }

  private void janeHas(String... statements) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(policy)));
  }

  private void assertDenied(Supplier<CompletableFuture<?>> call, String action) {
    assertFails(() -> await(call.get()), "AccessDenied", 403, action);
  }

  private CompletableFuture<?> changeRole(IamAsyncClient by, Change change, String name) {
    return switch (change) {
      case PUT_POLICY ->
          by.putRolePolicy(it -> it.roleName(name).policyName("p").policyDocument(SEND));
      case DELETE_POLICY -> by.deleteRolePolicy(it -> it.roleName(name).policyName("p"));
      case ATTACH_POLICY -> by.attachRolePolicy(it -> it.roleName(name).policyArn(other));
      case DETACH_POLICY -> by.detachRolePolicy(it -> it.roleName(name).policyArn(other));
    };
  }

  private CompletableFuture<?> changeUser(IamAsyncClient by, Change change, String name) {
    return switch (change) {
      case PUT_POLICY ->
          by.putUserPolicy(it -> it.userName(name).policyName("p").policyDocument(SEND));
      case DELETE_POLICY -> by.deleteUserPolicy(it -> it.userName(name).policyName("p"));
      case ATTACH_POLICY -> by.attachUserPolicy(it -> it.userName(name).policyArn(other));
      case DETACH_POLICY -> by.detachUserPolicy(it -> it.userName(name).policyArn(other));
    };
  }

  /** What the root user must have done before the change. */
  private static Stream<Change> before(Change change) {
    return Stream.of(Change.values()).filter(earlier -> earlier.compareTo(change) < 0);
  }

  @ParameterizedTest
  @EnumSource
  void policiesOfARole_mayBeChangedByItsOwnBoundary(Change change) {
    janeHas(statement("Allow", "iam:*", ifBounded()));
    before(change).forEach(it -> await(changeRole(root, it, "bounded")));

    await(changeRole(janes, change, "bounded"));

    assertDenied(() -> changeRole(janes, change, "free"), "RolePolicy");
  }

  @ParameterizedTest
  @EnumSource
  void policiesOfAUser_mayBeChangedByTheirOwnBoundary(Change change) {
    janeHas(statement("Allow", "iam:*", ifBounded()));
    before(change).forEach(it -> await(changeUser(root, it, "bounded")));

    await(changeUser(janes, change, "bounded"));

    assertDenied(() -> changeUser(janes, change, "free"), "UserPolicy");
  }

  @Test
  void deletingABoundary_mayBeDeniedByIt() {
    janeHas(
        statement("Allow", "iam:*", ""),
        statement("Deny", "iam:Delete*PermissionsBoundary", ifBounded()));

    assertDenied(
        () -> janes.deleteRolePermissionsBoundary(it -> it.roleName("bounded")),
        "iam:DeleteRolePermissionsBoundary");
    assertDenied(
        () -> janes.deleteUserPermissionsBoundary(it -> it.userName("bounded")),
        "iam:DeleteUserPermissionsBoundary");
    assertThat(await(root.getRole(it -> it.roleName("bounded"))).role().permissionsBoundary())
        .isNotNull();
  }

  @Test
  void puttingABoundary_isJudgedByTheOneAskedFor() {
    janeHas(statement("Allow", "iam:*", ifBounded()));

    await(
        janes.putRolePermissionsBoundary(it -> it.roleName("free").permissionsBoundary(boundary)));

    assertDenied(
        () ->
            janes.putRolePermissionsBoundary(
                it -> it.roleName("bounded").permissionsBoundary(other)),
        "iam:PutRolePermissionsBoundary");
  }

  @Test
  void anActionThatKnowsNoBoundary_isToldNone() {
    janeHas(statement("Allow", "iam:*", ifBounded()));

    assertDenied(() -> janes.tagRole(it -> it.roleName("bounded")), "iam:TagRole");
  }
}
