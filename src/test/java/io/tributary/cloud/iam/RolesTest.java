package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role from its making to its end. */
class RolesTest extends IamFixture {

  private static final String UNKNOWN = "arn:aws:iam::111122223333:policy/unknown";

  private static final Tag TEAM = Tag.builder().key("team").value("orders").build();

  @BeforeEach
  void create() {
    createRole("r");
  }

  private Role role() {
    return await(root.getRole(it -> it.roleName("r"))).role();
  }

  @Test
  void updateRole_changesWhatIsGiven() {
    await(root.updateRole(it -> it.roleName("r").description("d").maxSessionDuration(43_200)));

    assertThat(role())
        .extracting(Role::description, Role::maxSessionDuration)
        .containsExactly("d", 43_200);
  }

  @Test
  void updateRole_withoutADescription_leavesIt() {
    await(root.updateRole(it -> it.roleName("r").description("d")));
    await(root.updateRole(it -> it.roleName("r").maxSessionDuration(7_200)));

    assertThat(role())
        .extracting(Role::description, Role::maxSessionDuration)
        .containsExactly("d", 7_200);
  }

  @Test
  void updateRole_withoutADurationOfSessions_setsTheDefaultOfAnHour() {
    await(root.updateRole(it -> it.roleName("r").maxSessionDuration(7_200)));
    await(root.updateRole(it -> it.roleName("r").description("d")));

    assertThat(role().maxSessionDuration()).isEqualTo(3_600);
  }

  @ParameterizedTest
  @ValueSource(ints = {3_599, 43_201})
  void updateRole_aSessionThatAwsDoesNotTake_isInvalid(int seconds) {
    assertFails(
        () -> await(root.updateRole(it -> it.roleName("r").maxSessionDuration(seconds))),
        "ValidationError",
        400,
        "maxSessionDuration");
  }

  @Test
  void updateRole_aDescriptionOf1000Characters_isTheLongest() {
    await(root.updateRole(it -> it.roleName("r").description("d".repeat(1_000))));

    assertFails(
        () -> await(root.updateRole(it -> it.roleName("r").description("d".repeat(1_001)))),
        "ValidationError",
        400,
        "description.length");
  }

  @Test
  void updateRole_refused_changesNothing() {
    int before = role().maxSessionDuration();

    assertFails(
        () ->
            await(
                root.updateRole(
                    it ->
                        it.roleName("r").maxSessionDuration(7_200).description("d".repeat(1_001)))),
        "ValidationError",
        400,
        "description.length");

    assertThat(role().maxSessionDuration()).isEqualTo(before);
  }

  @Test
  void tagRole_withATagThatHasNoKey_isInvalid() {
    Tag keyless = Tag.builder().value("x").build();
    Tag whole = Tag.builder().key("a").value("y").build();

    assertFails(
        () -> await(root.tagRole(it -> it.roleName("r").tags(keyless, whole))),
        "ValidationError",
        400,
        "tags.member.key");
  }

  @Test
  void maxSessionSeconds_areTheRoles() {
    await(root.updateRole(it -> it.roleName("r").maxSessionDuration(7_200)));

    assertThat(iam.maxSessionSeconds(role().arn())).isEqualTo(7_200);
  }

