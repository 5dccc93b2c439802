package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.PolicyElements;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The purchase-events program with one permission missing. */
class TooFewTest {

  private static final String COMPONENTS = "src/main/java/io/tributary/component/";
  private static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  private static final String LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
  private static final String IS_LOST = " lies in no queue";
  private static final String UNLESS_IT_BECOMES_A_DEAD_LETTER =
      "all is well, consumers never delete, dead letters are redriven";
  private static final String CHECKOUT_LOST = "checkout-created-event.json" + IS_LOST;
  private static final ResourceGraph WHOLE = Audited.purchaseEvents(Map.of("debugRule", "true"));

  @ParameterizedTest
  @CsvSource({
    "aws:sqs/queuePolicy:QueuePolicy, basket-events-policy, sqs:SendMessage,"
        + " sns.amazonaws.com, all is well, QueueWithDeadLetterQueue.java",
    "aws:sqs/queuePolicy:QueuePolicy, basket-events-dlq-policy, sqs:SendMessage,"
        + " sns.amazonaws.com, subscribed queues refuse, QueueWithDeadLetterQueue.java",
    "aws:sqs/queuePolicy:QueuePolicy, purchase-events-policy, sqs:SendMessage,"
        + " events.amazonaws.com, all is well, QueueWithDeadLetterQueue.java",
    "aws:sqs/queuePolicy:QueuePolicy, purchase-events-dlq-policy, sqs:SendMessage,"
        + " events.amazonaws.com, rule targets refuse, QueueWithDeadLetterQueue.java",
    "aws:iam/role:Role, checkout-events-role, sts:AssumeRole,"
        + " pipes.amazonaws.com, deployment, SnsToBusPipe.java",
    "aws:iam/rolePolicy:RolePolicy, checkout-events-role-policy, sqs:ReceiveMessage,"
        + " jane-checkout-events-pipe, deployment, SnsToBusPipe.java",
    "aws:iam/rolePolicy:RolePolicy, checkout-events-role-policy, sqs:DeleteMessage,"
        + " jane-checkout-events-pipe, all is well, SnsToBusPipe.java",
    "aws:iam/rolePolicy:RolePolicy, checkout-events-role-policy, sqs:GetQueueAttributes,"
        + " jane-checkout-events-pipe, deployment, SnsToBusPipe.java",
    "aws:iam/rolePolicy:RolePolicy, checkout-events-role-policy, events:PutEvents,"
        + " jane-checkout-events-pipe, all is well, SnsToBusPipe.java",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy, purchase-events-debug-logs-policy,"
        + " logs:CreateLogStream, events.amazonaws.com, all is well, DebugRule.java",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy, purchase-events-debug-logs-policy,"
        + " logs:PutLogEvents, events.amazonaws.com, all is well, DebugRule.java"
  })
  void aMissingAction_isToldWithTheStatementThatHealsIt(
      String type, String name, String action, String principal, String flow, String file) {
    Grant grant = action(WHOLE, type, name, action);
    ResourceGraph broken = grant.takenFrom(WHOLE);

    Finding denied = firstDenied(broken);

    assertThat(denied.where()).isEqualTo(flow);
    assertThat(denied.problem()).contains(principal, action.toLowerCase().split(":")[0]);
    assertThat(denied.details()).anyMatch(line -> line.equals("action: " + action));
    assertThat(denied.file()).isEqualTo(COMPONENTS + file);
    assertThat(Files.exists(Path.of(denied.file()))).isTrue();
    assertThat(denials(healed(broken, grant.policy(), denied.statement())))
        .doesNotContain(denied.problem());
  }

  @Test
  void aQueueWithoutAPolicy_isADenialWithTheStatementThatItLacks() {
    ResourceGraph bare = WHOLE.without(WHOLE.named(QUEUE_POLICY, "basket-events-policy").urn());

    Finding denied = firstDenied(bare);

    assertThat(denied.where()).isEqualTo("all is well");
    assertThat(denied.statement())
        .contains("sqs:SendMessage", "sns.amazonaws.com", "jane-basket-events");
  }

