package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.house.HouseRules;
import io.tributary.iam.Arn;
import io.tributary.iam.TopicPolicies;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The purchase-events program with a few permissions too many, audited once. */
class TooMuchTest {

  private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String TOPIC = "aws:sns/topic:Topic";
  private static final String IDLE_TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-idle";
  private static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";

  private static ResourceGraph audited;
  private static AuditReport report;

  @BeforeAll
  static void audit() {
    ResourceGraph graph = Audited.lettingAlarmsPublish(Audited.withAlarmTopic());
    graph =
        altered(
            graph,
            ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            first -> ((ArrayNode) first.path("Action")).add("sqs:ChangeMessageVisibility"));
    graph =
        altered(
            graph,
            ROLE_POLICY,
            "checkout-events-role-policy",
            "policy",
            first -> first.put("Action", "sqs:*").put("Resource", "*"));
    graph =
        altered(
            graph,
            "aws:iam/role:Role",
            "basket-events-role",
            "assumeRolePolicy",
            first ->
                ((ObjectNode) first.path("Condition"))
                    .putObject("StringEquals")
                    .put("aws:SourceAccount", "536697261635"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "purchase-events-policy",
            "policy",
            first -> first.remove("Condition"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "basket-events-policy",
            "policy",
            first -> first.put("Principal", "*"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "checkout-events-policy",
            "policy",
            first -> condition(first, "ArnLike", "arn:aws:sns:eu-west-1:536697261635:jane-*"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "basket-events-dlq-policy",
            "policy",
            first ->
                condition(
                    first,
                    "ArnEqualsIfExists",
                    "arn:aws:sns:eu-west-1:536697261635:jane-basket-events"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "basket-events-dlq-policy",
            "policy",
            1,
            denial -> {
              denial.put("Sid", "DenyAccount").put("Action", "sqs:SendMessage");
              denial.putObject("Principal").put("AWS", "536697261635");
              denial.remove("Condition");
            });
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "purchase-events-dlq-policy",
            "policy",
            1,
            TooMuchTest::onlyWhatCarriesMessages);
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "basket-events-policy",
            "policy",
            1,
            TooMuchTest::onlyWhatCarriesMessages);
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "checkout-events-policy",
            "policy",
            1,
            denial -> onlyWhatCarriesMessages(denial).add("sqs:GetQueueAttributes"));
    graph =
        altered(
            graph,
            QUEUE_POLICY,
            "checkout-events-dlq-policy",
            "policy",
            first -> {
              first.remove("Action");
              first.put("NotAction", "sqs:DeleteQueue");
            });
    graph = lettingTheOwnerDoAll(graph);
    audited = withWhatNoFlowReaches(lettingRulesPublishAlarms(graph));
    report = Audited.run(audited);
  }

  /** With the statement that SQS's console writes into the policy of each queue. */
  private static ResourceGraph lettingTheOwnerDoAll(ResourceGraph graph) {
    return graph.altered(
        graph.named(QUEUE_POLICY, "purchase-events-policy").urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get("policy"));
          ObjectNode statement = document.withArray("Statement").addObject();
          statement.put("Sid", "__owner_statement").put("Effect", "Allow").put("Action", "SQS:*");
          statement.put("Resource", Audited.QUEUE_ARN + "jane-purchase-events");
          statement.putObject("Principal").put("AWS", "arn:aws:iam::536697261635:root");
          inputs.put("policy", document.toString());
          return inputs;
        });
  }

