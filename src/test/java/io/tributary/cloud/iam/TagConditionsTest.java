package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** What a user may do by the tags of a request and of what it is about. */
class TagConditionsTest extends IamFixture {

  private static final Tag OWNER = Tag.builder().key("owner").value("jane").build();

  private IamAsyncClient janes;

  @BeforeEach
  void create() {
    await(root.createUser(it -> it.userName("jane")));
    janes = service.client(Caller.of(jane));
  }

  private void janeMay(String condition) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:*\","
            + "\"Resource\":\"*\",\"Condition\":"
            + condition
            + "}}";
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(policy)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:ResourceTag/owner", "iam:ResourceTag/owner"})
  void aRole_mayBeChangedByItsOwnTags(String key) {
    janeMay("{\"StringEquals\":{\"" + key + "\":\"jane\"}}");
    assertMayChangeOnlyARoleOf(OWNER);
  }

  private void assertMayChangeOnlyARoleOf(Tag tag) {
    createRole("others");
    createRole("hers");
    await(root.tagRole(it -> it.roleName("hers").tags(tag)));

    await(janes.updateRole(it -> it.roleName("hers").description("d")));

    assertFails(
        () -> await(janes.updateRole(it -> it.roleName("others").description("d"))),
        "AccessDenied",
        403,
        "iam:UpdateRole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\":{\"aws:ResourceTag/Cost Center\":\"7\"}}",
        "{\"StringEquals\":{\"aws:ResourceTag/Cost Center\":\"${aws:PrincipalTag/Cost Center}\"}}",
        "{\"StringEquals\":{\"aws:PrincipalTag/Cost Center\":\"${iam:ResourceTag/Cost Center, '8'}\"}}"
      })
  void aTagKeyWithASpace_mayBeNamed(String condition) {
    Tag tag = Tag.builder().key("Cost Center").value("7").build();
    await(root.tagUser(it -> it.userName("jane").tags(tag)));
    janeMay(condition);
    assertMayChangeOnlyARoleOf(tag);
  }

  @Test
  void aTagOfARequestWithoutAValue_isNotTheTextNull() {
    janeMay("{\"StringEquals\":{\"aws:RequestTag/owner\":\"null\"}}");
    createRole("hers");
    Tag empty = Tag.builder().key("owner").build();

    assertFails(
        () -> await(janes.tagRole(it -> it.roleName("hers").tags(empty))),
        "AccessDenied",
        403,
        "iam:TagRole");
  }

  @Test
  void aTagOfARequestWithoutAKey_isInvalidUnderAPatternOfTagKeys() {
    janeMay("{\"ForAllValues:StringLike\":{\"aws:TagKeys\":\"team*\"}}");
    createRole("hers");
    Tag keyless = Tag.builder().value("x").build();

    assertFails(
        () -> await(janes.tagRole(it -> it.roleName("hers").tags(keyless))),
        "ValidationError",
        400,
        "tags.member.key");
    assertFails(
        () -> await(janes.tagUser(it -> it.userName("jane").tags(keyless))),
        "ValidationError",
        400,
        "tags.member.key");
  }