  private static Finding firstDenied(ResourceGraph graph) {
    return Audited.tooFew(graph).stream()
        .filter(finding -> finding.kind() == Kind.DENIED)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> denials(ResourceGraph graph) {
    return Audited.tooFew(graph).stream().map(Finding::problem).toList();
  }

  /** The graph with a statement pasted into one of its policies. */
  private static ResourceGraph healed(ResourceGraph graph, Policy policy, String statement) {
    return graph.altered(
        policy.urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get(policy.input()));
          ArrayNode statements = document.putArray("Statement");
          PolicyElements.of(Json.object((String) inputs.get(policy.input())).path("Statement"))
              .forEach(statements::add);
          statements.add(Json.object(statement));
          inputs.put(policy.input(), document.toString());
          return inputs;
        });
  }

  @Test
  void theComponentsThatMadeABrokenPolicy_areNamedEachWithItsOwnName() {
    ResourceGraph broken =
        without(
            WHOLE, "aws:sqs/queuePolicy:QueuePolicy", "purchase-events-policy", "sqs:SendMessage");

    assertThat(firstDenied(broken).details())
        .contains(
            "made as part of: PurchaseRuleQueue 'purchase-events'"
                + " > QueueWithDeadLetterQueue 'purchase-events'");
  }

  @ParameterizedTest
  @CsvSource({
    "aws:iam/rolePolicy:RolePolicy, checkout-events-role-policy, events:PutEvents, PipePolicies",
    "aws:sqs/queuePolicy:QueuePolicy, purchase-events-policy, sqs:SendMessage, QueuePolicies",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy, purchase-events-debug-logs-policy,"
        + " logs:PutLogEvents, LogPolicies"
  })
  void theWriterOfAPolicy_isFoundAmongTheImportsOfItsComponent(
      String type, String name, String action, String writer) {
    assertThat(firstDenied(without(WHOLE, type, name, action)).details())
        .contains("policy may be written in: src/main/java/io/tributary/iam/" + writer + ".java");
  }

  @ParameterizedTest
  @CsvSource({
    "basket-events-policy, sns.amazonaws.com: send to"
        + " arn:aws:sqs:eu-west-1:536697261635:jane-basket-events",
    "purchase-events-policy, events.amazonaws.com: send to"
        + " arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events"
  })
  void theHop_namesWhoActsFirst(String queuePolicy, String hop) {
    assertThat(firstDenied(without(WHOLE, queuePolicy)).details()).contains("hop: " + hop);
  }

  @Test
  void theWholeProgram_lacksNothing() {
    assertThat(Audited.tooFew(WHOLE)).isEmpty();
  }

  @Test
  void aRuleThatMatchesNothing_isToldOnceForAllFlowsWithWhyEachEventStopsThere() {
    ResourceGraph whole = Audited.purchaseEvents();
    ResourceGraph deaf =
        whole.altered(
            whole.named("aws:cloudwatch/eventRule:EventRule", "purchase-events-rule").urn(),
            inputs -> {
              inputs.put("eventPattern", "{\"source\":[\"others\"]}");
              return inputs;
            });

    assertThat(Audited.tooFew(deaf))
        .extracting(Finding::kind, Finding::where, Finding::problem, Finding::details)
        .containsExactly(
            lostAtTheBus("basket-updated-event.json", "basket_events"),
            lostAtTheBus("checkout-created-event.json", "checkout_events"));
  }

  private static Tuple lostAtTheBus(String example, String source) {
    return tuple(
        Kind.LOST,
        "all is well, rule targets refuse, consumers never delete, dead letters are redriven",
        example + " lies in no queue",
        List.of(
            "It was filtered out at bus jane-domain-events: no rule of the bus matches; nearest:"
                + " rule jane-purchase-events: source is \""
                + source
                + "\", the pattern wants [\"others\"]."));
  }

  @Test
  void aFilterOfMessageAttributes_lacksOnlyEventsThatHaveNoSuchAttributes() {
    ResourceGraph filtering =
        WHOLE.altered(
            WHOLE.named(Audited.SUBSCRIPTION, "basket-events-subscription").urn(),
            inputs -> {
              inputs.put("filterPolicy", "{\"carrier\":[\"dhl\"]}");
              return inputs;
            });
    var dhl = MessageAttributeValue.builder().dataType("String").stringValue("dhl").build();

    assertThat(Audited.lost(filtering, Map.of("carrier", dhl))).isEmpty();
    assertThat(Audited.lost(filtering, Map.of())).isNotEmpty();
  }

  @Test
  void anEventOfTwoQueues_lacksNothingWhereItArrivesInBoth() {
    ResourceGraph archiving = archiving("");

    assertThat(Audited.lost(archiving, "jane-archive")).isEmpty();
  }

  @Test
  void anEventOfTwoQueuesThatArrivesInOne_isNotArrived_andTheOtherIsNamed() {
    ResourceGraph filtering = archiving("{\"carrier\":[\"dhl\"]}");

    assertThat(Audited.lost(filtering, "jane-archive"))
        .contains(
            tuple(
                "all is well",
                "basket-updated-event.json lies in queue jane-purchase-events, not in queue"
                    + " jane-archive"));
  }

  /** The program with a second queue for basket events, straight from their topic. */
  private static ResourceGraph archiving(String filterPolicy) {
    Map<String, Object> subscription = new HashMap<>();
    subscription.put("topic", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
    subscription.put("endpoint", Audited.QUEUE_ARN + "jane-archive");
    if (!filterPolicy.isEmpty()) {
      subscription.put("filterPolicy", filterPolicy);
    }
    return Audited.subscribed(Audited.withQueue(WHOLE, "jane-archive"), subscription);
  }

  @Test
  void whatDenialsHoldUp_isOneFindingThatNamesThem() {
    List<Finding> lacking =
        Audited.tooFew(without(without(WHOLE, "basket-events-policy"), "purchase-events-policy"));

    assertThat(lacking)
        .filteredOn(finding -> finding.kind() == Kind.LOST)
        .extracting(Finding::where, Finding::problem)
        .containsExactly(
            tuple(
                "all is well", "2 of 12 events are not where they have to be, because of 1 and 2"));
    assertThat(lacking.subList(0, 2))
        .extracting(Finding::kind)
        .containsExactly(Kind.DENIED, Kind.DENIED);
  }

  @Test
  void anEventThatNoDenialHoldsUp_isToldBesideThoseThatOneDoes() {
    assertThat(Audited.lost(without(deafToCheckouts(), "basket-events-policy")))
        .contains(tuple(UNLESS_IT_BECOMES_A_DEAD_LETTER, CHECKOUT_LOST))
        .noneMatch(lost -> lost.toList().contains("basket-updated-event.json" + IS_LOST));
  }

  @Test
  void aDeniedPublish_holdsUpNoEventButItsOwn() {
    ResourceGraph broken = denyingPublish(deafToCheckouts());

    assertThat(Audited.lost(broken))
        .contains(tuple(UNLESS_IT_BECOMES_A_DEAD_LETTER, CHECKOUT_LOST))
        .noneMatch(lost -> lost.toList().contains("basket-updated-event.json" + IS_LOST));
  }

  @Test
  void aDeniedPublish_namesWhoPublishesAndToWhat() {
    ResourceGraph broken = denyingPublish(WHOLE);

    assertThat(firstDenied(broken).details())
        .contains(
            "hop: arn:aws:iam::536697261635:user/jane: publish to"
                + " arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
  }

  @Test
  void aDeniedReceive_holdsUpNoEventThatLiesInNoQueue() {
    ResourceGraph broken = denyingReceive(deafToCheckouts());

    assertThat(Audited.lost(broken))
        .contains(tuple(UNLESS_IT_BECOMES_A_DEAD_LETTER, CHECKOUT_LOST));
  }

  @Test
  void aDeniedReceive_holdsUpWhatLiesInItsQueue() {
    ResourceGraph broken = denyingReceive(WHOLE);

    assertThat(Audited.lost(broken))
        .contains(
            tuple(
                "all is well, consumers never delete",
                "4 of 12 events are not where they have to be, because of 1"))
        .doesNotContain(tuple(UNLESS_IT_BECOMES_A_DEAD_LETTER, CHECKOUT_LOST));
  }

  /** With a rule that matches the events of baskets only. */
  private static ResourceGraph deafToCheckouts() {
    return WHOLE.altered(
        WHOLE.named("aws:cloudwatch/eventRule:EventRule", "purchase-events-rule").urn(),
        inputs -> {
          inputs.put("eventPattern", "{\"source\":[\"basket_events\"]}");
          return inputs;
        });
  }

  @Test
  void aDenialInTheRoleOfAPipe_isInTheFileOfThePipe() {
    Finding denied = firstDenied(denyingDelete(WHOLE));

    assertThat(denied.details())
        .contains("resource: " + Audited.QUEUE_ARN + "jane-basket-events")
        .anyMatch(line -> line.startsWith("denied by: inline policy"));
    assertThat(denied.file()).isEqualTo(COMPONENTS + "SnsToBusPipe.java");
  }

  /** With the deleting of messages denied to the pipe of the basket events by its role. */
  private static ResourceGraph denyingDelete(ResourceGraph graph) {
    return graph.altered(
        graph.named("aws:iam/rolePolicy:RolePolicy", "basket-events-role-policy").urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get("policy"));
          ((ArrayNode) document.get("Statement"))
              .addObject()
              .put("Effect", "Deny")
              .put("Action", "sqs:DeleteMessage")
              .put("Resource", "*");
          inputs.put("policy", document.toString());
          return inputs;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "Deny, sqs:DeleteMessage, an explicit deny in a permissions boundary",
    "Allow, s3:*, no permissions boundary allows the sqs:DeleteMessage action"
  })
  void aBoundaryInTheWay_isInTheFileOfItsOwnComponent(String effect, String action, String why) {
    Finding denied = firstDenied(bounded(WHOLE, effect, action));

    assertThat(denied.problem()).endsWith(why);
    assertThat(denied.file()).isEqualTo(COMPONENTS + "DebugRule.java");
  }

  /** With a boundary of another component's for the role of the basket events' pipe. */
  private static ResourceGraph bounded(ResourceGraph graph, String effect, String action) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"%s","Action":"%s","Resource":"*"},
         {"Effect":"Allow","NotAction":"sqs:DeleteMessage","Resource":"*"}]}"""
            .formatted(effect, action);
    GraphResource role = graph.named("aws:iam/role:Role", "basket-events-role");
    GraphResource boundary = boundary(graph, role.dependencies(), policy);
    ResourceGraph more = Audited.with(graph, boundary);
    return Audited.with(more, dependingOn(role, boundary))
        .altered(
            role.urn(),
            inputs -> {
              inputs.put("permissionsBoundary", more.resource(boundary.urn()).outputs().get("arn"));
              return inputs;
            });
  }

  private static GraphResource boundary(ResourceGraph graph, Set<String> first, String policy) {
    return new GraphResource(
        "urn:pulumi:dev::tributary::aws:iam/policy:Policy::bounds",
        "aws:iam/policy:Policy",
        "bounds",
        graph.named(LOG_POLICY, "purchase-events-debug-logs-policy").parent(),
        true,
        first,
        Map.of(),
        Set.of(),
        Map.of("name", "jane-bounds", "policy", policy),
        Map.of(),
        Set.of(),
        false);
  }

  private static GraphResource dependingOn(GraphResource role, GraphResource other) {
    Set<String> first = new HashSet<>(role.dependencies());
    first.add(other.urn());
    return new GraphResource(
        role.urn(),
        role.type(),
        role.name(),
        role.parent(),
        true,
        first,
        role.propertyDependencies(),
        role.secrets(),
        role.inputs(),
        role.outputs(),
        role.aliases(),
        false);
  }

  /** With the receiving of purchase events denied to all. */
  private static ResourceGraph denyingReceive(ResourceGraph graph) {
    return graph.altered(
        graph.named(QUEUE_POLICY, "purchase-events-policy").urn(),
        inputs -> {
          ObjectNode document = Json.object((String) inputs.get("policy"));
          ArrayNode statements = (ArrayNode) document.get("Statement");
          statements
              .addObject()
              .put("Effect", "Deny")
              .put("Principal", "*")
              .put("Action", "sqs:ReceiveMessage")
              .set("Resource", statements.get(0).get("Resource"));
          inputs.put("policy", document.toString());
          return inputs;
        });
  }

  /** With a policy of the topic of baskets that denies publishing to all. */
  private static ResourceGraph denyingPublish(ResourceGraph graph) {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
         "Action":"sns:Publish","Resource":"%s"}]}"""
            .formatted(topic);
    return Audited.with(
        graph,
        "aws:sns/topicPolicy:TopicPolicy",
        "denying",
        Map.of("arn", topic, "policy", policy));
  }

  /** Without the right to send in the policy of a queue. */
  private static ResourceGraph without(ResourceGraph graph, String queuePolicy) {
    return without(graph, QUEUE_POLICY, queuePolicy, "sqs:SendMessage");
  }

  private static ResourceGraph without(
      ResourceGraph graph, String type, String name, String action) {
    return action(graph, type, name, action).takenFrom(graph);
  }

  /** An action of a policy. */
  private static Grant action(ResourceGraph graph, String type, String name, String action) {
    String urn = graph.named(type, name).urn();
    return Policies.of(graph).stream()
        .filter(policy -> policy.urn().equals(urn))
        .flatMap(policy -> policy.grants().stream())
        .filter(it -> it.part() == Grant.Part.ACTION && it.piece().equals(action))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAlarmThatMayNotTellItsTopic_isADenialWithItsStatement() {
    Finding denied = firstDenied(lettingBudgetsPublish(Audited.withAlarmTopic()));

    assertThat(denied.problem())
        .startsWith("User: cloudwatch.amazonaws.com is not authorized to perform: sns:Publish");
    assertThat(denied.details())
        .contains("hop: cloudwatch.amazonaws.com: publish to " + Audited.ALARM_TOPIC);
    assertThat(denied.statement()).contains("cloudwatch.amazonaws.com", Audited.ALARM_TOPIC);
  }

  @Test
  void theAlarmsThatMayNotTellOneTopic_areOneFindingWithOneStatementForAll() {
    ResourceGraph mute = lettingBudgetsPublish(Audited.withAlarmTopic());

    List<Finding> lacking = Audited.tooFew(mute);

    assertThat(lacking).singleElement().extracting(Finding::kind).isEqualTo(Kind.DENIED);
    Policy policy =
        Policies.of(mute).stream()
            .filter(it -> it.title().equals("topic policy of " + Audited.ALARM_TOPIC))
            .reduce((first, last) -> last)
            .orElseThrow();
    assertThat(Audited.tooFew(healed(mute, policy, lacking.get(0).statement()))).isEmpty();
    assertThat(lacking.get(0).details())
        .anyMatch(line -> line.matches("for: arn:\\S+:alarm:jane-\\S+(, arn:\\S+){9,}"));
  }

  @Test
  void denialsOfDifferentKinds_areNotOneFinding() {
    ResourceGraph mute = lettingBudgetsPublish(Audited.withAlarmTopic());

    assertThat(Audited.tooFew(without(mute, "basket-events-policy")))
        .filteredOn(finding -> finding.kind() == Kind.DENIED)
        .extracting(Finding::problem)
        .hasSize(2)
        .anyMatch(problem -> problem.contains("cloudwatch.amazonaws.com"))
        .anyMatch(problem -> problem.contains("sns.amazonaws.com"));
  }

  @Test
  void anAlarmTopicWithThePolicyThatSnsGaveIt_lacksNothing() {
    assertThat(Audited.tooFew(Audited.withAlarmTopic())).isEmpty();
  }

  /** With a policy of the alarms' topic, in the place of its first, that lets no alarm publish. */
  private static ResourceGraph lettingBudgetsPublish(ResourceGraph graph) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sns:Publish","Resource":"%s",
         "Principal":{"Service":"budgets.amazonaws.com"}}}"""
            .formatted(Audited.ALARM_TOPIC);
    return Audited.with(
        graph,
        "aws:sns/topicPolicy:TopicPolicy",
        "budgets",
        Map.of("arn", Audited.ALARM_TOPIC, "policy", policy));
  }

  @Test
  void theMessageOfAnAlarm_isNoExampleAndNoCrash() {
    ResourceGraph told =
        Audited.subscribed(
            Audited.withQueue(Audited.lettingAlarmsPublish(Audited.withAlarmTopic()), "jane-mail"),
            Map.of("topic", Audited.ALARM_TOPIC, "endpoint", Audited.QUEUE_ARN + "jane-mail"));

    assertThat(Audited.tooFew(told)).isEmpty();
  }

  @Test
  void aPolicyThatLocksTheRootOut_isADenialAndNoCrash() {
    ResourceGraph locked =
        WHOLE.altered(
            WHOLE.named("aws:sqs/queuePolicy:QueuePolicy", "purchase-events-policy").urn(),
            inputs -> {
              String policy = (String) inputs.get("policy");
              inputs.put("policy", policy.replace("\"false\"", "\"true\""));
              return inputs;
            });

    assertThat(Audited.tooFew(locked))
        .extracting(Finding::kind, Finding::where)
        .contains(tuple(Kind.DENIED, "all is well"), tuple(Kind.DENIED, "rule targets refuse"));
  }

  @Test
  void topicsOfOthers_arePublishedToByWhoMay() {
    ResourceGraph marys = Audited.purchaseEvents(Map.of("username", "mary"));

    assertThat(Audited.tooFew(marys)).isEmpty();
  }

  @Test
  void whatTheUserMayNot_isInNoComponentsFile() {
    ResourceGraph foreign =
        WHOLE.altered(
            WHOLE.named("aws:sqs/queue:Queue", "purchase-events-dlq").urn(),
            inputs -> {
              inputs.put("name", "mary-purchase-events-dlq");
              return inputs;
            });

    assertThat(Audited.tooFew(foreign))
        .filteredOn(finding -> finding.kind() == Kind.DENIED)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.problem()).contains("user/jane");
              assertThat(finding.file()).isNull();
            });
  }

  @Test
  void manyReceivesWithinAShortRetention_loseNothing() {
    assertThat(
            Audited.tooFew(
                Audited.purchaseEvents(Map.of("retentionDays", "1", "maxReceiveCount", "1000"))))
        .isEmpty();
  }
}