  private static ResourceGraph lettingRulesPublishAlarms(ResourceGraph graph) {
    return graph.altered(
        graph.named("aws:sns/topicPolicy:TopicPolicy", "alarms-policy").urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get("policy"));
          ObjectNode statement = document.withArray("Statement").addObject();
          statement.put("Sid", "Rules").put("Effect", "Allow").put("Action", "sns:Publish");
          statement.put("Resource", Audited.ALARM_TOPIC);
          statement.putObject("Principal").put("Service", "events.amazonaws.com");
          inputs.put("policy", document.toString());
          return inputs;
        });
  }

  /** A topic, and queues that only services send to, all denying plain HTTP, one only in part. */
  private static ResourceGraph withWhatNoFlowReaches(ResourceGraph graph) {
    String topicPolicy = TopicPolicies.tlsOnly(Arn.parse(IDLE_TOPIC).orElseThrow());
    String queuePolicy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Sid":"ServicesOnly","Effect":"Deny","Principal":"*","Action":"sqs:SendMessage",
          "Resource":"%1$s","Condition":{"Bool":{"aws:PrincipalIsAWSService":"false"}}},
         {"Sid":"DenyPlainHttp","Effect":"Deny","Principal":"*","Resource":"%1$s",
          "Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:DeleteMessage"],
          "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""
            .formatted(Audited.QUEUE_ARN + "jane-guarded");
    ResourceGraph more =
        Audited.with(graph, TOPIC, "idle", Map.of("name", "jane-idle", "policy", topicPolicy));
    more =
        Audited.with(more, QUEUE, "guarded", Map.of("name", "jane-guarded", "policy", queuePolicy));
    String half =
        queuePolicy.replace("jane-guarded", "jane-half").replace(",\"sqs:DeleteMessage\"", "");
    return Audited.with(more, QUEUE, "half", Map.of("name", "jane-half", "policy", half));
  }

  private static ArrayNode onlyWhatCarriesMessages(ObjectNode denial) {
    return denial
        .putArray("Action")
        .add("sqs:SendMessage")
        .add("sqs:ReceiveMessage")
        .add("sqs:DeleteMessage");
  }

  private static void condition(ObjectNode statement, String operator, String source) {
    statement.putObject("Condition").putObject(operator).put("aws:SourceArn", source);
  }

  /** The graph with another first statement in one of its policies. */
  private static ResourceGraph altered(
      ResourceGraph graph, String type, String name, String input, Consumer<ObjectNode> change) {
    return altered(graph, type, name, input, 0, change);
  }

  private static ResourceGraph altered(
      ResourceGraph graph,
      String type,
      String name,
      String input,
      int index,
      Consumer<ObjectNode> change) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get(input));
          JsonNode statement = PolicyElements.of(document.path("Statement")).get(index);
          change.accept((ObjectNode) statement);
          inputs.put(input, document.toString());
          return inputs;
        });
  }

  private static List<Finding> findings(Kind kind, String where) {
    return report.findings().stream()
        .filter(finding -> finding.kind() == kind && finding.where().contains(where))
        .toList();
  }

  @Test
  void anActionThatNoFlowUses_isUnneeded() {
    assertThat(findings(Kind.UNNEEDED, "role jane-basket-events-pipe"))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("action sqs:ChangeMessageVisibility"));
  }

  @Test
  void theComponentThatCarriesIt_isNamed() {
    assertThat(findings(Kind.UNNEEDED, "role jane-basket-events-pipe"))
        .extracting(Finding::file)
        .containsOnly("src/main/java/io/tributary/component/SnsToBusPipe.java");
  }

  @ParameterizedTest
  @CsvSource({
    "UNNEEDED, inline policy, role jane-basket-events-pipe, PipePolicies",
    "UNNEEDED, trust policy, role jane-basket-events-pipe, PipePolicies",
    "BROADER_THAN_NEEDED, queue policy, jane-checkout-events, QueuePolicies"
  })
  void theFileThatMayWriteIt_isNamed(Kind kind, String policy, String of, String writer) {
    assertThat(findings(kind, of))
        .filteredOn(finding -> finding.where().startsWith(policy))
        .isNotEmpty()
        .extracting(Finding::details)
        .containsOnly(
            List.of(
                "policy may be written in: src/main/java/io/tributary/iam/" + writer + ".java"));
  }

  @Test
  void theAccountOfASourceWhoseArnHoldsIt_isUnneeded() {
    assertThat(findings(Kind.UNNEEDED, "trust policy of role jane-basket-events-pipe"))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("StringEquals aws:SourceAccount 536697261635"));
  }

  @Test
  void aWildcardAction_isBroaderThanTheThreeThatAreUsed() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, "role jane-checkout-events-pipe"))
        .filteredOn(finding -> finding.problem().contains("Action \"sqs:*\""))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(PolicyElements.texts(Json.object(finding.statement()).path("Action")))
                    .containsExactly(
                        "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"));
  }

  @Test
  void aWildcardResource_isBroaderThanTheOneQueueThatIsUsed() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, "role jane-checkout-events-pipe"))
        .filteredOn(finding -> finding.problem().contains("Resource \"*\""))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(Json.object(finding.statement()).path("Resource").asText())
                    .isEqualTo("arn:aws:sqs:eu-west-1:536697261635:jane-checkout-events"));
  }

  @Test
  void aPrincipalOfAnyone_isBroaderThanTheServiceThatSends() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, "jane-basket-events"))
        .filteredOn(finding -> finding.problem().contains("Principal \"*\""))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(Json.object(finding.statement()).at("/Principal/Service").asText())
                    .isEqualTo("sns.amazonaws.com"));
  }

  @Test
  void whatTheAuditUsesToBreakAQueue_isNoPermissionThatAnyoneNeeds() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, ":jane-purchase-events")).isEmpty();
    assertThat(findings(Kind.UNNEEDED, ":jane-purchase-events"))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("'__owner_statement' action SQS:*"));
  }

  @Test
  void aQueueOpenToEveryRule_isFoundByForgedRequests() {
    assertThat(findings(Kind.FORGED, "all is well"))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("rule/jane-domain-events/forged: sqs:SendMessage"))
        .anyMatch(problem -> problem.contains(":999999999999:rule/jane-domain-events/"))
        .noneMatch(problem -> problem.contains("plain HTTP"));
  }

  @Test
  void theDenialByPlainHttpOfWhatOnlyServicesDo_isNeeded() {
    assertThat(findings(Kind.UNNEEDED, ":jane-purchase-events-dlq")).isEmpty();
  }

  @Test
  void theDenialOfPlainHttpByATopicThatNobodyPublishesTo_isNeededForTheRule() {
    assertThat(proof("topic policy of " + IDLE_TOPIC, "action sns:Publish"))
        .isEqualTo(
            new Verdict.Proof(
                "rules of the house",
                "the rule encryption-in-transit is broken by"
                    + " urn:pulumi:dev::tributary::aws:sns/topic:Topic::idle"));
  }

  @Test
  void theDenialOfPlainHttpByATopicThatNobodyPublishesTo_isNotToldToDenyAll() {
    assertThat(findings(Kind.UNNEEDED, IDLE_TOPIC)).isEmpty();
  }

  @Test
  void theDenialOfPlainHttpBesideAGuardThatSparesServices_isNeededForTheRule() {
    assertThat(findings(Kind.UNNEEDED, ":jane-guarded"))
        .extracting(Finding::problem)
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("without 'ServicesOnly' "));
  }

  @Test
  void halfADenialOfPlainHttp_isLeftToTheRuleThatWantsMoreOfIt() {
    assertThat(HouseRules.broken(audited))
        .contains(
            "the rule encryption-in-transit is broken by " + audited.named(QUEUE, "half").urn());
    assertThat(findings(Kind.UNNEEDED, ":jane-half"))
        .extracting(Finding::problem)
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("without 'ServicesOnly' "));
  }

  private static Verdict.Proof proof(String policy, String piece) {
    return report.policies().stream()
        .filter(it -> it.policy().equals(policy))
        .flatMap(it -> it.verdicts().stream())
        .filter(it -> it.piece().endsWith(piece))
        .findFirst()
        .orElseThrow()
        .proof();
  }

  @Test
  void aDenialOfTheAccountHoweverItComes_isNotProvenByPlainHttp() {
    assertThat(findings(Kind.UNNEEDED, ":jane-basket-events-dlq"))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("'DenyAccount' action sqs:SendMessage"));
  }

  @Test
  void whatIsOpenToPlainHttp_isLeftToTheRuleThatCanBeWaived() {
    assertThat(HouseRules.broken(audited))
        .contains(
            "the rule encryption-in-transit is broken by " + audited.named(TOPIC, "alarms").urn(),
            "the rule encryption-in-transit is broken by "
                + audited.named(QUEUE, "basket-events-dlq").urn());
    assertThat(findings(Kind.FORGED, ""))
        .extracting(Finding::problem)
        .noneMatch(problem -> problem.contains("plain HTTP"));
  }

  @Test
  void whatCarriesNoMessage_mayBeOpenToPlainHttp() {
    String queue = audited.named(QUEUE, "basket-events").urn();
    assertThat(HouseRules.broken(audited)).noneMatch(broken -> broken.endsWith(queue));
    assertThat(report.findings())
        .extracting(Finding::problem)
        .noneMatch(problem -> problem.contains("by plain HTTP"));
  }

  @Test
  void aDenialByPlainHttpOfWhatCarriesNoMessage_isNeededAllTheSame() {
    Verdict.Proof proof =
        proof(
            "queue policy of " + Audited.QUEUE_ARN + "jane-checkout-events",
            "action sqs:GetQueueAttributes");
    assertThat(proof.difference())
        .contains("jane-checkout-events-pipe", "by plain HTTP: sqs:GetQueueAttributes");
  }

  @Test
  void whatIsNeeded_isNoFinding() {
    assertThat(report.findings())
        .extracting(Finding::problem)
        .noneMatch(problem -> problem.contains("PutOnBus"));
  }

  @Test
  void whatLetsAlarmsTellTheirTopic_isNeededThoughNobodySubscribes() {
    assertThat(report.policies())
        .filteredOn(policy -> policy.policy().equals("topic policy of " + Audited.ALARM_TOPIC))
        .flatExtracting(PolicyVerdicts::verdicts)
        .filteredOn(verdict -> verdict.piece().equals("'Alarms' action sns:Publish"))
        .singleElement()
        .satisfies(
            verdict ->
                assertThat(verdict.proof().difference())
                    .contains("cloudwatch.amazonaws.com", "is not authorized", "sns:Publish"));
  }

  @Test
  void aStatementOfATopicThatNoFlowUses_isUnneeded() {
    assertThat(findings(Kind.UNNEEDED, Audited.ALARM_TOPIC))
        .extracting(Finding::problem)
        .anyMatch(problem -> problem.contains("'Rules' action sns:Publish"))
        .noneMatch(problem -> problem.contains("'Alarms'"));
  }

  @Test
  void aConditionWithAWildcard_isBroaderThanTheOneTopicThatSends() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, "jane-checkout-events"))
        .filteredOn(finding -> finding.problem().contains("ArnLike aws:SourceArn"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(
                        Json.object(finding.statement())
                            .at("/Condition/ArnLike/aws:SourceArn")
                            .asText())
                    .isEqualTo("arn:aws:sns:eu-west-1:536697261635:jane-checkout-events"));
  }

  @Test
  void aConditionThatHoldsWithoutItsKey_isFoundByARequestThatTellsNoSource() {
    assertThat(findings(Kind.FORGED, "subscribed queues refuse"))
        .extracting(Finding::problem)
        .anyMatch(
            problem ->
                problem.contains("sns.amazonaws.com for no source: sqs:SendMessage")
                    && problem.endsWith(":jane-basket-events-dlq"));
  }

  @Test
  void allActionsButOne_areBroaderThanTheOneThatIsUsed() {
    assertThat(findings(Kind.BROADER_THAN_NEEDED, "jane-checkout-events-dlq"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.problem()).contains("NotAction \"sqs:DeleteQueue\"");
              assertThat(Json.object(finding.statement()).has("NotAction")).isFalse();
              assertThat(Json.object(finding.statement()).path("Action").asText())
                  .isEqualTo("sqs:SendMessage");
            });
    assertThat(findings(Kind.UNNEEDED, "jane-checkout-events-dlq")).isEmpty();
  }

  @Test
  void theStatementThatAForgedRequestGetsThroughBy_isToldWithItsFile() {
    assertThat(findings(Kind.FORGED, "all is well"))
        .filteredOn(finding -> finding.problem().contains("forged: sqs:SendMessage"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.details())
                  .singleElement()
                  .asString()
                  .startsWith("allowed by: queue policy of ")
                  .contains(":jane-purchase-events {", "AllowSender");
              assertThat(finding.file())
                  .isEqualTo("src/main/java/io/tributary/component/QueueWithDeadLetterQueue.java");
            });
  }
}
