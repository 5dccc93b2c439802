package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** A user, her policies and her keys, from their making to their end. */
class UsersTest extends IamFixture {

  private static final Tag TEAM = Tag.builder().key("team").value("orders").build();

  @BeforeEach
  void create() {
    await(root.createUser(it -> it.userName("jane")));
  }

  private User user() {
    return await(root.getUser(it -> it.userName("jane"))).user();
  }

  @Test
  void createUser_answersTheUserAsAwsDescribesHer() {
    String boundary = createPolicy("send", SEND);
    User joe =
        await(root.createUser(it -> it.userName("joe").tags(TEAM).permissionsBoundary(boundary)))
            .user();

    assertThat(joe.arn()).isEqualTo("arn:aws:iam::111122223333:user/joe");
    assertThat(joe.userId()).matches("AIDA[A-Z2-7]{17}");
    assertThat(joe.path()).isEqualTo("/");
    assertThat(joe.createDate()).isEqualTo(time.now());
    assertThat(joe.tags()).containsExactly(TEAM);
    assertThat(joe.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
  }

  @Test
  void createUser_aTakenName_failsInAnyCase() {
    assertFails(
        () -> await(root.createUser(it -> it.userName("Jane"))),
        "EntityAlreadyExists",
        409,
        "User with name Jane already exists.");
  }

  @Test
  void createUser_theNameOfARole_isFree() {
    createRole("worker");

    assertThat(await(root.createUser(it -> it.userName("worker"))).user().arn())
        .endsWith(":user/worker");
  }

  @Test
  void createUser_theNameOfADeletedUser_isFree() {
    await(root.createUser(it -> it.userName("joe")));
    await(root.deleteUser(it -> it.userName("joe")));

    assertThat(await(root.createUser(it -> it.userName("Joe"))).user().userName()).isEqualTo("Joe");
  }

  @Test
  void createUser_underAPath_isNotBuilt() {
    assertThatThrownBy(() -> await(root.createUser(it -> it.userName("joe").path("/p/"))))
        .hasStackTraceContaining("iam:CreateUser with Path /p/");
  }

  @Test
  void getUser_withoutAName_isTheCaller() {
    String self =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}}";
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(self)));

    assertThat(await(service.client(Caller.of(jane)).getUser()).user()).isEqualTo(user());
  }

  @Test
  void withoutAName_byRoot_isNotBuilt() {
    String why = "neither access keys nor a user of the account itself; give UserName";

    assertThatThrownBy(() -> await(root.getUser()))
        .hasCauseInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(why);
    assertThatThrownBy(() -> await(root.listAccessKeys()))
        .hasCauseInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(why);
  }

  @Test
  void listAccessKeys_withoutAName_byARoleSession_asksForOne() {
    var session = new Principal.RoleSession("aws", "111122223333", "r", "s");

    assertFails(
        () -> await(service.client(Caller.of(session)).listAccessKeys()),
        "ValidationError",
        400,
        "Must specify userName when calling with non-User credentials");
  }

  @Test
  void getUser_ofAnotherName_isNotFound() {
    assertFails(
        () -> await(root.getUser(it -> it.userName("joe"))),
        "NoSuchEntity",
        404,
        "The user with name joe cannot be found.");
  }

  @Test
  void listUsers_givesPagesByNameWithoutTags() {
    await(root.createUser(it -> it.userName("amy").tags(TEAM)));

    var first = await(root.listUsers(it -> it.maxItems(1)));
    var last = await(root.listUsers(it -> it.maxItems(1).marker(first.marker())));

    assertThat(first.users()).extracting(User::userName).containsExactly("amy");
    assertThat(first.users()).noneMatch(User::hasTags);
    assertThat(first.isTruncated()).isTrue();
    assertThat(last.users()).extracting(User::userName).containsExactly("jane");
    assertThat(last.isTruncated()).isFalse();
  }

  @Test
  void listUsers_deletedPageByPage_leavesNone() {
    for (int i = 0; i < 4; i++) {
      String name = "u" + i;
      await(root.createUser(it -> it.userName(name)));
    }

    String marker = null;
    do {
      String from = marker;
      var page = await(root.listUsers(it -> it.maxItems(2).marker(from)));
      page.users().forEach(user -> await(root.deleteUser(it -> it.userName(user.userName()))));
      marker = page.marker();
    } while (marker != null);

    assertThat(await(root.listUsers()).users()).isEmpty();
  }

  @Test
  void listUsers_underAnotherPath_hasNone() {
    assertThat(await(root.listUsers(it -> it.pathPrefix("/p/"))).users()).isEmpty();
  }

  @Test
  void tags_areShownUntilTheyAreTakenAway() {
    await(root.tagUser(it -> it.userName("jane").tags(TEAM)));
    List<Tag> listed = await(root.listUserTags(it -> it.userName("jane"))).tags();
    List<Tag> shown = user().tags();
    await(root.untagUser(it -> it.userName("jane").tagKeys("team")));

    assertThat(listed).containsExactly(TEAM);
    assertThat(shown).containsExactly(TEAM);
    assertThat(user().hasTags()).isFalse();
  }

  @Test
  void userPolicies_areListedReadAndDeleted() {
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(SEND)));
    var listed = await(root.listUserPolicies(it -> it.userName("jane")));
    var policy = await(root.getUserPolicy(it -> it.userName("jane").policyName("p")));
    await(root.deleteUserPolicy(it -> it.userName("jane").policyName("p")));

    assertThat(listed.policyNames()).containsExactly("p");
    assertThat(listed.isTruncated()).isFalse();
    assertThat(policy.userName()).isEqualTo("jane");
    assertThat(policy.policyName()).isEqualTo("p");
    assertThat(URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8)).isEqualTo(SEND);
    assertThat(await(root.listUserPolicies(it -> it.userName("jane"))).policyNames()).isEmpty();
  }

  @Test
  void putUserPolicy_inlinePoliciesOf2048Characters_areTheLargest() {
    String filler = "x".repeat(2_048 - SEND.length() - ",\"Id\":\"\"".length());
    String largest = SEND.substring(0, SEND.length() - 1) + ",\"Id\":\"" + filler + "\"}";
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(largest)));

    assertFails(
        () ->
            await(
                root.putUserPolicy(
                    it ->
                        it.userName("jane")
                            .policyName("p")
                            .policyDocument(largest.replace("xx", "xxx")))),
        "LimitExceeded",
        409,
        "Maximum policy size of 2048 bytes exceeded for user jane");
  }

  @Test
  void attachedPolicies_countUntilTheyAreDetached() {
    String arn = createPolicy("send", SEND);
    await(root.attachUserPolicy(it -> it.userName("jane").policyArn(arn)));
    boolean might = may("sqs:SendMessage");
    var attached = await(root.listAttachedUserPolicies(it -> it.userName("jane")));
    await(root.detachUserPolicy(it -> it.userName("jane").policyArn(arn)));

    assertThat(might).isTrue();
    assertThat(attached.attachedPolicies())
        .containsExactly(AttachedPolicy.builder().policyName("send").policyArn(arn).build());
    assertThat(attached.isTruncated()).isFalse();
    assertThat(may("sqs:SendMessage")).isFalse();
  }

  @Test
  void permissionsBoundary_deleted_boundsNoMore() {
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(SEND)));
    String arn = createPolicy("receive", RECEIVE);
    await(root.putUserPermissionsBoundary(it -> it.userName("jane").permissionsBoundary(arn)));
    boolean might = may("sqs:SendMessage");
    await(root.deleteUserPermissionsBoundary(it -> it.userName("jane")));

    assertThat(might).isFalse();
    assertThat(may("sqs:SendMessage")).isTrue();
  }

  @Test
  void deleteUser_takesHerAway() {
    await(root.deleteUser(it -> it.userName("jane")));

    assertFails(() -> user(), "NoSuchEntity", 404, "The user with name jane cannot be found.");
  }

  @Test
  void deleteUser_withAPolicy_conflicts() {
    await(root.putUserPolicy(it -> it.userName("jane").policyName("p").policyDocument(SEND)));

    assertFails(
        () -> await(root.deleteUser(it -> it.userName("jane"))),
        "DeleteConflict",
        409,
        "must delete policies first");
  }

  @Test
  void createAccessKey_answersTheKeyWithItsSecret() {
    var key = await(root.createAccessKey(it -> it.userName("jane"))).accessKey();

    assertThat(key.userName()).isEqualTo("jane");
    assertThat(key.secretAccessKey()).matches("[A-Z2-7]{40}");
    assertThat(key.statusAsString()).isEqualTo("Active");
    assertThat(key.createDate()).isEqualTo(time.now());
  }

  @Test
  void listAccessKeys_givesThemOldestFirstWithoutSecrets() {
    var first = await(root.createAccessKey(it -> it.userName("jane"))).accessKey();
    time.advance(Duration.ofHours(1));
    var second = await(root.createAccessKey(it -> it.userName("jane"))).accessKey();

    var keys = await(root.listAccessKeys(it -> it.userName("jane")));

    var page = await(root.listAccessKeys(it -> it.userName("jane").maxItems(1)));
    await(root.deleteAccessKey(it -> it.userName("jane").accessKeyId(first.accessKeyId())));
    var next = await(root.listAccessKeys(it -> it.userName("jane").marker(page.marker())));

    assertThat(page.accessKeyMetadata()).hasSize(1);
    assertThat(next.accessKeyMetadata())
        .extracting(AccessKeyMetadata::accessKeyId)
        .containsExactly(second.accessKeyId());
    assertThat(keys.isTruncated()).isFalse();
    assertThat(keys.accessKeyMetadata())
        .extracting(AccessKeyMetadata::accessKeyId)
        .containsExactly(first.accessKeyId(), second.accessKeyId());
    assertThat(keys.accessKeyMetadata().get(0))
        .extracting(
            AccessKeyMetadata::userName,
            AccessKeyMetadata::statusAsString,
            AccessKeyMetadata::createDate)
        .containsExactly("jane", "Active", first.createDate());
  }

  @Test
  void deleteAccessKey_ofAnotherUser_isNotFound() {
    await(root.createUser(it -> it.userName("joe")));
    await(root.createAccessKey(it -> it.userName("jane")));
    String joes = await(root.createAccessKey(it -> it.userName("joe"))).accessKey().accessKeyId();

    assertFails(
        () -> await(root.deleteAccessKey(it -> it.userName("jane").accessKeyId(joes))),
        "NoSuchEntity",
        404,
        "The Access Key with id " + joes + " cannot be found.");
  }

  @Test
  void aTemporaryKey_standsForItsSessionUntilItExpires() {
    var session = new Principal.RoleSession("aws", "111122223333", "r", "s");
    String id = iam.accessKeys().issueTemporary(session, time.now().plusSeconds(60));

    time.advance(Duration.ofSeconds(59));
    assertThat(iam.accessKeys().principalOf(id)).contains(session);
    time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> iam.accessKeys().principalOf(id))
        .hasMessageContaining("The security token included in the request is expired");
  }

  @Test
  void aTemporaryKey_thatIsForgotten_isKnownAsExpired() {
    var session = new Principal.RoleSession("aws", "111122223333", "r", "s");
    String old = iam.accessKeys().issueTemporary(session, time.now().plusSeconds(60));
    time.advance(Duration.ofSeconds(60));
    iam.accessKeys().issueTemporary(session, time.now().plusSeconds(60));

    assertThatThrownBy(() -> iam.accessKeys().principalOf(old))
        .hasMessageContaining("The security token included in the request is expired");
  }

  @Test
  void aTemporaryKey_isNoneOfTheUsersOwn() {
    iam.accessKeys().register("ASIAX", jane, time.now().plusSeconds(60));

    assertThat(await(root.listAccessKeys(it -> it.userName("jane"))).accessKeyMetadata()).isEmpty();
  }

  @Test
  void aStrangersKey_standsForNobody() {
    iam.accessKeys()
        .issueTemporary(
            new Principal.RoleSession("aws", "111122223333", "r", "s"), time.now().plusSeconds(60));

    assertThat(iam.accessKeys().principalOf("AKIASTRANGER")).isEmpty();
  }

  @Test
  void userId_isTheUsersAndOfASessionTheRolesWithTheSessionName() {
    String roleId = createRole("r").roleId();

    assertThat(iam.userId(jane)).isEqualTo(user().userId());
    assertThat(iam.userId(new Principal.RoleSession("aws", "111122223333", "r", "s")))
        .isEqualTo(roleId + ":s");
    assertThat(iam.userId(new Principal.Root("aws", "111122223333"))).isEqualTo("111122223333");
    assertThat(iam.userId(new Principal.User("aws", "444455556666", "jane"))).isNull();
  }
}
