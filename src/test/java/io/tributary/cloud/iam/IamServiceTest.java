package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class IamServiceTest extends IamFixture {

  @Test
  void everyDecision_isToldToTheListenerWithThePolicyOfTheResource() {
    await(root.createUser(it -> it.userName("jane")));
    List<Decision> heard = new ArrayList<>();
    List<AttachedPolicy> policies = new ArrayList<>();
    iam.listen(
        (decision, policy) -> {
          heard.add(decision);
          policies.add(policy);
        });
    AttachedPolicy ofQueue =
        new AttachedPolicy(
            "queue policy of " + QUEUE,
            PolicyDocument.parse(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",
                 "Principal":{"AWS":"%s"},"Resource":"%s"}]}"""
                    .formatted(jane.arn(), QUEUE)));

    iam.decide(new AccessRequest(Caller.of(jane), "sqs:SendMessage", QUEUE), ofQueue);
    iam.decide(new AccessRequest(Caller.of(jane), "sqs:SendMessage", QUEUE), null);

    assertThat(heard).extracting(Decision::allowed).containsExactly(true, false);
    assertThat(policies).containsExactly(ofQueue, null);
  }

  @Test
  void createRole_answersTheRoleAsAwsDescribesIt() {
    Role role =
        await(
                root.createRole(
                    request ->
                        request
                            .roleName("jane-pipe")
                            .path("/pipes/")
                            .description("d")
                            .assumeRolePolicyDocument(TRUST)
                            .tags(Tag.builder().key("team").value("orders").build())))
            .role();

    assertThat(role.arn()).isEqualTo("arn:aws:iam::111122223333:role/pipes/jane-pipe");
    assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(role.createDate()).isEqualTo(time.now());
    assertThat(role.maxSessionDuration()).isEqualTo(3_600);
    assertThat(role.description()).isEqualTo("d");
    assertThat(role.tags()).containsExactly(Tag.builder().key("team").value("orders").build());
    assertThat(URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(TRUST);
    assertThat(await(root.getRole(request -> request.roleName("jane-pipe"))).role())
        .isEqualTo(role);
  }

  @Test
  void createRole_aTakenName_failsInAnyCase() {
    createRole("jane-pipe");

    assertFails(
        () -> createRole("Jane-Pipe"),
        "EntityAlreadyExists",
        409,
        "Role with name Jane-Pipe already exists.");
  }

  @Test
  void createRole_theNameOfADeletedRole_isFreeInAnyCase() {
    createRole("jane-pipe");
    await(root.deleteRole(role -> role.roleName("jane-pipe")));

    assertThat(createRole("Jane-Pipe").roleName()).isEqualTo("Jane-Pipe");
  }

  @Test
  void createRole_asManyAsTheQuotaAllows() {
    createRole("a");
    createRole("b");

    assertFails(
        () -> createRole("c"), "LimitExceeded", 409, "Cannot exceed quota for RolesPerAccount: 2");
  }

  @Test
  void createRole_aNameOf64_isTheLongest() {
    assertThat(createRole("a".repeat(64)).roleName()).hasSize(64);

    assertFails(
        () -> createRole("a".repeat(65)),
        "ValidationError",
        400,
        "at 'roleName' failed to satisfy constraint: Member must have length less than or equal to"
            + " 64");
  }

  @Test
  void createRole_aNameWithASlash_isInvalid() {
    assertFails(() -> createRole("a/b"), "ValidationError", 400, "+=,.@_-");
  }

  @Test
  void createRole_aTrustPolicyOf2048Characters_isTheLargest() {
    String padded = TRUST.replace("{\"Effect\"", "{\"Sid\":\"%s\",\"Effect\"");
    int room = 2_048 - padded.formatted("").length();

    await(
        root.createRole(
            role ->
                role.roleName("a")
                    .assumeRolePolicyDocument(padded.formatted("x".repeat(room)) + "  \n")));
    assertFails(
        () ->
            await(
                root.createRole(
                    role ->
                        role.roleName("b")
                            .assumeRolePolicyDocument(padded.formatted("x".repeat(room + 1))))),
        "LimitExceeded",
        409,
        "ACLSizePerRole: 2048");
  }

  @Test
  void createRole_anUnknownPrincipalOfTheAccount_isMalformed() {
    String trust =
        TRUST.replace(
            "{\"Service\":\"pipes.amazonaws.com\"}",
            "{\"AWS\":\"arn:aws:iam::111122223333:user/nobody\"}");

    assertFails(
        () -> await(root.createRole(role -> role.roleName("a").assumeRolePolicyDocument(trust))),
        "MalformedPolicyDocument",
        400,
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/nobody\"");
  }

  @Test
  void createRole_byAUserWithoutLeave_isDenied() {
    await(root.createUser(user -> user.userName("jane")));
    IamAsyncClient client = service.client(Caller.of(jane));

    assertFails(
        () -> await(client.createRole(role -> role.roleName("x").assumeRolePolicyDocument(TRUST))),
        "AccessDenied",
        403,
        "User: arn:aws:iam::111122223333:user/jane is not authorized to perform: iam:CreateRole on"
            + " resource: arn:aws:iam::111122223333:role/x because no identity-based policy allows"
            + " the iam:CreateRole action");
  }

  @Test
  void createRole_byAUserWhoMayByNameAndTag() {
    await(root.createUser(user -> user.userName("jane")));
    String may =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:*\","
            + "\"Resource\":\"arn:aws:iam::111122223333:role/${aws:username}-*\",\"Condition\":"
            + "{\"StringEquals\":{\"aws:RequestTag/owner\":\"jane\"}}}}";
    await(root.putUserPolicy(p -> p.userName("jane").policyName("p").policyDocument(may)));
    IamAsyncClient client = service.client(Caller.of(jane));
    Tag owner = Tag.builder().key("owner").value("jane").build();

    await(
        client.createRole(
            role -> role.roleName("jane-x").assumeRolePolicyDocument(TRUST).tags(owner)));
    assertFails(
        () ->
            await(
                client.createRole(role -> role.roleName("jane-y").assumeRolePolicyDocument(TRUST))),
        "AccessDenied",
        403,
        "iam:CreateRole");
  }

  @Test
  void deleteRole_withAnInlinePolicy_conflicts() {
    createRole("a");
    await(root.putRolePolicy(p -> p.roleName("a").policyName("p").policyDocument(SEND)));

    assertFails(
        () -> await(root.deleteRole(role -> role.roleName("a"))),
        "DeleteConflict",
        409,
        "must delete policies first");
    await(root.deleteRolePolicy(p -> p.roleName("a").policyName("p")));
    await(root.deleteRole(role -> role.roleName("a")));
    assertFails(
        () -> await(root.getRole(role -> role.roleName("a"))),
        "NoSuchEntity",
        404,
        "The role with name a cannot be found.");
  }

  @Test
  void deleteRole_withAnAttachedPolicy_conflicts() {
    createRole("a");
    String arn = createPolicy("send", SEND);
    await(root.attachRolePolicy(p -> p.roleName("a").policyArn(arn)));

    assertFails(
        () -> await(root.deleteRole(role -> role.roleName("a"))),
        "DeleteConflict",
        409,
        "must detach all policies first");
    assertFails(
        () -> await(root.deletePolicy(p -> p.policyArn(arn))),
        "DeleteConflict",
        409,
        "Cannot delete a policy attached to entities.");
    await(root.detachRolePolicy(p -> p.roleName("a").policyArn(arn)));
    await(root.deletePolicy(p -> p.policyArn(arn)));
    await(root.deleteRole(role -> role.roleName("a")));
  }

  @Test
  void putRolePolicy_inlinePoliciesOf10240Characters_areTheLargest() {
    createRole("a");
    String padded = SEND.replace("{\"Effect\"", "{\"Sid\":\"%s\",\"Effect\"");
    int room = 10_240 - padded.formatted("").length() - SEND.length();
    await(root.putRolePolicy(p -> p.roleName("a").policyName("p").policyDocument(SEND)));

    assertFails(
        () ->
            await(
                root.putRolePolicy(
                    p ->
                        p.roleName("a")
                            .policyName("q")
                            .policyDocument(padded.formatted("x".repeat(room + 1))))),
        "LimitExceeded",
        409,
        "Maximum policy size of 10240 bytes exceeded for role a");
    await(
        root.putRolePolicy(
            p ->
                p.roleName("a")
                    .policyName("q")
                    .policyDocument(padded.formatted("x".repeat(room)))));
    assertThat(await(root.listRolePolicies(p -> p.roleName("a"))).policyNames())
        .containsExactly("p", "q");
  }

  @Test
  void putUserPolicy_countsAtOnceAndUntilItIsDeleted() {
    await(root.createUser(user -> user.userName("jane")));
    assertThat(may("sqs:SendMessage")).isFalse();

    await(root.putUserPolicy(p -> p.userName("jane").policyName("p").policyDocument(SEND)));
    assertThat(may("sqs:SendMessage")).isTrue();

    await(root.deleteUserPolicy(p -> p.userName("jane").policyName("p")));
    assertThat(may("sqs:SendMessage")).isFalse();
  }

  @Test
  void setDefaultPolicyVersion_changesWhatEveryHolderMay() {
    await(root.createUser(user -> user.userName("jane")));
    String arn = createPolicy("p", SEND);
    await(root.attachUserPolicy(p -> p.userName("jane").policyArn(arn)));
    Principal role = iam.session(createRole("a").arn(), "run");
    await(root.attachRolePolicy(p -> p.roleName("a").policyArn(arn)));

    await(root.createPolicyVersion(v -> v.policyArn(arn).policyDocument(RECEIVE)));
    assertThat(List.of(jane, role)).noneMatch(holder -> may(holder, "sqs:ReceiveMessage"));

    await(root.setDefaultPolicyVersion(v -> v.policyArn(arn).versionId("v2")));
    assertThat(List.of(jane, role))
        .allMatch(holder -> may(holder, "sqs:ReceiveMessage"))
        .noneMatch(holder -> may(holder, "sqs:SendMessage"));
    assertThat(await(root.getPolicy(p -> p.policyArn(arn))).policy().defaultVersionId())
        .isEqualTo("v2");
  }

  @Test
  void createPolicyVersion_theSixth_failsUntilOneIsDeleted() {
    String arn = createPolicy("p", SEND);
    for (int i = 0; i < 4; i++) {
      await(root.createPolicyVersion(v -> v.policyArn(arn).policyDocument(SEND)));
    }

    assertFails(
        () -> await(root.createPolicyVersion(v -> v.policyArn(arn).policyDocument(SEND))),
        "LimitExceeded",
        409,
        "up to 5 versions");
    assertFails(
        () -> await(root.deletePolicyVersion(v -> v.policyArn(arn).versionId("v1"))),
        "DeleteConflict",
        409,
        "Cannot delete the default version of a policy.");
    await(root.deletePolicyVersion(v -> v.policyArn(arn).versionId("v2")));
    assertThat(
            await(root.createPolicyVersion(v -> v.policyArn(arn).policyDocument(SEND)))
                .policyVersion()
                .versionId())
        .isEqualTo("v6");
  }

  @Test
  void createPolicy_ofTheOldVersion_isMalformed() {
    assertFails(
        () -> createPolicy("p", SEND.replace("2012-10-17", "2008-10-17")),
        "MalformedPolicyDocument",
        400,
        "Policy document must be version 2012-10-17 or greater.");
  }

  @Test
  void attachRolePolicy_ofAws_saysThatTheLocalCloudHasNone() {
    createRole("a");

    assertFails(
        () ->
            await(
                root.attachRolePolicy(
                    p -> p.roleName("a").policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"))),
        "NoSuchEntity",
        404,
        "does not hold the managed policies of AWS");
  }

  @Test
  void putUserPermissionsBoundary_limitsTheUser() {
    await(root.createUser(user -> user.userName("jane")));
    await(root.putUserPolicy(p -> p.userName("jane").policyName("p").policyDocument(SEND)));
    String arn = createPolicy("limit", RECEIVE);

    await(root.putUserPermissionsBoundary(b -> b.userName("jane").permissionsBoundary(arn)));
    assertThat(may("sqs:SendMessage")).isFalse();

    await(root.deleteUserPermissionsBoundary(b -> b.userName("jane")));
    assertThat(may("sqs:SendMessage")).isTrue();
  }

  @Test
  void listRoles_givesThePagesThatAreAskedFor() {
    createRole("a");
    createRole("b");

    var first = await(root.listRoles(request -> request.maxItems(1)));
    var second = await(root.listRoles(request -> request.maxItems(1).marker(first.marker())));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.roles()).extracting(Role::roleName).containsExactly("a");
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.roles()).extracting(Role::roleName).containsExactly("b");
  }

  @Test
  void tagRole_aKeyInAnotherCase_replacesTheTag() {
    createRole("a");
    await(root.tagRole(request -> request.roleName("a").tags(tag("Team", "blue"))));
    await(root.tagRole(request -> request.roleName("a").tags(tag("team", "red"))));

    assertThat(await(root.listRoleTags(request -> request.roleName("a"))).tags())
        .extracting(Tag::value)
        .containsExactly("red");
  }

  @Test
  void untagRole_aKeyInAnotherCase_removesTheTag() {
    createRole("a");
    await(root.tagRole(request -> request.roleName("a").tags(tag("Team", "blue"))));

    await(root.untagRole(request -> request.roleName("a").tagKeys("team", "owner", "cost")));

    assertThat(await(root.listRoleTags(request -> request.roleName("a"))).tags()).isEmpty();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void tagRole_theFiftyFirstTag_isOneTooMany() {
    createRole("a");
    List<Tag> fifty =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toList();

    await(root.tagRole(request -> request.roleName("a").tags(fifty)));
    assertFails(
        () ->
            await(
                root.tagRole(
                    request ->
                        request.roleName("a").tags(Tag.builder().key("more").value("v").build()))),
        "LimitExceeded",
        409,
        "maximum limit of 50");
    await(root.untagRole(request -> request.roleName("a").tagKeys("k0", "k1")));
    assertThat(await(root.listRoleTags(request -> request.roleName("a"))).tags()).hasSize(48);
  }

  @Test
  void createAccessKey_standsForTheUserUntilItIsDeleted() {
    await(root.createUser(user -> user.userName("jane")));

    String id = await(root.createAccessKey(k -> k.userName("jane"))).accessKey().accessKeyId();
    assertThat(id).matches("AKIA[A-Z2-7]{16}");
    assertThat(iam.accessKeys().principalOf(id)).contains(jane);

    await(root.deleteAccessKey(k -> k.userName("jane").accessKeyId(id)));
    assertThat(iam.accessKeys().principalOf(id)).isEmpty();
  }

  @Test
  void createAccessKey_theThird_isOneTooMany() {
    await(root.createUser(user -> user.userName("jane")));
    await(root.createAccessKey(k -> k.userName("jane")));
    await(root.createAccessKey(k -> k.userName("jane")));

    assertFails(
        () -> await(root.createAccessKey(k -> k.userName("jane"))),
        "LimitExceeded",
        409,
        "AccessKeysPerUser: 2");
    assertFails(
        () -> await(root.deleteUser(user -> user.userName("jane"))),
        "DeleteConflict",
        409,
        "must delete access keys first");
  }

  @Test
  void anOperationThatIsNotBuilt_isRefused() {
    assertThatThrownBy(() -> root.createGroup(group -> group.groupName("g")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
