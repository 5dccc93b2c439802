package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.audit.Policy.Kind;
import io.tributary.cloud.iam.PolicyElements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which policies a graph holds, and into which pieces each falls. */
class PolicyTest {

  @Test
  void policies_areInTheOrderOfTheNamesTheyAreOf() {
    String sqs = "arn:aws:sqs:eu-west-1:536697261635:";

    assertThat(Policies.of(Audited.purchaseEvents()))
        .extracting(Policy::title)
        .startsWith(
            "queue policy of " + sqs + "jane-basket-events",
            "queue policy of " + sqs + "jane-basket-events-dlq",
            "redrive allow policy of " + sqs + "jane-basket-events-dlq",
            "inline policy queue-to-bus of role jane-basket-events-pipe",
            "trust policy of role jane-basket-events-pipe",
            "queue policy of " + sqs + "jane-checkout-events")
        .endsWith("redrive allow policy of " + sqs + "jane-purchase-events-dlq");
  }

  private static final String STATEMENT =
      """
      {"Version":"2012-10-17","Statement":{"Sid":"S","Effect":"Allow",
       "Principal":{"Service":["a.amazonaws.com","b.amazonaws.com"],"AWS":"123456789012"},
       "Action":["sqs:SendMessage","sqs:ReceiveMessage"],"Resource":"arn:aws:sqs:::q",
       "Condition":{"StringEquals":{"aws:SourceAccount":["1","2"]},
        "Bool":{"aws:SecureTransport":"true"}}}}\
      """;

  private static List<Grant> grants(Kind kind, String json) {
    return new Policy("policy", "urn", "policy", kind, json).grants();
  }

  private static JsonNode without(List<Grant> grants, String piece) {
    return grants.stream()
        .filter(grant -> grant.piece().equals(piece))
        .map(grant -> Json.object(grant.without()).path("Statement"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStatement_fallsIntoItsActionsResourcesPrincipalsAndConditions() {
    assertThat(grants(Kind.RESOURCE, STATEMENT))
        .extracting(Grant::text)
        .containsExactly(
            "'S' action sqs:SendMessage",
            "'S' action sqs:ReceiveMessage",
            "'S' resource arn:aws:sqs:::q",
            "'S' principal a.amazonaws.com",
            "'S' principal b.amazonaws.com",
            "'S' principal 123456789012",
            "'S' condition StringEquals aws:SourceAccount 1, 2",
            "'S' condition StringEquals aws:SourceAccount value 1",
            "'S' condition StringEquals aws:SourceAccount value 2",
            "'S' condition Bool aws:SecureTransport true");
  }

  @Test
  void oneOfTwoActions_leavesTheOther() {
    assertThat(without(grants(Kind.RESOURCE, STATEMENT), "sqs:SendMessage").path("Action").asText())
        .isEqualTo("sqs:ReceiveMessage");
  }

  @Test
  void theLastResource_leavesAStatementThatGivesNothing() {
    JsonNode left = without(grants(Kind.RESOURCE, STATEMENT), "arn:aws:sqs:::q");

    assertThat(left.path("Action").asText()).isEqualTo("tributary:Nothing");
  }

  @Test
  void theOnlyPrincipalOfAKind_leavesTheOtherKinds() {
    JsonNode left = without(grants(Kind.RESOURCE, STATEMENT), "123456789012").path("Principal");

    assertThat(left.has("AWS")).isFalse();
    assertThat(PolicyElements.texts(left.path("Service"))).hasSize(2);
  }

  @Test
  void aConditionValue_leavesTheOthers() {
    JsonNode left =
        without(grants(Kind.RESOURCE, STATEMENT), "StringEquals aws:SourceAccount value 1");

    assertThat(left.at("/Condition/StringEquals/aws:SourceAccount").asText()).isEqualTo("2");
  }

  @Test
  void theLastKeyOfAnOperator_takesTheOperatorWithIt() {
    JsonNode left = without(grants(Kind.RESOURCE, STATEMENT), "Bool aws:SecureTransport true");

    assertThat(left.path("Condition").has("Bool")).isFalse();
    assertThat(left.path("Condition").has("StringEquals")).isTrue();
  }

  @Test
  void anExceptionOfATrustPolicyThatGoes_leavesEveryActionOfSts() {
    JsonNode left =
        without(
            grants(
                Kind.TRUST,
                """
                {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*",
                 "NotAction":"sts:AssumeRole"}}"""),
            "NotAction \"sts:AssumeRole\"");

    assertThat(left.path("Action").asText()).isEqualTo("sts:*");
    assertThat(left.has("NotAction")).isFalse();
  }

  @Test
  void anExceptionThatGoes_leavesEverything() {
    List<Grant> grants =
        grants(
            Kind.IDENTITY,
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":"sqs:*",
             "NotResource":"arn:aws:sqs:::q"}]}\
            """);

    assertThat(grants)
        .extracting(
            Grant::part, grant -> Json.object(grant.without()).at("/Statement/0").toString())
        .containsExactly(
            tuple(
                Grant.Part.EXCEPTION,
                "{\"Effect\":\"Deny\",\"NotResource\":\"arn:aws:sqs:::q\",\"Action\":\"*\"}"),
            tuple(
                Grant.Part.EXCEPTION,
                "{\"Effect\":\"Deny\",\"NotAction\":\"sqs:*\",\"Resource\":\"*\"}"));
  }

  @Test
  void anExceptionFromWhatIsAllowed_leavesAStatementThatGivesNothing() {
    List<Grant> grants =
        grants(
            Kind.IDENTITY,
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"sqs:*",
             "Resource":"arn:aws:sqs:::q"}]}\
            """);

    assertThat(grants)
        .filteredOn(grant -> grant.part() == Grant.Part.EXCEPTION)
        .extracting(grant -> Json.object(grant.without()).at("/Statement/0").toString())
        .containsExactly(
            "{\"Effect\":\"Allow\",\"Resource\":\"arn:aws:sqs:::q\",\"Action\":\"tributary:Nothing\"}");
  }

  @Test
  void aRedriveAllowPolicy_fallsIntoItsSourcesAndItsLimitToThem() {
    assertThat(
            grants(
                Kind.REDRIVE_ALLOW,
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"a\",\"b\"]}"))
        .extracting(Grant::piece, Grant::without)
        .containsExactly(
            tuple("a", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"b\"]}"),
            tuple("b", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"a\"]}"),
            tuple("byQueue", "{\"redrivePermission\":\"allowAll\"}"));
  }

  @Test
  void theLastSource_leavesNobody() {
    assertThat(
            grants(
                    Kind.REDRIVE_ALLOW,
                    "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"a\"]}")
                .get(0)
                .without())
        .isEqualTo("{\"redrivePermission\":\"denyAll\"}");
  }

  @Test
  void everyPolicyOfTheProgram_isFound() {
    Set<String> kinds =
        Policies.of(Audited.purchaseEvents(Map.of("debugRule", "true"))).stream()
            .map(
                policy ->
                    policy
                        .title()
                        .split(" (of )?(arn|role|jane)")[0]
                        .replaceAll(" queue-to-bus.*", ""))
            .collect(Collectors.toSet());

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "queue policy",
            "redrive allow policy",
            "trust policy",
            "inline policy",
            "log resource policy");
  }
}
