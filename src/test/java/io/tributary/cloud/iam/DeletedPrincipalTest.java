package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.Decision.Cause;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who was deleted may do nothing any more, whatever a resource's policy grants. */
class DeletedPrincipalTest extends IamFixture {

  private static final String ROLE = "arn:aws:iam::111122223333:role/r";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/r/s";
  private static final String USER = "arn:aws:iam::111122223333:user/jane";

  private final Principal session = new Principal.RoleSession("aws", "111122223333", "r", "s");

  private static AttachedPolicy granting(String principal) {
    String json =
        SEND.replace("\"Action\"", "\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\"");
    return new AttachedPolicy("queue policy", PolicyDocument.parse(json));
  }

  private Decision send(Principal principal, AttachedPolicy policy) {
    return iam.decide(new AccessRequest(Caller.of(principal), "sqs:SendMessage", QUEUE), policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ROLE, SESSION})
  void aSessionOfADeletedRole_mayNothing(String granted) {
    AttachedPolicy policy = granting(granted);
    createRole("r");
    boolean before = send(session, policy).allowed();

    await(root.deleteRole(it -> it.roleName("r")));

    assertThat(before).isTrue();
    assertThat(send(session, policy))
        .extracting(Decision::allowed, Decision::cause, Decision::absent)
        .containsExactly(false, Cause.NO_SUCH_CALLER, Optional.of(ROLE));
  }

  @Test
  void aDeletedCaller_isDeniedInAwsWordsAndHelpedByNoStatement() {
    createRole("r");
    await(root.deleteRole(it -> it.roleName("r")));

    Decision denied = send(session, granting("*"));

    assertThat(denied.message())
        .endsWith("because no identity-based policy allows the sqs:SendMessage action");
    assertThat(denied.missingStatement()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", USER})
  void aDeletedUser_mayNothing(String granted) {
    AttachedPolicy policy = granting(granted);
    await(root.createUser(it -> it.userName("jane")));
    boolean before = send(jane, policy).allowed();

    await(root.deleteUser(it -> it.userName("jane")));

    assertThat(before).isTrue();
    assertThat(send(jane, policy))
        .extracting(Decision::allowed, Decision::absent)
        .containsExactly(false, Optional.of(USER));
  }

  @Test
  void aSessionOfADeletedRole_mayNotAssumeARoleThatTrustsAll() {
    createRole("r");
    String trust = TRUST.replace("{\"Service\":\"pipes.amazonaws.com\"}", "\"*\"");
    await(root.createRole(it -> it.roleName("open").assumeRolePolicyDocument(trust)));
    AccessRequest request =
        new AccessRequest(Caller.of(session), "sts:AssumeRole", ROLE.replace("/r", "/open"));
    boolean before = iam.decideTrust(request).allowed();

    await(root.deleteRole(it -> it.roleName("r")));

    assertThat(before).isTrue();
    Decision denied = iam.decideTrust(request);
    assertThat(denied.message())
        .endsWith("because no identity-based policy allows the sts:AssumeRole action");
    assertThat(denied.missingStatement()).isEmpty();
  }

  @Test
  void strangersServicesAndTheRootUser_areNotMissing() {
    assertThat(send(new Principal.Root("aws", "111122223333"), null).allowed()).isTrue();
    assertThat(send(new Principal.User("aws", "444455556666", "eve"), granting("*")).allowed())
        .isTrue();
    assertThat(send(new Principal.Root("aws", "111122223333"), deniesAll()).nearMiss()).isNull();
  }

  private static AttachedPolicy deniesAll() {
    String json =
        SEND.replace("Allow", "Deny").replace("\"Action\"", "\"Principal\":\"*\",\"Action\"");
    return new AttachedPolicy("queue policy", PolicyDocument.parse(json));
  }
}
