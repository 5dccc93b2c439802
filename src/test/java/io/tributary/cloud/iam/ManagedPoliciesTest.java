package io.tributary.cloud.iam;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** A managed policy and its versions, from their making to their end. */
class ManagedPoliciesTest extends IamFixture {

  private String arn;

  @BeforeEach
  void create() {
    arn = createPolicy("send", SEND);
  }

  private Policy policy() {
    return await(root.getPolicy(it -> it.policyArn(arn))).policy();
  }

  private PolicyVersion version(String document, boolean inForce) {
    return await(
            root.createPolicyVersion(
                it -> it.policyArn(arn).policyDocument(document).setAsDefault(inForce)))
        .policyVersion();
  }

  @Test
  void createPolicy_answersThePolicyAsAwsDescribesIt() {
    Policy other =
        await(
                root.createPolicy(
                    it -> it.policyName("other").path("/p/").description("d").policyDocument(SEND)))
            .policy();

    assertThat(other.arn()).isEqualTo("arn:aws:iam::111122223333:policy/p/other");
    assertThat(other.policyId()).matches("ANPA[A-Z2-7]{17}");
    assertThat(other.policyName()).isEqualTo("other");
    assertThat(other.path()).isEqualTo("/p/");
    assertThat(other.description()).isEqualTo("d");
    assertThat(other.defaultVersionId()).isEqualTo("v1");
    assertThat(other.isAttachable()).isTrue();
    assertThat(other.attachmentCount()).isZero();
    assertThat(other.createDate()).isEqualTo(time.now());
  }

  @Test
  void createPolicy_aTakenName_failsInAnyCase() {
    assertFails(
        () -> createPolicy("Send", SEND),
        "EntityAlreadyExists",
        409,
        "A policy called Send already exists. Duplicate names are not allowed.");
  }

  @Test
  void createPolicy_theNameOfADeletedPolicy_isFree() {
    String arn = createPolicy("other", SEND);
    await(root.deletePolicy(it -> it.policyArn(arn)));

    assertThat(createPolicy("Other", SEND)).endsWith(":policy/Other");
  }

  @Test
  void createPolicy_aDescriptionOf1000Characters_isTheLongest() {
    await(createDescribed("longest", 1_000));

    assertFails(
        () -> await(createDescribed("longer", 1_001)), "ValidationError", 400, "description");
  }

  private CompletableFuture<?> createDescribed(String name, int length) {
    return root.createPolicy(
        it -> it.policyName(name).description("d".repeat(length)).policyDocument(SEND));
  }

  @Test
  void createPolicy_withTags_isNotBuilt() {
    Tag tag = Tag.builder().key("k").value("v").build();

    assertThatThrownBy(
            () -> await(root.createPolicy(it -> it.policyName("p").policyDocument(SEND).tags(tag))))
        .hasStackTraceContaining("iam:CreatePolicy with Tags");
  }

  @Test
  void createPolicy_of6144Characters_isTheLargest() {
    String filler = "x".repeat(6_144 - SEND.length() - ",\"Id\":\"\"".length());
    String largest = SEND.substring(0, SEND.length() - 1) + ",\"Id\":\"" + filler + "\"}";
    createPolicy("largest", largest + " ");

    assertFails(
        () -> createPolicy("larger", largest.replace("xx}", "xxx}").replaceFirst("xx", "xxx")),
        "LimitExceeded",
        409,
        "Cannot exceed quota for PolicySize: 6144");
  }

  @Test
  void getPolicy_countsItsHolders() {
    createRole("r");
    await(root.createUser(it -> it.userName("jane")));
    await(root.attachRolePolicy(it -> it.roleName("r").policyArn(arn)));
    await(root.attachUserPolicy(it -> it.userName("jane").policyArn(arn)));
    await(root.putUserPermissionsBoundary(it -> it.userName("jane").permissionsBoundary(arn)));

    assertThat(policy())
        .extracting(Policy::attachmentCount, Policy::permissionsBoundaryUsageCount)
        .containsExactly(2, 1);
  }

  @Test
  void getPolicy_unknown_isNotFound() {
    assertFails(
        () -> await(root.getPolicy(it -> it.policyArn(arn + "x"))),
        "NoSuchEntity",
        404,
        "Policy " + arn + "x was not found.");
  }

  @Test
  void aPolicyOfAws_isNotFoundWithWhyByWhomeverMayAsk() {
    await(root.createUser(it -> it.userName("jane")));
    await(
        root.putUserPolicy(
            it ->
                it.userName("jane")
                    .policyName("all")
                    .policyDocument(SEND.replace("sqs:SendMessage", "*"))));

    assertAwssAreNotFound(root);
    assertAwssAreNotFound(service.client(Caller.of(jane)));
  }

  private void assertAwssAreNotFound(IamAsyncClient client) {
    String awss = "arn:aws:iam::aws:policy/AdministratorAccess";
    List<Supplier<CompletableFuture<?>>> calls =
        List.of(
            () -> client.getPolicy(it -> it.policyArn(awss)),
            () -> client.getPolicyVersion(it -> it.policyArn(awss).versionId("v1")),
            () -> client.listPolicyVersions(it -> it.policyArn(awss)));

    for (Supplier<CompletableFuture<?>> call : calls) {
      assertFails(
          () -> await(call.get()),
          "NoSuchEntity",
          404,
          "was not found. The local cloud does not hold the managed policies of AWS");
    }
  }

