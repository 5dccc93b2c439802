package io.tributary.cloud.sts;

import static io.tributary.cloud.api.ApiFailures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Tag;

class StsServiceTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/deploy";
  private static final Principal.User JANE = new Principal.User("aws", "111122223333", "jane");
  private static final Principal.Root ROOT = new Principal.Root("aws", "111122223333");

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  private final Account account = new Account("111122223333", "eu-west-1");
  private final Iam iam = new Iam(time, account);
  private final IamAsyncClient admin = new IamService(time, account, iam).client(Caller.of(ROOT));
  private final StsService service = new StsService(time, iam);

  @BeforeEach
  void createUserAndRole() {
    await(admin.createUser(user -> user.userName("jane")));
    createRole("deploy", "arn:aws:iam::111122223333:user/jane");
  }

  private void createRole(String name, String trusted) {
    await(
        admin.createRole(
            role ->
                role.roleName(name)
                    .maxSessionDuration(7_200)
                    .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"AWS\":\""
                            + trusted
                            + "\"},\"Action\":\"sts:AssumeRole\"}}")));
  }

  private <T> T await(CompletableFuture<T> future) {
    return time.await(future);
  }

  private StsAsyncClient as(Principal principal) {
    return service.client(Caller.of(principal));
  }

  private AssumeRoleResponse assume(Principal principal, int seconds) {
    return assume(principal, ROLE, seconds);
  }

  private AssumeRoleResponse assume(Principal principal, String role, int seconds) {
    return await(
        as(principal)
            .assumeRole(r -> r.roleArn(role).roleSessionName("ci").durationSeconds(seconds)));
  }

  @Test
  void getCallerIdentity_ofAUser_isItsIdAndArn() {
    var identity = await(as(JANE).getCallerIdentity());

    assertThat(identity.arn()).isEqualTo("arn:aws:iam::111122223333:user/jane");
    assertThat(identity.account()).isEqualTo("111122223333");
    assertThat(identity.userId())
        .isEqualTo(await(admin.getUser(user -> user.userName("jane"))).user().userId());
  }

  @Test
  void getCallerIdentity_ofTheRootUser_isTheAccount() {
    assertThat(await(as(ROOT).getCallerIdentity()).userId()).isEqualTo("111122223333");
  }

  @Test
  void assumeRole_givesAKeyThatStandsForTheSession() {
    AssumeRoleResponse response = assume(JANE, 900);
    String roleId = await(admin.getRole(role -> role.roleName("deploy"))).role().roleId();

    assertThat(response.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/deploy/ci");
    assertThat(response.assumedRoleUser().assumedRoleId()).isEqualTo(roleId + ":ci");
    assertThat(response.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(iam.accessKeys().principalOf(response.credentials().accessKeyId()))
        .contains(new Principal.RoleSession("aws", "111122223333", "deploy", "ci"));
  }

  @Test
  void assumeRole_theKeyExpiresWithTheSession() {
    String key = assume(JANE, 900).credentials().accessKeyId();

    time.advance(Duration.ofSeconds(899));
    assertThat(iam.accessKeys().principalOf(key)).isPresent();
    time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> iam.accessKeys().principalOf(key))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            expired -> assertThat(expired.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
  }

  /** Else who held it would be taken for a stranger, whom the local cloud lets in by default. */
  @Test
  void assumeRole_aKeyThatExpiredIsKnownAsExpiredWhenItIsForgotten() {
    String first = assume(JANE, 900).credentials().accessKeyId();
    time.advance(Duration.ofSeconds(900));
    String second = assume(JANE, 900).credentials().accessKeyId();

    assertThatThrownBy(() -> iam.accessKeys().principalOf(first))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            expired -> assertThat(expired.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    assertThat(iam.accessKeys().principalOf(second)).isPresent();
    assertThat(iam.accessKeys().principalOf("ASIAQWERTYUIOPASDFGH")).isEmpty();
  }

  @Test
  void assumeRole_manyTimes_keepsOnlyTheKeysThatStillWork() {
    for (int i = 0; i < 50; i++) {
      assume(JANE, 900);
      time.advance(Duration.ofSeconds(300));
    }

    assertThat(iam.accessKeys()).extracting("keys").asInstanceOf(MAP).hasSize(3);
  }

  @Test
  void assumeRole_withoutTrust_isDenied() {
    Principal.User jim = new Principal.User("aws", "111122223333", "jim");
    await(admin.createUser(user -> user.userName("jim")));

    assertFails(
        () -> assume(jim, 900),
        "AccessDenied",
        403,
        "User: arn:aws:iam::111122223333:user/jim is not authorized to perform: sts:AssumeRole on"
            + " resource: "
            + ROLE
            + " because no role trust policy allows the sts:AssumeRole action");
  }

  @Test
  void assumeRole_byTheRootUser_isDenied() {
    assertFails(
        () -> assume(ROOT, 900), "AccessDenied", 403, "Roles may not be assumed by root accounts.");
  }

  @Test
  void assumeRole_forLongerThanTheRoleAllows_isInvalid() {
    assertThat(assume(JANE, 7_200).credentials().expiration())
        .isEqualTo(time.now().plusSeconds(7_200));

    assertFails(() -> assume(JANE, 7_201), "ValidationError", 400, "MaxSessionDuration");
  }

  @Test
  void assumeRole_forLessThanFifteenMinutes_isInvalid() {
    assertFails(() -> assume(JANE, 899), "ValidationError", 400, "durationSeconds");
  }

  @Test
  void assumeRole_aSessionNameWithASpace_isInvalid() {
    assertFails(
        () -> await(as(JANE).assumeRole(r -> r.roleArn(ROLE).roleSessionName("c i"))),
        "ValidationError",
        400,
        "roleSessionName");
  }

  @Test
  void assumeRole_byASessionOfARole_forLongerThanAnHour_isInvalid() {
    createRole("next", ROLE);
    String next = "arn:aws:iam::111122223333:role/next";
    Principal session =
        iam.accessKeys().principalOf(assume(JANE, 7_200).credentials().accessKeyId()).orElseThrow();

    assertThat(assume(session, next, 3_600).credentials().expiration())
        .isEqualTo(time.now().plusSeconds(3_600));
    assertFails(() -> assume(session, next, 3_601), "ValidationError", 400, "role chaining");
  }

  @Test
  void assumeRole_aRoleArnOfMoreThan2048Characters_isInvalid() {
    assertFails(
        () ->
            await(
                as(JANE)
                    .assumeRole(r -> r.roleArn(ROLE + "a".repeat(2_048)).roleSessionName("ci"))),
        "ValidationError",
        400,
        "roleArn");
  }

  private AssumeRoleResponse assumeWithExternalId(String externalId) {
    return await(
        as(JANE).assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").externalId(externalId)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "acme corp", "caf\u00e9"})
  void assumeRole_anExternalIdThatAwsDoesNotTake_isInvalid(String externalId) {
    assertFails(
        () -> assumeWithExternalId(externalId), "ValidationError", 400, "at 'externalId' failed");
  }

  @Test
  void assumeRole_anExternalIdOfUpTo1224Characters_isTaken() {
    assertThat(assumeWithExternalId("a-b_c=1,2.@:/+" + "x".repeat(1_210)).credentials())
        .isNotNull();
    assertFails(
        () -> assumeWithExternalId("x".repeat(1_225)), "ValidationError", 400, "externalId");
  }

  /** The SDK of Python sends an empty list that its caller gave. */
  @Test
  void assumeRole_withEmptyListsOfWhatIsNotBuilt_isAnswered() {
    assertThat(
            await(
                    as(JANE)
                        .assumeRole(
                            r ->
                                r.roleArn(ROLE)
                                    .roleSessionName("ci")
                                    .tags(List.of())
                                    .policyArns(List.of())
                                    .transitiveTagKeys(List.of())
                                    .providedContexts(List.of())))
                .credentials())
        .isNotNull();
  }

  @Test
  void assumeRole_withASessionTag_isRefused() {
    assertThatThrownBy(
            () ->
                await(
                    as(JANE)
                        .assumeRole(
                            r ->
                                r.roleArn(ROLE)
                                    .roleSessionName("ci")
                                    .tags(Tag.builder().key("k").value("v").build()))))
        .hasRootCauseInstanceOf(UnsupportedOperationException.class)
        .hasStackTraceContaining("does not build Tags of AssumeRole");
  }

  @Test
  void getCallerIdentity_ofASessionWhoseRoleIsGone_isDeniedAsAllElse() {
    String key = assume(JANE, 900).credentials().accessKeyId();
    Principal session = iam.accessKeys().principalOf(key).orElseThrow();
    assertThat(await(as(session).getCallerIdentity()).userId()).endsWith(":ci");

    await(admin.deleteRole(role -> role.roleName("deploy")));

    assertFails(
        () -> await(as(session).getCallerIdentity()),
        "AccessDenied",
        403,
        "User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform:"
            + " sts:GetCallerIdentity");
  }

  /** Whether it exists is its own account's to know. */
  @Test
  void getCallerIdentity_ofAUserOfAnotherAccount_isItsArn() {
    var identity = await(as(new Principal.User("aws", "444455556666", "joe")).getCallerIdentity());

    assertThat(identity.arn()).isEqualTo("arn:aws:iam::444455556666:user/joe");
    assertThat(identity.account()).isEqualTo("444455556666");
    assertThat(identity.userId()).isNull();
  }

  @Test
  void assumeRole_withASessionPolicy_isRefused() {
    assertThatThrownBy(
            () ->
                await(as(JANE).assumeRole(r -> r.roleArn(ROLE).roleSessionName("ci").policy("{}"))))
        .hasRootCauseInstanceOf(UnsupportedOperationException.class)
        .hasStackTraceContaining("does not build Policy of AssumeRole");
  }
}
