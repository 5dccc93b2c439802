package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a denial tells what differs between a request and the nearest statement. */
class NearMissTest extends IamFixture {

  private static final Map<String, List<String>> NO_CONTEXT = Map.of();

  private void janeMay(String... statements) {
    IamUser user = iam.identities().addUser("jane");
    EntityPolicies.put(user, "p", document(statements));
  }

  private static String document(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String allow(String rest) {
    return "{\"Effect\":\"Allow\"," + rest + "}";
  }

  private static String conditioned(String condition) {
    return allow("\"Action\":\"sqs:*\",\"Resource\":\"*\",\"Condition\":" + condition);
  }

  private Decision send(Map<String, List<String>> context) {
    Caller caller = new Caller(jane, true);
    return iam.decide(new AccessRequest(caller, "sqs:SendMessage", QUEUE, context), null);
  }

  private String nearMiss() {
    return send(NO_CONTEXT).nearMiss();
  }

  @Test
  void ofTwoStatementsEquallyNear_theFirstIsNamed() {
    janeMay(
        allow("\"Sid\":\"First\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"*\""),
        allow("\"Sid\":\"Second\",\"Action\":\"sqs:DeleteMessage\",\"Resource\":\"*\""));

    assertThat(nearMiss()).startsWith("statement 'First'");
  }

  @Test
  void aStatementOfAllActionsButSome_isToldAsSuch() {
    janeMay(allow("\"NotAction\":[\"sqs:SendMessage\",\"sqs:GetQueueUrl\"],\"Resource\":\"*\""));

    assertThat(nearMiss())
        .isEqualTo(
            "statement Statement[0] of the inline policy p of user jane allows anything but"
                + " sqs:SendMessage or sqs:GetQueueUrl but the request is for sqs:SendMessage");
  }

  @Test
  void aStatementOfAllResourcesButSome_isToldAsSuch() {
    janeMay(allow("\"Action\":\"sqs:*\",\"NotResource\":\"" + QUEUE + "\""));

    assertThat(nearMiss())
        .endsWith("is about anything but " + QUEUE + " but the request is about " + QUEUE);
  }

  @Test
  void aStatementThatDiffersInActionAndResource_isNotNear() {
    janeMay(allow("\"Action\":\"sqs:GetQueueUrl\",\"Resource\":\"" + QUEUE + "x\""));

    assertThat(nearMiss()).isNull();
  }

  @Test
  void aStatementOfOtherServicesOnEverything_isNotNear() {
    janeMay(
        allow("\"Action\":[\"cloudwatch:DescribeAlarms\",\"sqs:ListQueues\"],\"Resource\":\"*\""));

    assertThat(nearMiss()).isNull();
  }

  @Test
  void aStatementOfThisAndOtherServicesOnThisQueue_isNear() {
    janeMay(
        allow(
            "\"Action\":[\"sqs:ReceiveMessage\",\"logs:PutLogEvents\"],\"Resource\":\""
                + QUEUE
                + "\""));

    assertThat(nearMiss())
        .endsWith(
            "allows sqs:ReceiveMessage or logs:PutLogEvents but the request is for"
                + " sqs:SendMessage");
  }

  @Test
  void aStatementOfOtherServicesOnThisQueue_isNotNear() {
    janeMay(allow("\"Action\":\"logs:PutLogEvents\",\"Resource\":\"" + QUEUE + "\""));

    assertThat(nearMiss()).isNull();
  }

  @Test
  void aStatementForAKeyThatOnlyServicesTell_isNotNear() {
    janeMay(conditioned("{\"StringEquals\":{\"AWS:SourceOwner\":\"111122223333\"}}"));

    assertThat(nearMiss()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "cloudwatch.amazonaws.com, 536697261635, true",
    "cloudwatch.amazonaws.com, 111122223333, false",
    "events.amazonaws.com, 536697261635, false"
  })
  void theDefaultPolicyOfATopic_letsTheAlarmsOfItsOwnerPublishAndNoOtherService(
      String service, String account, boolean let) {
    Caller caller = Caller.of(new Principal.Service(service, "arn:aws:x:y:z:a", account));

    assertThat(publish(caller).allowed()).isEqualTo(let);
  }

  @Test
  void alarmsOfAnotherAccount_areNearToTheDefaultPolicy() {
    String service = "cloudwatch.amazonaws.com";
    Caller caller = Caller.of(new Principal.Service(service, "arn:aws:x:y:z:a", "111122223333"));

    assertThat(publish(caller).nearMiss())
        .endsWith("expects AWS:SourceOwner 536697261635 but the request has 111122223333");
  }

  private Decision publish(Caller caller) {
    String topic = "arn:aws:sns:eu-west-1:536697261635:alarms";
    String owners =
        allow(
            "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"SNS:Publish\",\"Resource\":\""
                + topic
                + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"536697261635\"}}");
    AttachedPolicy policy =
        new AttachedPolicy("topic policy of " + topic, PolicyDocument.parse(document(owners)));
    return iam.decide(new AccessRequest(caller, "sns:Publish", topic, NO_CONTEXT), policy);
  }

  @Test
  void aStatementOfTheActionThatDiffersTwice_isNear() {
    janeMay(
        allow(
            "\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                + QUEUE
                + "x\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));

    assertThat(nearMiss())
        .endsWith(
            "is about "
                + QUEUE
                + "x but the request is about "
                + QUEUE
                + ", and expects aws:SecureTransport false but the request has true");
  }

  @Test
  void aBoundaryThatDoesNotAllow_isWhereItIsLookedFor() {
    janeMay(allow("\"Action\":\"sqs:*\",\"Resource\":\"*\""));
    String arn = createPolicy("receive", RECEIVE);
    await(root.putUserPermissionsBoundary(it -> it.userName("jane").permissionsBoundary(arn)));

    Decision denied = send(NO_CONTEXT);

    assertThat(denied.cause()).isEqualTo(Decision.Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS);
    assertThat(denied.nearMiss())
        .isEqualTo(
            "statement Statement of the permissions boundary receive allows sqs:ReceiveMessage but"
                + " the request is for sqs:SendMessage");
    assertThat(denied.message())
        .endsWith("because no permissions boundary allows the sqs:SendMessage action");
    assertThat(denied.looked())
        .containsExactly("inline policy p of user jane", "permissions boundary receive");
    assertThat(denied.missingStatement().orElseThrow())
        .contains("\"Action\" : \"sqs:SendMessage\"")
        .contains("\"Resource\" : \"" + QUEUE + "\"")
        .doesNotContain("Principal");
  }

  @Test
  void aBoundaryThatDenies_isNamed() {
    janeMay(allow("\"Action\":\"sqs:*\",\"Resource\":\"*\""));
    String arn = createPolicy("deny", SEND.replace("Allow", "Deny"));
    await(root.putUserPermissionsBoundary(it -> it.userName("jane").permissionsBoundary(arn)));

    Decision denied = send(NO_CONTEXT);

    assertThat(denied.policy()).isEqualTo("permissions boundary deny");
    assertThat(denied.message()).endsWith("with an explicit deny in a permissions boundary");
  }

  @Test
  void anIdentityPolicyThatDenies_isNamed() {
    janeMay(allow("\"Action\":\"sqs:*\",\"Resource\":\"*\"").replace("Allow", "Deny"));

    assertThat(send(NO_CONTEXT).message())
        .endsWith("with an explicit deny in an identity-based policy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Null":{"aws:username":"true"}}                        | aws:username to be absent but the request has jane
          {"Null":{"aws:username":"True"}}                        | aws:username to be absent but the request has jane
          {"Null":{"aws:SourceArn":"false"}}                      | aws:SourceArn to be present but the request has no aws:SourceArn
          {"StringLike":{"aws:username":["a*","b*"]}}             | aws:username a* or b* but the request has jane
          {"StringEquals":{"aws:username":"joe"}}                 | aws:username joe but the request has jane
          {"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::1:user/*"}} | aws:PrincipalArn arn:aws:iam::1:user/* but the request has arn:aws:iam::111122223333:user/jane
          {"StringNotEquals":{"aws:username":"jane"}}             | aws:username to meet StringNotEquals jane but the request has jane
          {"NumericLessThan":{"my:number":"2"}}                   | my:number to meet NumericLessThan 2 but the request has 3, 4
          {"ForAllValues:StringEquals":{"my:number":"3"}}         | my:number to meet ForAllValues:StringEquals 3 but the request has 3, 4
          """)
  void aConditionThatDoesNotHold_isToldInWords(String condition, String difference) {
    janeMay(conditioned(condition));

    assertThat(send(Map.of("My:Number", List.of("3", "4"))).nearMiss())
        .endsWith("expects " + difference);
  }

  @Test
  void theMissingStatementOfAServiceThatActsForNothing_hasNoSource() {
    var service = new Principal.Service("sns.amazonaws.com", null, "111122223333");

    Decision denied =
        iam.decide(new AccessRequest(Caller.of(service), "sqs:SendMessage", QUEUE), null);

    assertThat(denied.missingStatement().orElseThrow())
        .contains("sns.amazonaws.com")
        .doesNotContain("Condition");
  }

  @Test
  void theMissingTrustOfAUser_namesHer() {
    iam.identities().addUser("jane");
    createRole("r");

    Decision denied =
        iam.decideTrust(
            new AccessRequest(
                Caller.of(jane), "sts:AssumeRole", "arn:aws:iam::111122223333:role/r"));

    assertThat(denied.message())
        .endsWith("because no role trust policy allows the sts:AssumeRole action");
    assertThat(denied.missingStatement())
        .contains(
            """
            {
              "Effect" : "Allow",
              "Principal" : {
                "AWS" : "arn:aws:iam::111122223333:user/jane"
              },
              "Action" : "sts:AssumeRole"
            }\
            """);
  }
}