  @Test
  void aPolicyOfAws_byWhomMayNotAsk_isDenied() {
    await(root.createUser(it -> it.userName("jane")));

    assertFails(
        () ->
            await(
                service
                    .client(Caller.of(jane))
                    .getPolicy(it -> it.policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
        "AccessDenied",
        403,
        "iam:GetPolicy");
  }

  @Test
  void aNewVersion_isNotInForceUnlessItIsSaid() {
    PolicyVersion second = version(RECEIVE, false);
    PolicyVersion third = version(RECEIVE, true);

    assertThat(second.versionId()).isEqualTo("v2");
    assertThat(second.isDefaultVersion()).isFalse();
    assertThat(second.document()).isNull();
    assertThat(third.isDefaultVersion()).isTrue();
    assertThat(policy().defaultVersionId()).isEqualTo("v3");
  }

  @Test
  void aNewVersion_isTheUpdateOfThePolicy() {
    Instant made = time.now();
    time.advance(Duration.ofHours(1));
    version(RECEIVE, false);

    assertThat(policy())
        .extracting(Policy::createDate, Policy::updateDate)
        .containsExactly(made, made.plusSeconds(3_600));
  }

  @Test
  void getPolicyVersion_givesItsDocument() {
    version(RECEIVE, false);

    var second =
        await(root.getPolicyVersion(it -> it.policyArn(arn).versionId("v2"))).policyVersion();

    assertThat(URLDecoder.decode(second.document(), StandardCharsets.UTF_8)).isEqualTo(RECEIVE);
    assertThat(second.createDate()).isEqualTo(time.now());
  }

  @Test
  void getPolicyVersion_unknown_isNotFound() {
    assertFails(
        () -> await(root.getPolicyVersion(it -> it.policyArn(arn).versionId("v2"))),
        "NoSuchEntity",
        404,
        "version v2 does not exist");
  }

  @Test
  void listPolicyVersions_givesTheNewestFirstWithoutDocuments() {
    version(RECEIVE, false);

    var versions = await(root.listPolicyVersions(it -> it.policyArn(arn)));

    assertThat(versions.isTruncated()).isFalse();
    assertThat(versions.versions())
        .extracting(PolicyVersion::versionId, PolicyVersion::document)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("v2", null),
            org.assertj.core.api.Assertions.tuple("v1", null));
  }

  @Test
  void listPolicyVersions_deletedPageByPage_givesTheNext() {
    version(RECEIVE, false);
    version(RECEIVE, false);

    var first = await(root.listPolicyVersions(it -> it.policyArn(arn).maxItems(1)));
    await(root.deletePolicyVersion(it -> it.policyArn(arn).versionId("v3")));
    var next =
        await(root.listPolicyVersions(it -> it.policyArn(arn).maxItems(1).marker(first.marker())));

    assertThat(first.versions()).extracting(PolicyVersion::versionId).containsExactly("v3");
    assertThat(next.versions()).extracting(PolicyVersion::versionId).containsExactly("v2");
    assertThat(next.isTruncated()).isTrue();
  }

  @Test
  void deletePolicyVersion_takesItAway() {
    version(RECEIVE, false);
    await(root.deletePolicyVersion(it -> it.policyArn(arn).versionId("v2")));

    assertThat(await(root.listPolicyVersions(it -> it.policyArn(arn))).versions())
        .extracting(PolicyVersion::versionId)
        .containsExactly("v1");
  }

  @Test
  void deletePolicyVersion_inForce_conflicts() {
    assertFails(
        () -> await(root.deletePolicyVersion(it -> it.policyArn(arn).versionId("v1"))),
        "DeleteConflict",
        409,
        "Cannot delete the default version of a policy.");
  }

  @Test
  void deletePolicy_takesItAway() {
    await(root.deletePolicy(it -> it.policyArn(arn)));

    assertFails(() -> policy(), "NoSuchEntity", 404, "was not found");
  }

  @Test
  void deletePolicy_attached_conflicts() {
    createRole("r");
    await(root.attachRolePolicy(it -> it.roleName("r").policyArn(arn)));

    assertFails(
        () -> await(root.deletePolicy(it -> it.policyArn(arn))),
        "DeleteConflict",
        409,
        "Cannot delete a policy attached to entities.");
  }

  @Test
  void deletePolicy_thatBounds_conflicts() {
    createRole("r");
    await(root.putRolePermissionsBoundary(it -> it.roleName("r").permissionsBoundary(arn)));

    assertFails(
        () -> await(root.deletePolicy(it -> it.policyArn(arn))),
        "DeleteConflict",
        409,
        "Cannot delete a policy attached to entities.");
  }

  @Test
  void deletePolicy_ofSeveralVersions_conflicts() {
    version(RECEIVE, false);

    assertFails(
        () -> await(root.deletePolicy(it -> it.policyArn(arn))),
        "DeleteConflict",
        409,
        "This policy has more than one version.");
  }
}