  @Test
  void updateAssumeRolePolicy_replacesTheTrust() {
    String other = TRUST.replace("pipes", "lambda");
    await(root.updateAssumeRolePolicy(it -> it.roleName("r").policyDocument(other)));

    assertThat(URLDecoder.decode(role().assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(other);
  }

  @Test
  void aDocument_isGivenBackPercentEncodedAfterRfc3986() {
    String spaced =
        "{\"Version\": \"2012-10-17\",\"Statement\":{\"Sid\":\"a\",\"Effect\":\"Allow\","
            + "\"Action\":\"sqs:*\",\"Resource\":\"arn:aws:sqs:eu-west-1:111122223333:~\"}}";
    await(root.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(spaced)));

    String encoded =
        await(root.getRolePolicy(it -> it.roleName("r").policyName("p"))).policyDocument();

    assertThat(encoded).contains("%3A%20").contains("sqs%3A%2A").contains("~").doesNotContain("+");
  }

  @Test
  void getRolePolicy_tellsRoleNameAndDocument() {
    await(root.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(SEND)));

    var policy = await(root.getRolePolicy(it -> it.roleName("r").policyName("p")));

    assertThat(policy.roleName()).isEqualTo("r");
    assertThat(policy.policyName()).isEqualTo("p");
    assertThat(URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8)).isEqualTo(SEND);
  }

  @Test
  void getRolePolicy_ofAnotherName_isNotFound() {
    assertFails(
        () -> await(root.getRolePolicy(it -> it.roleName("r").policyName("p"))),
        "NoSuchEntity",
        404,
        "The role policy with name p cannot be found.");
  }

  @Test
  void listRolePolicies_givesPagesByName() {
    for (String name : List.of("b", "a", "c")) {
      await(root.putRolePolicy(it -> it.roleName("r").policyName(name).policyDocument(SEND)));
    }

    var first = await(root.listRolePolicies(it -> it.roleName("r").maxItems(2)));
    var last =
        await(root.listRolePolicies(it -> it.roleName("r").maxItems(2).marker(first.marker())));

    assertThat(first.policyNames()).containsExactly("a", "b");
    assertThat(first.isTruncated()).isTrue();
    assertThat(last.policyNames()).containsExactly("c");
    assertThat(last.isTruncated()).isFalse();
    assertThat(last.marker()).isNull();
  }

  @Test
  void deleteRolePolicy_takesItAway() {
    await(root.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(SEND)));
    await(root.deleteRolePolicy(it -> it.roleName("r").policyName("p")));

    assertThat(await(root.listRolePolicies(it -> it.roleName("r"))).policyNames()).isEmpty();
  }

  @Test
  void putRolePolicy_again_replacesAndCountsTheNewOneOnly() {
    String large =
        SEND.replace(
            "\"Resource\":\"*\"", "\"Resource\":\"arn:aws:sqs:" + "x".repeat(6_000) + "\"");
    await(root.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(large)));
    await(root.putRolePolicy(it -> it.roleName("r").policyName("p").policyDocument(large)));

    assertThat(await(root.listRolePolicies(it -> it.roleName("r"))).policyNames())
        .containsExactly("p");
  }

  @Test
  void attachRolePolicy_showsAmongTheAttached() {
    String arn = createPolicy("send", SEND);
    await(root.attachRolePolicy(it -> it.roleName("r").policyArn(arn)));

    var attached = await(root.listAttachedRolePolicies(it -> it.roleName("r")));

    assertThat(attached.attachedPolicies())
        .containsExactly(AttachedPolicy.builder().policyName("send").policyArn(arn).build());
    assertThat(attached.isTruncated()).isFalse();
  }

  @Test
  void attachRolePolicy_theEleventh_isOneTooMany() {
    for (int i = 0; i < 10; i++) {
      String arn = createPolicy("send" + i, SEND);
      await(root.attachRolePolicy(it -> it.roleName("r").policyArn(arn)));
    }
    String eleventh = createPolicy("more", SEND);
    await(
        root.attachRolePolicy(it -> it.roleName("r").policyArn(eleventh.replace("more", "send1"))));

    assertFails(
        () -> await(root.attachRolePolicy(it -> it.roleName("r").policyArn(eleventh))),
        "LimitExceeded",
        409,
        "Cannot exceed quota for PoliciesPerRole: 10");
  }

  @Test
  void attachRolePolicy_unknown_saysNothingOfAws() {
    assertFails(
        () -> await(root.attachRolePolicy(it -> it.roleName("r").policyArn(UNKNOWN))),
        "NoSuchEntity",
        404,
        "Policy " + UNKNOWN + " does not exist or is not attachable.");
  }

  @Test
  void aTextThatIsNoArnOfAPolicy_isToldBeforeAuthorisation() {
    IamAsyncClient janes = service.client(Caller.of(jane));
    String wild = UNKNOWN + "-*";

    assertFails(
        () -> await(janes.attachRolePolicy(it -> it.roleName("r").policyArn("send"))),
        "ValidationError",
        400,
        "1 validation error detected: Value 'send' at 'policyArn' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 20");
    assertFails(
        () ->
            await(
                janes.putRolePermissionsBoundary(it -> it.roleName("r").permissionsBoundary(wild))),
        "InvalidInput",
        400,
        "ARN " + wild + " is not valid.");
  }

  @Test
  void detachRolePolicy_takesItAway() {
    String arn = createPolicy("send", SEND);
    await(root.attachRolePolicy(it -> it.roleName("r").policyArn(arn)));
    await(root.detachRolePolicy(it -> it.roleName("r").policyArn(arn)));

    assertThat(await(root.listAttachedRolePolicies(it -> it.roleName("r"))).attachedPolicies())
        .isEmpty();
  }

  @Test
  void detachRolePolicy_thatIsNotAttached_isNotFound() {
    String arn = createPolicy("send", SEND);

    assertFails(
        () -> await(root.detachRolePolicy(it -> it.roleName("r").policyArn(arn))),
        "NoSuchEntity",
        404,
        "Policy " + arn + " was not found.");
  }

  @Test
  void permissionsBoundary_isShownUntilItIsDeleted() {
    String arn = createPolicy("send", SEND);
    await(root.putRolePermissionsBoundary(it -> it.roleName("r").permissionsBoundary(arn)));
    AttachedPermissionsBoundary boundary = role().permissionsBoundary();
    await(root.deleteRolePermissionsBoundary(it -> it.roleName("r")));

    assertThat(boundary.permissionsBoundaryArn()).isEqualTo(arn);
    assertThat(boundary.permissionsBoundaryTypeAsString()).isEqualTo("PermissionsBoundaryPolicy");
    assertThat(role().permissionsBoundary()).isNull();
  }

  @Test
  void createRole_withABoundary_hasIt() {
    String arn = createPolicy("send", SEND);

    Role bounded =
        await(
                root.createRole(
                    it ->
                        it.roleName("bounded")
                            .assumeRolePolicyDocument(TRUST)
                            .permissionsBoundary(arn)))
            .role();

    assertThat(bounded.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(arn);
  }

  @Test
  void tags_areShownAtTheRoleAndListed() {
    await(root.tagRole(it -> it.roleName("r").tags(TEAM)));

    assertThat(role().tags()).containsExactly(TEAM);
    assertThat(await(root.listRoleTags(it -> it.roleName("r"))).tags()).containsExactly(TEAM);
  }

  @Test
  void aRoleWithoutTags_showsNone() {
    assertThat(role().hasTags()).isFalse();
  }

  @Test
  void listRoles_givesNoTagsAndThoseUnderThePathOnly() {
    await(root.tagRole(it -> it.roleName("r").tags(TEAM)));
    await(root.createRole(it -> it.roleName("p").path("/p/").assumeRolePolicyDocument(TRUST)));

    assertThat(await(root.listRoles()).roles()).hasSize(2).noneMatch(Role::hasTags);
    assertThat(await(root.listRoles(it -> it.pathPrefix("/p/"))).roles())
        .extracting(Role::roleName)
        .containsExactly("p");
  }

  @Test
  void listInstanceProfilesForRole_hasNone() {
    var answer = await(root.listInstanceProfilesForRole(it -> it.roleName("r")));

    assertThat(answer.instanceProfiles()).isEmpty();
    assertThat(answer.isTruncated()).isFalse();
  }

  @Test
  void deleteRole_takesItAway() {
    await(root.deleteRole(it -> it.roleName("r")));

    assertFails(() -> role(), "NoSuchEntity", 404, "The role with name r cannot be found.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/r",
        "arn:aws:sts::111122223333:assumed-role/r/session",
        "arn:aws:sts::111122223333:federated-user/anyone",
        "arn:aws:iam::444455556666:user/stranger"
      })
  void aTrustPolicy_mayNameWhoExistsOrBelongsElsewhere(String arn) {
    String trust =
        TRUST.replace("{\"Service\":\"pipes.amazonaws.com\"}", "{\"AWS\":\"" + arn + "\"}");

    await(root.updateAssumeRolePolicy(it -> it.roleName("r").policyDocument(trust)));

    assertThat(URLDecoder.decode(role().assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(trust);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/none",
        "arn:aws:sts::111122223333:assumed-role/none/session",
        "arn:aws:iam::111122223333:user/none"
      })
  void aTrustPolicy_mayNotNameWhoDoesNotExist(String arn) {
    String trust =
        TRUST.replace("{\"Service\":\"pipes.amazonaws.com\"}", "{\"AWS\":\"" + arn + "\"}");

    assertFails(
        () -> await(root.updateAssumeRolePolicy(it -> it.roleName("r").policyDocument(trust))),
        "MalformedPolicyDocument",
        400,
        "Invalid principal in policy: \"AWS\":\"" + arn + "\"");
  }
}
