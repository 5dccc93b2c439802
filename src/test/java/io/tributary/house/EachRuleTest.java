package io.tributary.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The purchase-events program, altered to break one rule, breaks that one and no other. */
class EachRuleTest {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String ROLE = "aws:iam/role:Role";
  private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  private static final String ARN = "arn:aws:sqs:eu-west-1:536697261635:jane-";

  private static ResourceGraph purchases;
  private static ResourceGraph ownSources;

  @BeforeAll
  static void record() {
    purchases =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:debugRule", "true")));
    ownSources = ProgramRecorder.record(PurchaseProgram.withOwnSources());
  }

  private static ResourceGraph with(String type, String name, String input, Object value) {
    return with(purchases, type, name, input, value);
  }

  /** A graph in which an input of one resource is another. */
  static ResourceGraph with(
      ResourceGraph graph, String type, String name, String input, Object value) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          inputs.put(input, value);
          return inputs;
        });
  }

  private static ResourceGraph replacing(String type, String name, String input, String... texts) {
    String value = (String) purchases.named(type, name).inputs().get(input);
    for (int i = 0; i < texts.length; i += 2) {
      assertThat(value).contains(texts[i]);
      value = value.replace(texts[i], texts[i + 1]);
    }
    return with(type, name, input, value);
  }

  private static List<Finding> findings(ResourceGraph graph) {
    return HouseRules.check(graph, Waivers.none(), LocalDate.parse("2026-11-21"));
  }

  private static Finding onlyFinding(ResourceGraph graph, String rule, String resource) {
    List<Finding> findings = findings(graph);
    assertThat(findings)
        .extracting(finding -> finding.rule().id(), Finding::name)
        .containsExactly(tuple(rule, resource));
    return findings.get(0);
  }

  @Test
  void aFinding_namesTheUrnAndTellsInOneLineWhatIsWrongAllowedAndToBeDone() {
    Finding finding =
        onlyFinding(
            with(RULE, "purchase-events-rule", "name", "x"), "name-prefix", "purchase-events-rule");

    assertThat(finding.urn()).isEqualTo(purchases.named(RULE, "purchase-events-rule").urn());
    assertThat(finding)
        .hasToString(
            "name-prefix: purchase-events-rule: the rule is named 'x'; allowed: names that begin"
                + " with 'jane-'. Make the name with Environment.name or"
                + " Environment.logGroupName, and set the stack's username.");
  }

  @Test
  void aLogGroupsPrefix_isAFolder() {
    Finding finding =
        onlyFinding(
            with(LOG_GROUP, "basket-events-logs", "name", "jane-basket"),
            "name-prefix",
            "basket-events-logs");

    assertThat(finding.allowed()).isEqualTo("names that begin with '/jane/'");
  }

  @Test
  void aStackWithoutAUser_breaksThePrefixEverywhere() {
    var stack = purchases.stack();
    var nobodys =
        new ResourceGraph(
            new io.tributary.local.Stack(
                stack.project(),
                stack.name(),
                stack.partition(),
                stack.accountId(),
                stack.region(),
                null),
            purchases.resources(),
            Map.of());

    assertThat(findings(nobodys))
        .hasSize(7 + 2 + 2 + 2 + 3 + 1 + 15 + 1)
        .allMatch(it -> it.problem().endsWith("and the stack names no user"));
  }

  @Test
  void aWildcardAction_isFound() {
    var graph = replacing(ROLE_POLICY, "basket-events-role-policy", "policy", "PutEvents", "Put*");

    assertThat(onlyFinding(graph, "no-wildcard-action", "basket-events-role-policy").problem())
        .isEqualTo("statement PutOnBus allows the action events:Put*");
  }

  @Test
  void allActionsButSome_areFound() {
    var graph =
        with(
            ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            policy("\"NotAction\":\"iam:*\",\"Resource\":\"" + ARN + "basket-events\""));

    assertThat(onlyFinding(graph, "no-wildcard-action", "basket-events-role-policy").problem())
        .isEqualTo("statement without Sid allows all but [iam:*]");
  }

  @Test
  void aWildcardResource_isFound() {
    var graph =
        replacing(
            ROLE_POLICY, "basket-events-role-policy", "policy", "jane-domain-events", "jane-*");

    assertThat(onlyFinding(graph, "no-wildcard-resource", "basket-events-role-policy").problem())
        .isEqualTo(
            "statement PutOnBus allows the resource"
                + " arn:aws:events:eu-west-1:536697261635:event-bus/jane-*");
  }

  @Test
  void allResourcesButSome_areFound() {
    var graph =
        with(
            ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            policy("\"Action\":\"sqs:SendMessage\",\"NotResource\":\"" + ARN + "x\""));

    assertThat(onlyFinding(graph, "no-wildcard-resource", "basket-events-role-policy").problem())
        .endsWith("allows all resources but [" + ARN + "x]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudwatch:PutMetricData",
        "CloudWatch:putmetricdata",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "events:ListRules",
        "logs:DescribeQueries",
        "sns:GetSubscriptionAttributes",
        "xray:GetSamplingRules"
      })
  void anActionThatAwsGrantsOnAllOnly_mayHaveAWildcardResource(String action) {
    var graph =
        with(
            ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            policy("\"Action\":[\"" + action + "\"],\"Resource\":\"*\""));

    assertThat(findings(graph)).isEmpty();
  }

  @Test
  void anActionThatKnowsResources_besideOneThatDoesNot_mayNot() {
    var graph =
        with(
            ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            policy(
                "\"Action\":[\"cloudwatch:PutMetricData\",\"sqs:SendMessage\"],\"Resource\":\"*\""));

    onlyFinding(graph, "no-wildcard-resource", "basket-events-role-policy");
  }

  @Test
  void logGroupsOfAnyName_areFound() {
    var graph =
        replacing(
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
            "purchase-events-debug-logs-policy",
            "policyDocument",
            "/jane/purchase-events:*",
            "*:*");

    assertThat(findings(graph))
        .hasSize(2)
        .allMatch(it -> it.rule().id().equals("no-wildcard-resource"));
  }

  private static String policy(String what) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\"," + what + "}}";
  }

  private static ResourceGraph openTo(String principal, String condition) {
    String policy =
        (String) purchases.named(QUEUE_POLICY, "basket-events-policy").inputs().get("policy");
    String open =
        "{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"sqs:SendMessage\",\"Resource\":\"%s\"%s},"
            .formatted(principal, ARN + "basket-events", condition);
    return with(
        QUEUE_POLICY,
        "basket-events-policy",
        "policy",
        policy.replace("\"Statement\":[", "\"Statement\":[" + open));
  }

  @Test
  void anyone_isFound() {
    onlyFinding(openTo("\"*\"", ""), "no-open-principal", "basket-events-policy");
  }

  @Test
  void anyAwsPrincipal_amongOthers_isFound() {
    onlyFinding(
        openTo("{\"AWS\":[\"536697261635\",\"*\"]}", ""),
        "no-open-principal",
        "basket-events-policy");
  }

  @Test
  void anyone_narrowedToAnAccount_isNoFinding() {
    String condition = ",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"536697261635\"}}";

    assertThat(findings(openTo("\"*\"", condition))).isEmpty();
  }

  @Test
  void anyone_narrowedByWhatSaysNothingOfWhose_isFound() {
    onlyFinding(
        openTo("\"*\"", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"),
        "no-open-principal",
        "basket-events-policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"536697261635\"}}",
        "{\"StringEqualsIfExists\":{\"aws:PrincipalAccount\":\"536697261635\"}}",
        "{\"ForAllValues:StringEquals\":{\"aws:PrincipalAccount\":\"536697261635\"}}",
        "{\"Null\":{\"aws:SourceArn\":\"true\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"*\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:*\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:eu-west-1:*:orders\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:eu-west-1:5*:orders\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::*\"}}",
        "{\"StringLike\":{\"aws:SourceArn\":\"arn:aws:sns:*\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::jane-*\"}}",
        "{\"StringLike\":{\"aws:SourceArn\":\"*:orders\"}}",
        "{\"StringLike\":{\"aws:PrincipalAccount\":\"5*\"}}",
        "{\"StringLike\":{\"aws:PrincipalOrgID\":\"o-*\"}}",
        "{\"StringEquals\":{\"aws:PrincipalAccount\":\"${aws:PrincipalAccount}\"}}",
        "{\"StringLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::${aws:PrincipalAccount}:role/reader\"}}",
        "{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:s3:::${aws:sourceaccount}\"}}",
        "{\"ForAnyValue:StringLike\":{\"aws:PrincipalOrgPaths\":\"o-*/r-ab12/*\"}}",
        "{\"StringLike\":{\"aws:PrincipalArn\":[\"arn:aws:iam::536697261635:*\",\"*\"]}}"
      })
  void anyone_underAConditionThatLetsStrangersIn_isFound(String condition) {
    onlyFinding(
        openTo("\"*\"", ",\"Condition\":" + condition),
        "no-open-principal",
        "basket-events-policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:536697261635:*\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::uploads\"}}",
        "{\"StringEquals\":{\"aws:PrincipalAccount\":\"${aws:ResourceAccount}\"}}",
        "{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:${aws:ResourceAccount}:*\"}}",
        "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"${aws:ResourceTag/org}\"}}",
        "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::536697261635:user/${aws:username}\"}}",
        "{\"StringEquals\":{\"aws:SourceOrgID\":\"o-1234567890\"}}",
        "{\"ForAnyValue:StringLike\":{\"aws:PrincipalOrgPaths\":\"o-1234567890/*\"}}"
      })
  void anyone_narrowedToOnesOwn_isNoFinding(String condition) {
    assertThat(findings(openTo("\"*\"", ",\"Condition\":" + condition))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Version\":\"2008-10-17\",", ""})
  void anyone_whoHasToBeWhatAVariableSaysInAnOlderPolicy_isNobody(String version) {
    String condition =
        ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalAccount\":\"${aws:PrincipalAccount}\"}}";
    ResourceGraph open = openTo("\"*\"", condition);
    String policy =
        (String) open.named(QUEUE_POLICY, "basket-events-policy").inputs().get("policy");
    String older = policy.replace("\"Version\":\"2012-10-17\",", version);

    assertThat(older).isNotEqualTo(policy);
    assertThat(findings(with(QUEUE_POLICY, "basket-events-policy", "policy", older))).isEmpty();
  }

  @Test
  void aNamedAccount_isNoFinding() {
    assertThat(findings(openTo("{\"AWS\":\"536697261635\"}", ""))).isEmpty();
  }

  @Test
  void aQueueWithItsEncryptionOff_isFound() {
    onlyFinding(
        with(QUEUE, "basket-events", "sqsManagedSseEnabled", false),
        "encryption-at-rest",
        "basket-events");
  }

  @Test
  void aQueueWithoutAWordOnEncryption_hasAwsDefault() {
    var graph = with(QUEUE, "basket-events", "sqsManagedSseEnabled", null);

    assertThat(findings(graph)).isEmpty();
  }

  @Test
  void aQueueThatRefusesPlainHttpForSomeActionsOnly_isFound() {
    var graph =
        replacing(QUEUE_POLICY, "basket-events-policy", "policy", "sqs:*", "sqs:SendMessage");

    assertThat(onlyFinding(graph, "encryption-in-transit", "basket-events").problem())
        .isEqualTo(
            "its policy does not refuse sqs:ReceiveMessage, sqs:DeleteMessage by plain HTTP");
  }

  @Test
  void aQueueThatRefusesPlainHttpOfOneAccountOnly_isFound() {
    String policy =
        purchases.named(QUEUE_POLICY, "basket-events-policy").inputs().get("policy").toString();
    String owners = "\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"536697261635\"}";
    String changed = policy.replaceAll("\"Effect\":\"Deny\",\"Principal\":\"\\*\"", owners);

    assertThat(changed).isNotEqualTo(policy);
    onlyFinding(
        with(QUEUE_POLICY, "basket-events-policy", "policy", changed),
        "encryption-in-transit",
        "basket-events");
  }

  /** The policy of a queue with other denials in the place of that of plain HTTP. */
  private static ResourceGraph denying(String... toWhom) {
    String policy =
        purchases.named(QUEUE_POLICY, "basket-events-policy").inputs().get("policy").toString();
    String denials =
        Arrays.stream(toWhom)
            .map(
                whom ->
                    "{\"Effect\":\"Deny\",\"Action\":\"sqs:*\",\"Resource\":\"%s\",%s}"
                        .formatted(ARN + "basket-events", whom))
            .collect(Collectors.joining(","));
    String changed = policy.replaceFirst("\\{\"Sid\":\"DenyPlainHttp\".*}}}", denials);
    assertThat(changed).isNotEqualTo(policy);
    return with(QUEUE_POLICY, "basket-events-policy", "policy", changed);
  }

  private static final String ALL_BUT_JANE =
      """
      "Principal":"*","Condition":{"ArnNotEquals":{
       "aws:PrincipalArn":"arn:aws:iam::536697261635:user/jane"}}\
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL_BUT_JANE,
        "\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::536697261635:user/jane\"}",
        """
        "Principal":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""",
        """
        "Principal":"*","Condition":{"Bool":{"aws:SecureTransport":"false"},
         "NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"""
      })
  void aQueueWhoseDenialSparesSomeWhoComeByPlainHttp_isFound(String whom) {
    assertThat(onlyFinding(denying(whom), "encryption-in-transit", "basket-events").allowed())
        .isEqualTo("an explicit deny of requests without TLS, under no other condition");
  }

  @Test
  void aQueueThatRefusesPlainHttpAndMore_isNoFinding() {
    String plainHttp =
        "\"Principal\":{\"AWS\":\"*\"},\"Condition\":{\"Bool\":{\"AWS:securetransport\":false}}";

    assertThat(findings(denying(plainHttp, ALL_BUT_JANE))).isEmpty();
  }

  @Test
  void aQueueThatRefusesEveryone_refusesPlainHttpToo() {
    assertThat(findings(denying("\"Principal\":\"*\""))).isEmpty();
  }

  @Test
  void aQueueWithoutAPolicy_isOpenToPlainHttp() {
    var graph = purchases.without(purchases.named(QUEUE_POLICY, "basket-events-policy").urn());

    onlyFinding(graph, "encryption-in-transit", "basket-events");
  }

  @Test
  void aQueueWithItsPolicyAtItself_isNoFinding() {
    GraphResource apart = purchases.named(QUEUE_POLICY, "basket-events-policy");
    var graph =
        with(
            purchases.without(apart.urn()),
            QUEUE,
            "basket-events",
            "policy",
            apart.inputs().get("policy"));

    assertThat(findings(graph)).isEmpty();
  }

  @Test
  void anOwnTopicWithoutAPolicy_isOpenToPlainHttp() {
    String type = "aws:sns/topicPolicy:TopicPolicy";
    var graph = ownSources.without(ownSources.named(type, "basket-events-topic-policy").urn());

    onlyFinding(graph, "encryption-in-transit", "basket-events-topic");
  }

  @Test
  void aSubscriptionWithoutADeadLetterQueue_isFound() {
    onlyFinding(
        with(SUBSCRIPTION, "basket-events-subscription", "redrivePolicy", null),
        "dead-letter-queue",
        "basket-events-subscription");
  }

  @Test
  void aTargetWithoutADeadLetterQueue_isFound() {
    onlyFinding(
        with(TARGET, "purchase-events-target", "deadLetterConfig", null),
        "dead-letter-queue",
        "purchase-events-target");
  }

  @Test
  void aQueueWithoutADeadLetterQueue_isFound() {
    var graph = with(QUEUE, "purchase-events", "redrivePolicy", null);

    assertThat(findings(graph))
        .extracting(finding -> finding.rule().id(), Finding::name)
        .containsExactly(
            tuple("dead-letter-queue", "purchase-events"),
            tuple("redrive-allow-policy", "purchase-events-dlq"));
  }

  @Test
  void aDeadLetterQueueThatAdmitsAnotherTopic_isFound() {
    var graph =
        replacing(
            QUEUE_POLICY, "basket-events-dlq-policy", "policy", ":jane-basket-events\"", ":x\"");

    assertThat(onlyFinding(graph, "dead-letter-policy", "basket-events-dlq").problem())
        .contains(
            "sns.amazonaws.com send for arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
  }

  @Test
  void aDeadLetterQueueThatAdmitsNoRule_isFound() {
    var graph =
        replacing(
            QUEUE_POLICY,
            "purchase-events-dlq-policy",
            "policy",
            "events.amazonaws.com",
            "sns.amazonaws.com");

    onlyFinding(graph, "dead-letter-policy", "purchase-events-dlq");
  }

  @Test
  void aDeadLetterQueueOfTwoRules_thatAdmitsOneOnly_isNotToGetASecondPolicy() {
    GraphResource taken = purchases.named(QUEUE, "purchase-events-dlq");
    var graph =
        with(
            TARGET,
            "purchase-events-debug-target",
            "deadLetterConfig",
            Map.of("arn", taken.outputs().get("arn")));

    assertThat(findings(graph))
        .filteredOn(finding -> finding.rule().id().equals("dead-letter-policy"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.name()).isEqualTo("purchase-events-dlq");
              assertThat(finding.rule().fix())
                  .contains("that has no policy yet", "let the topic or rule send too");
            });
  }

  @Test
  void aSecondPolicyOfAQueue_isFound() {
    Object queue = purchases.named(QUEUE_POLICY, "checkout-events-policy").inputs().get("queueUrl");
    var graph = with(QUEUE_POLICY, "basket-events-policy", "queueUrl", queue);

    assertThat(findings(graph))
        .filteredOn(finding -> finding.rule().id().equals("one-policy"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.name()).isEqualTo("checkout-events-policy");
              assertThat(finding.problem())
                  .isEqualTo(queue + " gets its policy from basket-events-policy too");
            });
  }

  @Test
  void aSecondPolicyOfATopic_isFound() {
    String type = "aws:sns/topicPolicy:TopicPolicy";
    Object topic = ownSources.named(type, "checkout-events-topic-policy").inputs().get("arn");
    var graph = with(ownSources, type, "basket-events-topic-policy", "arn", topic);

    assertThat(findings(graph))
        .extracting(finding -> finding.rule().id(), Finding::name)
        .contains(tuple("one-policy", "checkout-events-topic-policy"));
  }

  @Test
  void aPolicyAtTheQueueBesideOneOfItsOwn_isFound() {
    Object policy = purchases.named(QUEUE_POLICY, "basket-events-policy").inputs().get("policy");
    var graph = with(QUEUE, "basket-events", "policy", policy);

    assertThat(onlyFinding(graph, "one-policy", "basket-events-policy").problem())
        .endsWith("/jane-basket-events gets its policy from basket-events too");
  }

  @Test
  void aPolicyAtTheTopicBesideOneOfItsOwn_isFound() {
    String type = "aws:sns/topicPolicy:TopicPolicy";
    Object policy = ownSources.named(type, "basket-events-topic-policy").inputs().get("policy");
    var graph = with(ownSources, "aws:sns/topic:Topic", "basket-events-topic", "policy", policy);

    assertThat(onlyFinding(graph, "one-policy", "basket-events-topic-policy").problem())
        .endsWith(":jane-basket-events gets its policy from basket-events-topic too");
  }

  @Test
  void aDeadLetterQueueThatAnyQueueMayFill_isFound() {
    onlyFinding(
        with(QUEUE, "basket-events-dlq", "redriveAllowPolicy", null),
        "redrive-allow-policy",
        "basket-events-dlq");
  }

  @Test
  void aDeadLetterQueueThatOneMoreQueueMayFill_isFound() {
    var graph =
        replacing(
            QUEUE,
            "basket-events-dlq",
            "redriveAllowPolicy",
            "[",
            "[\"" + ARN + "checkout-events\",");

    onlyFinding(graph, "redrive-allow-policy", "basket-events-dlq");
  }

  @Test
  void aDeadLetterQueueOfNoQueue_mustSayThatNoneMayFillIt() {
    var graph = with(QUEUE, "purchase-events-debug-dlq", "redriveAllowPolicy", null);

    assertThat(onlyFinding(graph, "redrive-allow-policy", "purchase-events-debug-dlq").allowed())
        .isEqualTo("redrivePermission denyAll");
  }

  @Test
  void aDeadLetterQueueOfAProvidedQueue_mayLetThatOneIn() {
    GraphResource apart = purchases.named(QUEUE_POLICY, "basket-events-policy");
    Map<String, Object> ofTheirs =
        Map.of(
            "queueUrl",
            "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-theirs",
            "redrivePolicy",
            "{\"deadLetterTargetArn\":\"" + ARN + "purchase-events-debug-dlq\"}");
    var byTheirs =
        with(
            and(copy(apart, "aws:sqs/redrivePolicy:RedrivePolicy", "theirs", ofTheirs)),
            QUEUE,
            "purchase-events-debug-dlq",
            "redriveAllowPolicy",
            "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "theirs\"]}");

    assertThat(findings(byTheirs))
        .extracting(finding -> finding.rule().id())
        .doesNotContain("redrive-allow-policy");
  }

  @Test
  void deadLettersKeptAsLongAsTheirSource_areFound() {
    var graph = with(QUEUE, "basket-events", "messageRetentionSeconds", 1_209_600);

    onlyFinding(graph, "dead-letter-retention", "basket-events-dlq");
  }

  @Test
  void deadLettersKeptASecondLonger_areNoFinding() {
    var graph = with(QUEUE, "basket-events", "messageRetentionSeconds", 1_209_599);

    assertThat(findings(graph)).isEmpty();
  }

  @Test
  void aQueueThatDoesNotSayItsRetention_isFound() {
    onlyFinding(
        with(QUEUE, "basket-events", "messageRetentionSeconds", null),
        "retention-set",
        "basket-events");
  }

  @Test
  void aLogGroupThatKeepsForEver_isFound() {
    onlyFinding(
        with(LOG_GROUP, "basket-events-logs", "retentionInDays", 0),
        "retention-set",
        "basket-events-logs");
  }

  @Test
  void aLogGroupWithoutRetention_isFound() {
    onlyFinding(
        with(LOG_GROUP, "basket-events-logs", "retentionInDays", null),
        "retention-set",
        "basket-events-logs");
  }

  @Test
  void aVisibilityTimeoutUnderSixCallsOfAPipesTarget_isFound() {
    var graph = with(QUEUE, "basket-events", "visibilityTimeoutSeconds", 29);

    assertThat(onlyFinding(graph, "visibility-timeout", "basket-events").allowed())
        .isEqualTo("at least 30");
  }

  @Test
  void aPipesBatchingWindow_comesOnTopOfTheVisibilityTimeout() {
    Map<String, Object> parameters =
        Map.of("sqsQueueParameters", Map.of("batchSize", 10, "maximumBatchingWindowInSeconds", 5));
    var graph = with(PIPE, "basket-events", "sourceParameters", parameters);

    assertThat(onlyFinding(graph, "visibility-timeout", "basket-events").allowed())
        .isEqualTo("at least 35");
  }

  @Test
  void aQueueThatHidesNothing_isFoundWhoeverReadsIt() {
    onlyFinding(
        with(QUEUE, "purchase-events", "visibilityTimeoutSeconds", 0),
        "visibility-timeout",
        "purchase-events");
  }

  @Test
  void aQueueOfAnUnknownConsumer_mayHideForASecond() {
    assertThat(findings(with(QUEUE, "purchase-events", "visibilityTimeoutSeconds", 1))).isEmpty();
  }

  @Test
  void aPipesQueueWhoseMessagesAreDeadLettersAfterFourReceives_isFound() {
    var graph = replacing(QUEUE, "basket-events", "redrivePolicy", "Count\":5", "Count\":4");

    Finding finding = onlyFinding(graph, "max-receive-count", "basket-events");

    assertThat(finding.problem()).isEqualTo("maxReceiveCount is 4, too few for pipe basket-events");
    assertThat(finding.allowed()).isEqualTo("at least 5");
  }

  @Test
  void aQueueThatNoPipeReads_mayGiveAMessageUpAfterOneReceive() {
    var graph = replacing(QUEUE, "purchase-events", "redrivePolicy", "Count\":5", "Count\":1");

    assertThat(findings(graph)).isEmpty();
  }

  @Test
  void aBrokenPolicy_isFoundWithAwsWords() {
    var graph = with(ROLE_POLICY, "basket-events-role-policy", "policy", "{\"Statement\":[]}");

    assertThat(onlyFinding(graph, "valid-document", "basket-events-role-policy").problem())
        .isEqualTo("policy: Syntax errors in policy: Statement is empty");
  }

  @Test
  void aBrokenRedriveAllowPolicy_isFound() {
    var graph = with(QUEUE, "basket-events-dlq", "redriveAllowPolicy", "{");

    assertThat(findings(graph))
        .extracting(finding -> finding.rule().id(), Finding::name)
        .containsExactly(
            tuple("redrive-allow-policy", "basket-events-dlq"),
            tuple("valid-document", "basket-events-dlq"));
  }

  @Test
  void aNameOfAwsLength_isNoFinding() {
    assertThat(findings(with(PIPE, "basket-events", "name", "jane-" + "x".repeat(59)))).isEmpty();
  }

  @Test
  void aNameOverAwsLength_isFound() {
    var graph = with(PIPE, "basket-events", "name", "jane-" + "x".repeat(60));

    assertThat(onlyFinding(graph, "name-length", "basket-events").allowed())
        .isEqualTo("at most 64");
  }

  private static ResourceGraph withPolicyOf(
      String type, String name, String input, int characters) {
    String policy = (String) purchases.named(type, name).inputs().get(input);
    int missing = characters - policy.length() - ",\"Id\":\"\"".length();
    String padded =
        policy.substring(0, policy.length() - 1) + ",\"Id\":\"" + "x".repeat(missing) + "\"}";
    assertThat(padded).hasSize(characters);
    return with(type, name, input, padded);
  }

  @Test
  void aQueuePolicyOfAwsSize_isNoFinding() {
    assertThat(findings(withPolicyOf(QUEUE_POLICY, "basket-events-policy", "policy", 8_192)))
        .isEmpty();
  }

  @Test
  void aQueuePolicyOverAwsSize_isFound() {
    var graph = withPolicyOf(QUEUE_POLICY, "basket-events-policy", "policy", 8_193);

    onlyFinding(graph, "policy-size", "basket-events-policy");
  }

  @Test
  void aTrustPolicyOfAwsSize_isNoFinding() {
    assertThat(findings(withPolicyOf(ROLE, "basket-events-role", "assumeRolePolicy", 2_048)))
        .isEmpty();
  }

  @Test
  void aTrustPolicyOverAwsSize_isFound() {
    var graph = withPolicyOf(ROLE, "basket-events-role", "assumeRolePolicy", 2_049);

    assertThat(onlyFinding(graph, "policy-size", "basket-events-role").problem())
        .isEqualTo("its assumeRolePolicy counts 2049");
  }

  @Test
  void whiteSpaceOfAnIamPolicy_doesNotCount() {
    GraphResource role = purchases.named(ROLE, "basket-events-role");
    String spaced = role.inputs().get("assumeRolePolicy") + " ".repeat(3_000);

    assertThat(findings(with(ROLE, "basket-events-role", "assumeRolePolicy", spaced))).isEmpty();
  }

  @Test
  void inlinePoliciesOfOneRole_countTogether() {
    var large = withPolicyOf(ROLE_POLICY, "basket-events-role-policy", "policy", 10_240);
    assertThat(findings(large)).isEmpty();
    var second = with(large, ROLE_POLICY, "checkout-events-role-policy", "name", "jane-second");
    var both =
        with(second, ROLE_POLICY, "checkout-events-role-policy", "role", "jane-basket-events-pipe");

    assertThat(findings(both))
        .extracting(finding -> finding.rule().id(), Finding::name)
        .containsExactly(
            tuple("policy-size", "basket-events-role-policy"),
            tuple("policy-size", "checkout-events-role-policy"));
  }

  private static String pattern(int characters) {
    return "{\"source\":[\"" + "x".repeat(characters - "{\"source\":[\"\"]}".length()) + "\"]}";
  }

  @Test
  void aPatternOfTheQuotasLength_isNoFinding() {
    assertThat(findings(with(RULE, "purchase-events-rule", "eventPattern", pattern(2_048))))
        .isEmpty();
  }

  @Test
  void aPatternOverTheQuotasLength_isFound() {
    var graph = with(RULE, "purchase-events-rule", "eventPattern", pattern(2_049));

    onlyFinding(graph, "pattern-size", "purchase-events-rule");
  }

  @Test
  void aPatternThatIsNoJson_isFound() {
    var graph = with(RULE, "purchase-events-rule", "eventPattern", "source=basket");

    onlyFinding(graph, "valid-document", "purchase-events-rule");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"parcel\": { \"id\": <$.body.parcel_id> ",
        "{\"note\": from <$.body.x>}",
        "Hello, <$.body.name>",
        "\"Hello, <$.body.name>\"",
        "<$.body>"
      })
  void aTemplateOfAPipeThatMakesNoEvent_isFound(String template) {
    assertThat(onlyFinding(withTemplate(template), "valid-document", "basket-events").problem())
        .startsWith("inputTemplate: it yields no JSON object once its placeholders are replaced");
  }

  @Test
  void aPlaceholderThatPipesDoNotKnow_isFound() {
    assertThat(
            onlyFinding(
                    withTemplate("{\"x\": <aws.pipes.event.jsn>}"),
                    "valid-document",
                    "basket-events")
                .problem())
        .contains("aws.pipes.event.jsn");
  }

  @Test
  void aRecordAsJsonWithinAText_isFound() {
    assertThat(
            onlyFinding(
                    withTemplate("{\"text\": \"got <aws.pipes.event.json>\"}"),
                    "valid-document",
                    "basket-events")
                .problem())
        .contains("<aws.pipes.event.json> stands within text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"x\": <$.body>, \"y\": \"at <$.body.time> of <aws.pipes.pipe-name>\"}",
        "{\"x\": -<$.body.number>}",
        "{<$.body.name>: <$.body.number>}"
      })
  void aTemplateOfAPipeThatMayMakeAnEvent_isNoFinding(String template) {
    assertThat(findings(withTemplate(template))).isEmpty();
  }

  @Test
  void aTemplateWithAPathThatNoMessageHas_isFound() {
    assertThat(
            onlyFinding(
                    withTemplate("{\"a\": <$.bdy.id>, \"b\": \"<$.Body>, <$.bdy.id>\"}"),
                    "valid-document",
                    "basket-events")
                .problem())
        .contains(
            "<$.bdy.id>, <$.Body> finds nothing in any message", "a record of SQS has messageId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "messageId",
        "receiptHandle",
        "body",
        "body.any.thing",
        "attributes.SentTimestamp",
        "messageAttributes.any",
        "md5OfBody",
        "eventSource",
        "eventSourceARN",
        "awsRegion"
      })
  void aTemplateWithAPathThatMessagesMayHave_isNoFinding(String path) {
    assertThat(findings(withTemplate("{\"x\": <$." + path + ">}"))).isEmpty();
  }

  @Test
  void aTemplateTowardAnythingButABus_needsNoJson() {
    var graph =
        with(withTemplate("Hello, <$.body.name>"), PIPE, "basket-events", "target", ARN + "mail");

    assertThat(findings(graph)).extracting(it -> it.rule().id()).doesNotContain("valid-document");
  }

  private static ResourceGraph withTemplate(String template) {
    return with(PIPE, "basket-events", "targetParameters", Map.of("inputTemplate", template));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"body\":", "{\"body\":\"x\"}", "{\"body\":{\"n\":[{\"wildcard\":\"*\"}]}}"})
  void aFilterOfAPipeThatIsNoPattern_isFound(String pattern) {
    var graph =
        with(
            PIPE,
            "basket-events",
            "sourceParameters",
            Map.of("filterCriteria", Map.of("filters", List.of(Map.of("pattern", pattern)))));

    assertThat(onlyFinding(graph, "valid-document", "basket-events").problem())
        .startsWith("a filter's pattern: ");
  }

  private static ResourceGraph withFilters(int number, int characters) {
    List<Map<String, Object>> filters =
        IntStream.range(0, number)
            .mapToObj(i -> Map.<String, Object>of("pattern", pattern(characters)))
            .toList();
    return with(
        PIPE,
        "basket-events",
        "sourceParameters",
        Map.of("filterCriteria", Map.of("filters", filters)));
  }

  @Test
  void asManyAndAsLongFiltersOfAPipeAsAwsTakes_areNoFinding() {
    assertThat(findings(withFilters(5, 4_096))).isEmpty();
  }

  @Test
  void aSixthFilterOfAPipe_isFound() {
    onlyFinding(withFilters(6, 100), "pattern-size", "basket-events");
  }

  @Test
  void aLongerFilterOfAPipe_isFound() {
    onlyFinding(withFilters(1, 4_097), "pattern-size", "basket-events");
  }

  @Test
  void aLongerTemplateOfAPipe_isFound() {
    onlyFinding(
        withTemplate("{\"x\":\"" + "x".repeat(8_185) + "\"}"), "pattern-size", "basket-events");
  }

  @Test
  void aLongerTemplateOfATarget_isFound() {
    var graph =
        with(
            TARGET,
            "purchase-events-target",
            "inputTransformer",
            Map.of("inputTemplate", "x".repeat(8_193)));

    onlyFinding(graph, "pattern-size", "purchase-events-target");
  }

  @Test
  void aFilterPolicyOf256KiB_isNoFinding() {
    assertThat(
            findings(
                with(SUBSCRIPTION, "basket-events-subscription", "filterPolicy", pattern(262_144))))
        .isEmpty();
  }

  @Test
  void aLargerFilterPolicy_isFound() {
    var graph = with(SUBSCRIPTION, "basket-events-subscription", "filterPolicy", pattern(262_145));

    onlyFinding(graph, "pattern-size", "basket-events-subscription");
  }

  /** The graph with so many copies of a resource, each of another name. */
  private static ResourceGraph copies(String type, String name, String named, int number) {
    GraphResource one = purchases.named(type, name);
    return and(
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    copy(
                        one,
                        type,
                        name + "-copy" + (1_000 + i),
                        Map.of(named, one.outputs().get(named) + "-" + i)))
            .toArray(GraphResource[]::new));
  }

  /** A resource like another, but for its type, its name and some outputs. */
  private static GraphResource copy(
      GraphResource one, String type, String name, Map<String, Object> changes) {
    Map<String, Object> outputs = new TreeMap<>(one.outputs());
    outputs.putAll(changes);
    return new GraphResource(
        one.urn() + "-" + name,
        type,
        name,
        one.parent(),
        true,
        one.dependencies(),
        one.propertyDependencies(),
        one.secrets(),
        one.inputs(),
        outputs,
        Set.of(),
        false);
  }

  private static ResourceGraph and(GraphResource... more) {
    List<GraphResource> all = new ArrayList<>(purchases.resources());
    all.addAll(List.of(more));
    return new ResourceGraph(purchases.stack(), all, Map.of());
  }

  @Test
  void asManyRulesOnABusAsTheQuotaLets_areNoFinding() {
    assertThat(findings(copies(RULE, "purchase-events-rule", "name", 298))).isEmpty();
  }

  @Test
  void oneRuleMoreOnABus_isFound() {
    assertThat(findings(copies(RULE, "purchase-events-rule", "name", 299)))
        .extracting(finding -> finding.rule().id(), Finding::problem)
        .containsExactly(tuple("rules-per-bus", "the bus jane-domain-events gets 301 rules"));
  }

  @Test
  void fiveTargetsOfARule_areNoFinding() {
    assertThat(findings(copies(TARGET, "purchase-events-target", "targetId", 4))).isEmpty();
  }

  @Test
  void aSixthTargetOfARule_isFound() {
    assertThat(findings(copies(TARGET, "purchase-events-target", "targetId", 5)))
        .extracting(finding -> finding.rule().id(), Finding::problem)
        .containsExactly(
            tuple(
                "targets-per-rule",
                "the rule jane-domain-events/jane-purchase-events has 6 targets"));
  }

  @Test
  void targetsOfRulesOfOneName_onBusesWhoseNamesEndAlike_areNoFinding() {
    String buses = "arn:aws:events:eu-west-1:536697261635:event-bus/";
    GraphResource target = purchases.named(TARGET, "purchase-events-target");
    var graph =
        and(
            IntStream.range(0, 6)
                .mapToObj(
                    i ->
                        copy(
                            target,
                            TARGET,
                            "target-" + i,
                            Map.of(
                                "eventBusName",
                                buses + (i < 3 ? "orders" : "aws.partner/a.com/orders"))))
                .toArray(GraphResource[]::new));

    assertThat(findings(graph))
        .extracting(finding -> finding.rule().id())
        .doesNotContain("targets-per-rule");
  }

  private static ResourceGraph withTags(Map<String, String> tags) {
    return with(QUEUE, "basket-events", "tags", tags);
  }

  private static Map<String, String> tags(int number) {
    Map<String, String> tags = new TreeMap<>();
    IntStream.range(0, number).forEach(i -> tags.put("tag" + i, "value"));
    return tags;
  }

  @Test
  void fiftyTags_areNoFinding() {
    assertThat(findings(withTags(tags(50)))).isEmpty();
  }

  @Test
  void aFiftyFirstTag_isFound() {
    onlyFinding(withTags(tags(51)), "tag-limits", "basket-events");
  }

  @Test
  void tagsOfAwsLength_areNoFinding() {
    assertThat(findings(withTags(Map.of("k".repeat(128), "v".repeat(256))))).isEmpty();
  }

  @Test
  void aLongerTagKey_isFound() {
    onlyFinding(withTags(Map.of("k".repeat(129), "v")), "tag-limits", "basket-events");
  }

  @Test
  void aLongerTagValue_isFound() {
    onlyFinding(withTags(Map.of("k", "v".repeat(257))), "tag-limits", "basket-events");
  }

  @Test
  void aTagKeyOfAws_isFound() {
    onlyFinding(withTags(Map.of("AWS:owner", "jane")), "tag-limits", "basket-events");
  }
}