  private void janesPolicy(String... effectsAndActions) {
    String statements =
        Stream.of(effectsAndActions)
            .map(each -> "{" + each + ",\"Resource\":\"*\"}")
            .collect(Collectors.joining(","));
    String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(policy)));
  }

  private void assertMakesARoleWithoutTagsOnly() {
    assertFails(
        () ->
            await(
                janes.createRole(
                    it -> it.roleName("hers").assumeRolePolicyDocument(TRUST).tags(OWNER))),
        "AccessDenied",
        403,
        "iam:TagRole on resource: arn:aws:iam::111122223333:role/hers");
    assertThat(await(root.listRoles()).roles()).isEmpty();

    await(janes.createRole(it -> it.roleName("hers").assumeRolePolicyDocument(TRUST)));
  }

  @Test
  void createRole_withTags_needsTheRightToTagToo() {
    janesPolicy("\"Effect\":\"Allow\",\"Action\":\"iam:CreateRole\"");

    assertMakesARoleWithoutTagsOnly();
  }

  @Test
  void createRole_withTagsThatMayNotBeSet_isDenied() {
    janesPolicy(
        "\"Effect\":\"Allow\",\"Action\":\"iam:*\"",
        "\"Effect\":\"Deny\",\"Action\":\"iam:TagRole\"");

    assertMakesARoleWithoutTagsOnly();
  }

  @Test
  void createUser_withTags_needsTheRightToTagToo() {
    janesPolicy("\"Effect\":\"Allow\",\"Action\":\"iam:CreateUser\"");

    assertFails(
        () -> await(janes.createUser(it -> it.userName("joe").tags(OWNER))),
        "AccessDenied",
        403,
        "iam:TagUser on resource: arn:aws:iam::111122223333:user/joe");
    assertThat(await(root.listUsers()).users()).hasSize(1);

    await(janes.createUser(it -> it.userName("joe")));
  }

  @Test
  void aRoleWithTags_keepsTheKeysOfTheRequest() {
    janeMay(
        "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"team\"},\"Null\":{\"aws:TagKeys\":\"false\"}}");
    createRole("hers");
    await(root.tagRole(it -> it.roleName("hers").tags(OWNER)));

    assertFails(
        () -> await(janes.untagRole(it -> it.roleName("hers").tagKeys("owner"))),
        "AccessDenied",
        403,
        "iam:UntagRole");
    await(janes.tagRole(it -> it.roleName("hers").tags(OWNER.toBuilder().key("team").build())));
    assertThat(await(root.listRoleTags(it -> it.roleName("hers"))).tags()).hasSize(2);
  }

  @Test
  void aRequestWithoutTags_hasNoTagKeys() {
    janeMay("{\"Null\":{\"aws:TagKeys\":\"true\"}}");

    await(janes.createUser(it -> it.userName("joe")));

    assertFails(
        () -> await(janes.createUser(it -> it.userName("amy").tags(OWNER))),
        "AccessDenied",
        403,
        "iam:CreateUser");
  }

  @Test
  void aUser_mayBeMadeByTheTagsOfTheRequest() {
    janeMay("{\"StringEquals\":{\"aws:RequestTag/owner\":\"jane\"}}");

    await(janes.createUser(it -> it.userName("joe").tags(OWNER)));

    assertFails(
        () -> await(janes.createUser(it -> it.userName("amy"))),
        "AccessDenied",
        403,
        "iam:CreateUser");
  }

  @Test
  void aUser_mayBeMadeByTheBoundaryOfTheRequest() {
    String boundary = createPolicy("send", SEND);
    janeMay("{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + boundary + "\"}}");

    await(janes.createUser(it -> it.userName("joe").permissionsBoundary(boundary)));

    assertFails(
        () -> await(janes.createUser(it -> it.userName("amy"))),
        "AccessDenied",
        403,
        "iam:CreateUser");
  }

  @Test
  void aRole_mayBeGivenAPolicyByItsArn() {
    String send = createPolicy("send", SEND);
    String receive = createPolicy("receive", RECEIVE);
    createRole("r");
    janeMay("{\"ArnEquals\":{\"iam:PolicyARN\":\"" + send + "\"}}");

    await(janes.attachRolePolicy(it -> it.roleName("r").policyArn(send)));

    assertFails(
        () -> await(janes.attachRolePolicy(it -> it.roleName("r").policyArn(receive))),
        "AccessDenied",
        403,
        "iam:AttachRolePolicy");
  }

  @Test
  void aUserNamedByHerUniqueId_isMeantAndNoLaterOneOfHerName() {
    String id = await(root.getUser(it -> it.userName("jane"))).user().userId();
    var policy =
        new AttachedPolicy(
            "queue policy",
            PolicyDocument.parse(
                SEND.replace("\"Action\"", "\"Principal\":{\"AWS\":\"" + id + "\"},\"Action\"")));
    AccessRequest send = new AccessRequest(Caller.of(jane), "sqs:SendMessage", QUEUE);
    boolean before = iam.decide(send, policy).allowed();
    await(root.deleteUser(it -> it.userName("jane")));
    await(root.createUser(it -> it.userName("jane")));

    assertThat(before).isTrue();
    assertThat(iam.decide(send, policy).allowed()).isFalse();
  }
}
