package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Decision.Cause;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision tells a person: the deciding statement, the nearest one, the missing one. */
class DecisionTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:jane-q";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:jane-basket-events";
  private static final String PIPE = "arn:aws:pipes:eu-west-1:111122223333:pipe/jane-pipe";
  private static final String ROLE = "arn:aws:iam::111122223333:role/jane-pipe";
  private static final Principal.Service SNS =
      new Principal.Service("sns.amazonaws.com", TOPIC, "111122223333");
  private static final Principal.Service PIPES =
      new Principal.Service("pipes.amazonaws.com", PIPE, "111122223333");
  private static final Principal.User JANE = new Principal.User("aws", "111122223333", "jane");

  private final Iam iam =
      new Iam(
          new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1),
          new Account("111122223333", "eu-west-1"));

  private static AttachedPolicy queuePolicy(String... statements) {
    String json =
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    return new AttachedPolicy("queue policy of " + QUEUE, PolicyDocument.parse(json));
  }

  private static String allowTopic(String topic) {
    return "{\"Sid\":\"AllowTopic\",\"Effect\":\"Allow\","
        + "\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
        + "\"Resource\":\""
        + QUEUE
        + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\""
        + topic
        + "\"}}}";
  }

  private Decision send(Principal principal, AttachedPolicy policy) {
    return iam.decide(new AccessRequest(Caller.of(principal), "sqs:SendMessage", QUEUE), policy);
  }

  private IamEntity jane(String... statements) {
    IamUser jane = iam.identities().addUser("jane");
    EntityPolicies.put(
        jane,
        "deploy",
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    return jane;
  }

  private void pipeRole(String trust) {
    iam.identities()
        .addRole(
            "/",
            "jane-pipe",
            PolicyDocument.parse(
                "{\"Version\":\"2012-10-17\",\"Statement\":" + trust + "}",
                PolicyDocument.Kind.TRUST));
  }

  @Test
  void allowed_carriesTheStatementThePolicyAndWhatWasLookedAt() {
    Decision decision = send(SNS, queuePolicy(allowTopic(TOPIC)));

    assertThat(decision)
        .isEqualTo(
            new Decision(
                true,
                new AccessRequest(Caller.of(SNS), "sqs:SendMessage", QUEUE),
                Cause.ALLOWED,
                "queue policy of " + QUEUE,
                allowTopic(TOPIC),
                List.of("queue policy of " + QUEUE),
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "ForAnyValue:StringEquals, sns.amazonaws.com, true",
    "ForAnyValue:StringEquals, pipes.amazonaws.com, false",
    "ForAllValues:StringEquals, pipes.amazonaws.com, false",
    "Null, false, true"
  })
  void aService_isAmongTheNamesOfItsPrincipal(String operator, String value, boolean allowed) {
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
            + "\"Condition\":{\"%s\":{\"aws:principalServiceNamesList\":\"%s\"}}}";

    AttachedPolicy policy = queuePolicy(statement.formatted(operator, value));

    assertThat(send(SNS, policy).allowed()).isEqualTo(allowed);
  }

  @Test
  void aUser_hasNoServiceNames() {
    iam.identities().addUser("jane");
    String statement =
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
            + "\"Condition\":{\"Null\":{\"aws:PrincipalServiceNamesList\":\"true\"}}}";

    assertThat(send(JANE, queuePolicy(statement)).allowed()).isTrue();
  }

  @Test
  void allowed_hasNoMissingStatement() {
    assertThat(send(SNS, queuePolicy(allowTopic(TOPIC))).missingStatement()).isEmpty();
  }

  @Test
  void explicitDeny_carriesTheDenyingStatementAndMissesNone() {
    String deny =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";

    Decision decision = send(SNS, queuePolicy(allowTopic(TOPIC), deny));

    assertThat(decision.statement()).isEqualTo(deny);
    assertThat(decision.missingStatement()).isEmpty();
    assertThat(decision.nearMiss()).isNull();
    assertThat(decision.message())
        .isEqualTo(
            "User: sns.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: "
                + QUEUE
                + " with an explicit deny in a resource-based policy");
  }

  @Test
  void looked_namesEveryPolicyInOrder() {
    jane("{\"Effect\":\"Allow\",\"Action\":\"sns:*\",\"Resource\":\"*\"}");

    assertThat(send(JANE, queuePolicy(allowTopic(TOPIC))).looked())
        .containsExactly("queue policy of " + QUEUE, "inline policy deploy of user jane");
  }

  @Test
  void nearMiss_anotherTopic_namesTheStatementAndBothArns() {
    String other = "arn:aws:sns:eu-west-1:111122223333:jane-other";

    assertThat(send(SNS, queuePolicy(allowTopic(other))).nearMiss())
        .isEqualTo(
            "statement 'AllowTopic' of the queue policy of "
                + QUEUE
                + " expects aws:SourceArn "
                + other
                + " but the request has "
                + TOPIC);
  }

  @Test
  void nearMiss_aMissingKey_saysThatTheRequestHasNone() {
    jane("{\"Effect\":\"Allow\",\"Action\":\"sns:*\",\"Resource\":\"*\"}");
    String statement =
        allowTopic(TOPIC)
            .replace("{\"Service\":\"sns.amazonaws.com\"}", "\"*\"")
            .replace("\"Sid\":\"AllowTopic\",", "");

    assertThat(send(JANE, queuePolicy(statement)).nearMiss())
        .isEqualTo(
            "statement Statement[0] of the queue policy of "
                + QUEUE
                + " expects aws:SourceArn "
                + TOPIC
                + " but the request has no aws:SourceArn");
  }

  @Test
  void nearMiss_anotherService_namesBothPrincipals() {
    String statement = allowTopic(TOPIC).replace("sns.amazonaws.com", "events.amazonaws.com");

    assertThat(send(SNS, queuePolicy(statement)).nearMiss())
        .endsWith(
            "names the principal events.amazonaws.com but the request comes from"
                + " sns.amazonaws.com");
  }

  @Test
  void nearMiss_anotherAction_namesBothActions() {
    String statement = allowTopic(TOPIC).replace("sqs:SendMessage", "sqs:ReceiveMessage");

    assertThat(send(SNS, queuePolicy(statement)).nearMiss())
        .endsWith("allows sqs:ReceiveMessage but the request is for sqs:SendMessage");
  }

  @Test
  void nearMiss_anotherResource_namesBothResources() {
    jane("{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"" + QUEUE + "-dlq\"}");

    assertThat(send(JANE, null).nearMiss())
        .isEqualTo(
            "statement Statement[0] of the inline policy deploy of user jane is about "
                + QUEUE
                + "-dlq but the request is about "
                + QUEUE);
  }

  @Test
  void nearMiss_severalDifferences_namesAllOfTheNearest() {
    String statement =
        allowTopic(TOPIC + "-2").replace("sns.amazonaws.com", "events.amazonaws.com");

    assertThat(send(SNS, queuePolicy(statement)).nearMiss())
        .contains("names the principal events.amazonaws.com")
        .contains(", and expects aws:SourceArn " + TOPIC + "-2");
  }

  @Test
  void nearMiss_prefersTheStatementWithFewerDifferences() {
    String farther =
        allowTopic(TOPIC + "-2")
            .replace("sns.amazonaws.com", "events.amazonaws.com")
            .replace("AllowTopic", "Farther");

    assertThat(send(SNS, queuePolicy(farther, allowTopic(TOPIC + "-3"))).nearMiss())
        .startsWith("statement 'AllowTopic'");
  }

  @Test
  void nearMiss_aStatementAboutOtherThings_isNotNear() {
    jane("{\"Effect\":\"Allow\",\"Action\":\"sns:*\",\"Resource\":\"" + TOPIC + "\"}");

    assertThat(send(JANE, null).nearMiss()).isNull();
  }

  @Test
  void absent_aUserThatDoesNotExist_isNamed_andNothingCameNear() {
    assertThat(send(JANE, null).absent()).contains("arn:aws:iam::111122223333:user/jane");
    assertThat(send(JANE, null).nearMiss()).isNull();
  }

  @Test
  void missingStatement_ofAService_isForTheQueuePolicy() {
    assertThat(send(SNS, null).missingStatement())
        .contains(
            """
            {
              "Sid" : "AllowSendMessageBy111122223333JaneBasketEvents",
              "Effect" : "Allow",
              "Principal" : {
                "Service" : "sns.amazonaws.com"
              },
              "Action" : "sqs:SendMessage",
              "Resource" : "%s",
              "Condition" : {
                "ArnEquals" : {
                  "aws:SourceArn" : "%s"
                }
              }
            }"""
                .formatted(QUEUE, TOPIC));
  }

  @Test
  void missingStatement_ofAService_allowsTheRequest() {
    Decision denied = send(SNS, null);

    assertThat(send(SNS, queuePolicy(denied.missingStatement().orElseThrow())).allowed()).isTrue();
  }

  @Test
  void missingStatements_ofSeveralCallers_goIntoOnePolicy() {
    List<Principal> callers =
        List.of(
            SNS,
            new Principal.Service("sns.amazonaws.com", TOPIC + "-2", "111122223333"),
            new Principal.Service("sns.amazonaws.com", null, "111122223333"),
            new Principal.Root("aws", "999988887777"),
            new Principal.Root("aws", "999988887776"),
            new Principal.RoleSession("aws", "999988887777", "eve", "s"),
            new Principal.User("aws", "999988887777", "eve"));

    AttachedPolicy policy =
        queuePolicy(
            callers.stream()
                .map(caller -> send(caller, null).missingStatement().orElseThrow())
                .toArray(String[]::new));

    assertThat(callers).allSatisfy(it -> assertThat(send(it, policy).allowed()).isTrue());
    assertThat(new PolicyStatements(policy.document().json()).withoutSid()).isZero();
  }

  @Test
  void missingStatement_ofAnotherAccountsRole_namesTheRole() {
    Principal.RoleSession eve = new Principal.RoleSession("aws", "999988887777", "eve", "s");

    assertThat(send(eve, null).missingStatement().orElseThrow())
        .contains(
            "\"Sid\" : \"AllowSendMessageBy999988887777RoleEve\"",
            "\"AWS\" : \"arn:aws:iam::999988887777:role/eve\"");
  }

  @Test
  void missingStatement_ofAUser_isForAnIdentityPolicy() {
    iam.identities().addUser("jane");

    assertThat(send(JANE, null).missingStatement())
        .contains(
            """
            {
              "Effect" : "Allow",
              "Action" : "sqs:SendMessage",
              "Resource" : "%s"
            }"""
                .formatted(QUEUE));
  }

  @Test
  void missingStatement_ofATrustPolicy_letsTheServiceAssumeTheRole() {
    pipeRole(
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
            + "\"Action\":\"sts:AssumeRole\"}");
    Decision denied = iam.decideTrust(new AccessRequest(Caller.of(PIPES), "sts:AssumeRole", ROLE));

    assertThat(denied.missingStatement().orElseThrow())
        .contains("\"Service\" : \"pipes.amazonaws.com\"")
        .contains("\"aws:SourceArn\" : \"" + PIPE + "\"")
        .doesNotContain("aws:SourceAccount", "Resource\"");
    pipeRole(denied.missingStatement().orElseThrow());
    assertThat(iam.assumeRole(PIPES, ROLE, "run"))
        .isEqualTo(new Principal.RoleSession("aws", "111122223333", "jane-pipe", "run"));
  }

  @Test
  void message_spellsTheActionAsTheServiceDoes() {
    jane("{\"Effect\":\"Allow\",\"Action\":\"sns:*\",\"Resource\":\"*\"}");

    assertThat(send(JANE, null).message("sqs:sendmessage"))
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/jane is not authorized to perform:"
                + " sqs:sendmessage on resource: "
                + QUEUE
                + " because no identity-based policy allows the sqs:sendmessage action");
  }

  @Test
  void assumeRole_ofARoleThatDoesNotExist_isDeniedAndSaysSo() {
    assertThatThrownBy(() -> iam.assumeRole(PIPES, ROLE, "run"))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied -> {
              assertThat(denied.decision().cause()).isEqualTo(Cause.NO_SUCH_ROLE);
              assertThat(denied.decision().missingStatement()).isEmpty();
              assertThat(denied.decision().absent()).contains(ROLE);
              assertThat(denied.decision().nearMiss()).isNull();
            });
  }

  @Test
  void assumeRole_forAnotherPipe_namesTheNearestTrust() {
    pipeRole(
        "{\"Sid\":\"Pipe\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"pipes.amazonaws.com\"},"
            + "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\""
            + PIPE
            + "-2\"}}}");

    assertThatThrownBy(() -> iam.assumeRole(PIPES, ROLE, "run"))
        .isInstanceOfSatisfying(
            AccessDenied.class,
            denied ->
                assertThat(denied.decision().nearMiss())
                    .isEqualTo(
                        "statement 'Pipe' of the trust policy of role jane-pipe expects"
                            + " aws:SourceArn "
                            + PIPE
                            + "-2 but the request has "
                            + PIPE));
  }

  private static AttachedPolicy onlyFor(String... principals) {
    String listed = "\"" + String.join("\",\"", principals) + "\"";
    return queuePolicy(
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}",
        "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":["
            + listed
            + "]},\"Action\":\"*\",\"Resource\":\"*\"}");
  }

  @Test
  void notPrincipal_sparesAUserByHerUniqueId_andNoOther() {
    String id = iam.identities().addUser("jane").id();
    iam.identities().addUser("joe");
    AttachedPolicy policy = onlyFor("111122223333", id);

    assertThat(send(JANE, policy).allowed()).isTrue();
    assertThat(send(new Principal.User("aws", "111122223333", "joe"), policy).allowed()).isFalse();
    assertThat(send(JANE, onlyFor(id)).allowed()).isFalse();
  }

  @Test
  void notPrincipal_sparesASessionByTheUniqueIdOfItsRole() {
    pipeRole(
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"pipes.amazonaws.com\"},"
            + "\"Action\":\"sts:AssumeRole\"}");
    String id = iam.identities().roles().get("jane-pipe").id();
    var session = new Principal.RoleSession("aws", "111122223333", "jane-pipe", "s");

    assertThat(send(session, onlyFor("111122223333", id, session.arn())).allowed()).isTrue();
    assertThat(send(session, onlyFor("111122223333", id)).allowed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "aws-cn, cn-northwest-1, iam:GetRole, cn-north-1",
    "aws-cn, cn-northwest-1, sqs:SendMessage, cn-northwest-1",
    "aws, eu-west-1, iam:GetRole, us-east-1"
  })
  void requestedRegion_ofIam_isTheOneItAnswersFromInThePartition(
      String partition, String region, String action, String requested) {
    Iam iam =
        new Iam(
            new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1),
            new Account(partition, "111122223333", region, Map.of()));
    EntityPolicies.put(
        iam.identities().addUser("jane"),
        "p",
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
            + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestedRegion\":\""
            + requested
            + "\"}}}}");
    Caller jane = Caller.of(new Principal.User(partition, "111122223333", "jane"));

    assertThat(iam.decide(new AccessRequest(jane, action, "*"), null).allowed()).isTrue();
  }

  @Test
  void requirePassRole_asksForTheServiceThatGetsTheRole() {
    jane(
        "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\""
            + ROLE
            + "\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":"
            + "\"pipes.amazonaws.com\"}}}");

    iam.requirePassRole(Caller.of(JANE), ROLE, "pipes.amazonaws.com");
    assertThatThrownBy(() -> iam.requirePassRole(Caller.of(JANE), ROLE, "lambda.amazonaws.com"))
        .isInstanceOf(AccessDenied.class);
  }

  @Test
  void told_isWhatTheServiceActsForOrWhatItSays() {
    AccessRequest request =
        new AccessRequest(
            Caller.of(SNS), "sqs:SendMessage", QUEUE, Map.of("sns:Protocol", List.of("sqs")));

    assertThat(iam.told(request, "AWS:sourcearn")).containsExactly(TOPIC);
    assertThat(iam.told(request, "sns:protocol")).containsExactly("sqs");
    assertThat(iam.told(request, "aws:PrincipalArn")).isEmpty();
  }
}
