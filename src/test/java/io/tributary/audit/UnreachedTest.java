package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.audit.Finding.Kind;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The purchase-events program with something that no example passes, though all arrive. */
class UnreachedTest {

  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String DEBUG_RULE = "purchase-events-debug-rule";
  private static final String DEBUG_DLQ_POLICY =
      "queue policy of " + Audited.QUEUE_ARN + "jane-purchase-events-debug-dlq";
  private static final String OPEN_QUEUE_POLICY =
      "queue policy of " + Audited.QUEUE_ARN + "jane-open";
  private static final String OTHERS = "{\"source\":[\"others\"]}";
  private static final String NO_BODY = "{\"body\":{\"nothing\":[1]}}";

  private static final ResourceGraph WHOLE = Audited.purchaseEvents(Map.of("debugRule", "true"));

  private static ResourceGraph debugRule(String input, Object value) {
    return altered(WHOLE, RULE, DEBUG_RULE, input, old -> value);
  }

  private static ResourceGraph altered(
      ResourceGraph graph, String type, String name, String input, UnaryOperator<Object> change) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          inputs.put(input, change.apply(inputs.get(input)));
          return inputs;
        });
  }

  @Test
  void aRuleThatMatchesNoExample_isToldWithWhyAndThePermissionsBehindItAreNeeded() {
    AuditReport report = Audited.run(debugRule("eventPattern", "{\"source\":[\"basket_event\"]}"));

    assertThat(report.findings())
        .extracting(Finding::kind, Finding::where)
        .containsExactly(
            tuple(Kind.UNREACHED, "rule jane-purchase-events-debug of bus jane-domain-events"));
    assertThat(report.findings().get(0).details())
        .containsExactly(
            "basket-updated-event.json: source is \"basket_events\", the pattern wants"
                + " [\"basket_event\"]",
            "checkout-created-event.json: source is \"checkout_events\", the pattern wants"
                + " [\"basket_event\"]");
    assertThat(verdicts(report, "log resource policy jane-purchase-events"))
        .allMatch(Verdict::needed);
    assertThat(verdicts(report, DEBUG_DLQ_POLICY)).allMatch(Verdict::needed);
  }

  @Test
  void aLogPolicyForRulesByPrefix_isNeededThoughItsRuleMatchesNoExample() {
    ResourceGraph graph =
        altered(
            debugRule("eventPattern", OTHERS),
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
            "purchase-events-debug-logs-policy",
            "policyDocument",
            json -> ((String) json).replaceAll("rule/[^\"]*", "rule/jane-domain-events/*"));

    assertThat(unneeded(graph, "log resource policy jane-purchase-events")).isEmpty();
  }

  @Test
  void whatIsTooMuchBehindAClosedRule_isFound() {
    ResourceGraph graph =
        altered(
            debugRule("eventPattern", OTHERS),
            "aws:sqs/queuePolicy:QueuePolicy",
            "purchase-events-debug-dlq-policy",
            "policy",
            json ->
                ((String) json)
                    .replace(
                        "\"sqs:SendMessage\"", "[\"sqs:SendMessage\",\"sqs:SetQueueAttributes\"]"));

    assertThat(unneeded(graph, DEBUG_DLQ_POLICY))
        .singleElement()
        .satisfies(it -> assertThat(it.problem()).contains("sqs:SetQueueAttributes"));
  }

  @Test
  void whatIsDeniedBehindAClosedRule_isToldBeforeAnythingIsCalledUnneeded() {
    ResourceGraph graph =
        altered(
            debugRule("eventPattern", OTHERS),
            "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
            "purchase-events-debug-logs-policy",
            "policyDocument",
            json -> ((String) json).replaceAll("rule/[^\"]*", "rule/jane-domain-events/misspelt"));

    assertThat(Audited.run(graph).findings())
        .extracting(Finding::kind)
        .contains(Kind.UNREACHED, Kind.DENIED)
        .doesNotContain(Kind.UNNEEDED);
  }

  @Test
  void aDisabledRule_isToldAsDisabled() {
    assertThat(unreached(debugRule("state", "DISABLED")).get(0).details())
        .startsWith("basket-updated-event.json: the rule is disabled");
  }

  @Test
  void aSubscriptionThatFiltersEveryExampleOut_isToldWithItsFilter() {
    List<Finding> unreached = unreached(subscribed(WHOLE, "{\"carrier\":[\"dhl\"]}"));

    assertThat(unreached)
        .extracting(Finding::where)
        .containsExactly("topic jane-basket-events to queue jane-open");
    assertThat(unreached.get(0).details())
        .allMatch(it -> it.startsWith("basket-updated-event.json: the filter policy {\"carrier\""));
  }

  @Test
  void theQueueBehindASubscriptionThatFiltersEveryExampleOut_needsToLetTheTopicIn() {
    assertThat(unneeded(subscribed(WHOLE, "{\"carrier\":[\"dhl\"]}"), OPEN_QUEUE_POLICY))
        .extracting(Finding::problem)
        .allMatch(problem -> problem.contains("events.amazonaws.com"));
  }

  @Test
  void ofTwo_eachIsTold() {
    ResourceGraph graph = subscribed(debugRule("eventPattern", OTHERS), "{\"carrier\":[\"dhl\"]}");

    assertThat(unreached(graph))
        .extracting(Finding::where)
        .containsExactlyInAnyOrder(
            "rule jane-purchase-events-debug of bus jane-domain-events",
            "topic jane-basket-events to queue jane-open");
  }

  /** With a queue more that gets the baskets' events. */
  private static ResourceGraph subscribed(ResourceGraph graph, String filterPolicy) {
    Map<String, Object> subscription = new TreeMap<>();
    subscription.put("topic", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
    subscription.put("endpoint", Audited.QUEUE_ARN + "jane-open");
    subscription.put("filterPolicy", filterPolicy);
    return Audited.subscribed(Audited.withQueue(graph, "jane-open"), subscription);
  }

  @Test
  void aPipeWhoseFiltersDropEveryExample_isToldAndItsRoleNeedsAllThatItMayDo() {
    AuditReport report = Audited.run(withSecondPipe(NO_BODY));

    List<Finding> unreached = unreached(report);
    assertThat(unreached).extracting(Finding::where).containsExactly("pipe jane-second");
    assertThat(unreached.get(0).details())
        .singleElement()
        .asString()
        .startsWith("basket-updated-event.json: matches no filter of the pipe: {\"body\"")
        .endsWith("body.nothing is missing, the pattern wants [1]");
    assertThat(verdicts(report, "inline policy jane-second of role jane-second"))
        .allMatch(Verdict::needed);
    assertThat(verdicts(report, "trust policy of role jane-second")).allMatch(Verdict::needed);
  }

  @Test
  void theManagedPolicyOfAPipeWhoseFiltersDropEveryExample_isNeeded() {
    ResourceGraph graph = withSecondPipe(NO_BODY);
    GraphResource inline =
        graph.named("aws:iam/rolePolicy:RolePolicy", "second-basket-events-role-policy");
    graph =
        Audited.with(
            graph,
            "aws:iam/policy:Policy",
            "managed",
            Map.of("name", "jane-second", "policy", inline.inputs().get("policy")));
    graph =
        Audited.with(
            graph.without(inline.urn()),
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "attached",
            Map.of(
                "role",
                "jane-second",
                "policyArn",
                "arn:aws:iam::536697261635:policy/jane-second"));
    // The pipe, which tries its role out, is made after what was added.
    GraphResource pipe = graph.named(PIPE, "second-basket-events");
    graph = Audited.with(graph.without(pipe.urn()), PIPE, "second", pipe.inputs());

    assertThat(unneeded(graph, "managed policy jane-second")).isEmpty();
  }

  @Test
  void aStoppedPipe_isToldAsStoppedAndItsRoleNeedsAllThatItMayDo() {
    AuditReport report =
        Audited.run(
            altered(
                withSecondPipe(null),
                PIPE,
                "second-basket-events",
                "desiredState",
                running -> "STOPPED"));

    assertThat(unreached(report))
        .extracting(Finding::where, Finding::details)
        .containsExactly(tuple("pipe jane-second", List.of("the pipe is stopped")));
    assertThat(verdicts(report, "inline policy jane-second of role jane-second"))
        .allMatch(Verdict::needed);
  }

  /** With a pipe beside that of the baskets, from a queue of its own. */
  private static ResourceGraph withSecondPipe(String filter) {
    List<Map<String, String>> filters =
        filter == null ? List.of() : List.of(Map.of("pattern", filter));
    return withSecondPipe(
        subscribed(WHOLE, null),
        "jane-domain-events",
        Map.of("sourceParameters", Map.of("filterCriteria", Map.of("filters", filters))));
  }

  private static ResourceGraph withSecondPipe(
      ResourceGraph graph, String bus, Map<String, Object> more) {
    Map<String, Object> pipe = new TreeMap<>(more);
    pipe.put("roleArn", "arn:aws:iam::536697261635:role/jane-second");
    pipe.put("source", Audited.QUEUE_ARN + "jane-open");
    ResourceGraph with = second(graph, "aws:iam/role:Role", "basket-events-role", bus, Map.of());
    with =
        second(
            with,
            "aws:iam/rolePolicy:RolePolicy",
            "basket-events-role-policy",
            bus,
            Map.of("role", "jane-second"));
    return second(with, PIPE, "basket-events", bus, pipe);
  }

  /** With the like of a resource of the baskets' pipe, for the second pipe. */
  private static ResourceGraph second(
      ResourceGraph graph, String type, String name, String bus, Map<String, Object> others) {
    Map<String, Object> inputs = new TreeMap<>(graph.named(type, name).inputs());
    inputs.replaceAll(
        (input, value) ->
            value instanceof String text
                ? text.replace("pipe/jane-basket-events", "pipe/jane-second")
                    .replace(":jane-basket-events\"", ":jane-open\"")
                    .replace("event-bus/jane-domain-events", "event-bus/" + bus)
                : value);
    inputs.put("name", "jane-second");
    inputs.putAll(others);
    return Audited.with(graph, type, "second-" + name, inputs);
  }

  @Test
  void aLoopThatNoTopicLeadsTo_isNoFindingAndItsPermissionsAreNeeded() {
    AuditReport report = Audited.run(withLoop());

    assertThat(unreached(report)).isEmpty();
    assertThat(report.withoutExample())
        .containsExactly("pipe jane-second", "rule jane-others of bus jane-others");
    assertThat(verdicts(report, "inline policy jane-second of role jane-second"))
        .allMatch(Verdict::needed);
    assertThat(unneeded(report, OPEN_QUEUE_POLICY))
        .extracting(Finding::problem)
        .noneMatch(problem -> problem.contains("sqs:SendMessage"));
  }

  /** With a bus for events of others, to which a rule, a queue and a pipe bring them back. */
  private static ResourceGraph withLoop() {
    ResourceGraph graph = Audited.withQueue(WHOLE, "jane-open");
    return withSecondPipe(onBusOfOthers(graph), "jane-others", Map.of());
  }

  private static ResourceGraph onBusOfOthers(ResourceGraph graph) {
    ResourceGraph with =
        Audited.with(
            graph,
            RULE,
            "others",
            Map.of("name", "jane-others", "eventBusName", "jane-others", "eventPattern", OTHERS));
    return Audited.with(
        with,
        TARGET,
        "others",
        Map.of(
            "rule", "jane-others",
            "eventBusName", "jane-others",
            "targetId", "queue",
            "arn", Audited.QUEUE_ARN + "jane-open"));
  }

  @Test
  void aRuleThatNoTopicLeadsTo_isNoFindingAndItsPermissionsAreNeeded() {
    AuditReport report = Audited.run(onBusOfOthers(Audited.withQueue(WHOLE, "jane-open")));

    assertThat(unreached(report)).isEmpty();
    assertThat(report.withoutExample()).containsExactly("rule jane-others of bus jane-others");
    assertThat(unneeded(report, OPEN_QUEUE_POLICY))
        .extracting(Finding::problem)
        .allMatch(problem -> problem.contains("sns.amazonaws.com"));
  }

  @Test
  void aForgedRequestBehindAClosedRule_isToldWhereItGotThrough() {
    AuditReport report = Audited.run(onBusOfOthers(Audited.withQueue(WHOLE, "jane-open")));

    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() == Kind.FORGED)
        .extracting(Finding::where)
        .isNotEmpty()
        .containsOnly("all is well, with an event of the audit's own");
  }

  @Test
  void whatATargetTakesOfAnEvent_hasNoBearingOnThePermissionsBehindItsRule() {
    ResourceGraph graph =
        altered(
            onBusOfOthers(Audited.withQueue(WHOLE, "jane-open")),
            TARGET,
            "others",
            "inputPath",
            none -> "$.detail.data");

    assertThat(unneeded(graph, OPEN_QUEUE_POLICY))
        .extracting(Finding::problem)
        .allMatch(problem -> problem.contains("sns.amazonaws.com"));
  }

  @Test
  void aTimeThatAPipeFindsInNoEvent_keepsTheAuditsOwnFromNothing() {
    AuditReport report =
        Audited.run(
            withSecondPipe(
                onBusOfOthers(Audited.withQueue(WHOLE, "jane-open")),
                "jane-others",
                Map.of(
                    "targetParameters",
                    Map.of("eventbridgeEventBusParameters", Map.of("time", "$.body.time")))));

    assertThat(verdicts(report, "inline policy jane-second of role jane-second"))
        .allMatch(Verdict::needed);
  }

  @Test
  void behindAPipeThatFindsNoSourceForTheAuditsOwnEvent_nothingIsCalledUnneeded() {
    AuditReport report =
        Audited.run(
            withSecondPipe(
                onBusOfOthers(Audited.withQueue(WHOLE, "jane-open")),
                "jane-others",
                Map.of(
                    "targetParameters",
                    Map.of("eventbridgeEventBusParameters", Map.of("source", "$.body.shop")))));

    assertThat(report.notOpened()).containsExactly("pipe jane-second");
    assertThat(report.withoutExample()).containsExactly("rule jane-others of bus jane-others");
    assertThat(report.findings()).extracting(Finding::kind).doesNotContain(Kind.UNNEEDED);
  }

  @Test
  void whatAStoppedPipeIsDeniedOnceItRuns_isTold() {
    ResourceGraph graph =
        altered(
            altered(
                withSecondPipe(null),
                PIPE,
                "second-basket-events",
                "desiredState",
                running -> "STOPPED"),
            "aws:iam/rolePolicy:RolePolicy",
            "second-basket-events-role-policy",
            "policy",
            json -> ((String) json).replace("sqs:ReceiveMessage", "sqs:GetQueueUrl"));

    assertThat(Audited.run(graph).findings())
        .filteredOn(finding -> finding.kind() == Kind.DENIED)
        .singleElement()
        .satisfies(it -> assertThat(it.where()).isEqualTo("deployment, opened"))
        .satisfies(it -> assertThat(it.details()).contains("action: sqs:ReceiveMessage"));
  }

  @Test
  void aSubscriptionOfAnAlarmsTopic_whoseAlarmNoFlowRaises_isNoFinding() {
    ResourceGraph graph =
        Audited.subscribed(
            Audited.withQueue(Audited.withAlarmTopic(), "jane-open"),
            Map.of("topic", Audited.ALARM_TOPIC, "endpoint", Audited.QUEUE_ARN + "jane-open"));
    ResourceGraph silent = graph;
    for (GraphResource alarm : graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").toList()) {
      for (String actions : List.of("alarmActions", "okActions")) {
        silent = altered(silent, alarm.type(), alarm.name(), actions, told -> List.of());
      }
    }

    assertThat(unreached(silent)).isEmpty();
  }

  @Test
  void aRuleThatLetsOneExampleThrough_isReached() {
    assertThat(unreached(debugRule("eventPattern", "{\"source\":[\"basket_events\"]}"))).isEmpty();
  }

  @Test
  void aSubscriptionThatAlarmsAloneComeThrough_isReached() {
    ResourceGraph graph =
        Audited.subscribed(
            Audited.withQueue(Audited.lettingAlarmsPublish(Audited.withAlarmTopic()), "jane-open"),
            Map.of("topic", Audited.ALARM_TOPIC, "endpoint", Audited.QUEUE_ARN + "jane-open"));

    assertThat(unreached(graph)).isEmpty();
  }

  private static List<Finding> unreached(ResourceGraph graph) {
    return unreached(Audited.run(graph));
  }

  private static List<Finding> unreached(AuditReport report) {
    return report.findings().stream().filter(finding -> finding.kind() == Kind.UNREACHED).toList();
  }

  private static List<Finding> unneeded(ResourceGraph graph, String policy) {
    return unneeded(Audited.run(graph), policy);
  }

  private static List<Finding> unneeded(AuditReport report, String policy) {
    assertThat(verdicts(report, policy)).isNotEmpty();
    return report.findings().stream()
        .filter(finding -> finding.kind() == Kind.UNNEEDED && finding.where().equals(policy))
        .toList();
  }

  private static List<Verdict> verdicts(AuditReport report, String policy) {
    assertThat(report.notOpened()).isEmpty();
    return report.policies().stream()
        .filter(it -> it.policy().equals(policy))
        .findFirst()
        .orElseThrow(() -> new AssertionError(policy + " is not judged: " + report.findings()))
        .verdicts();
  }
}
