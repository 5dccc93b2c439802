package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.audit.Finding.Kind;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The purchase-events program with something that no example passes, though all arrive. */
class UnreachedTest {

  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String DEBUG_RULE = "purchase-events-debug-rule";
  private static final ResourceGraph WHOLE = Audited.purchaseEvents(Map.of("debugRule", "true"));

  private static ResourceGraph debugRule(String input, Object value) {
    return WHOLE.altered(
        WHOLE.named(RULE, DEBUG_RULE).urn(),
        inputs -> {
          inputs.put(input, value);
          return inputs;
        });
  }

  @Test
  void aRuleThatMatchesNoExample_isToldWithWhyAndNoPermissionBehindItCalledUnneeded() {
    AuditReport report = Audited.run(debugRule("eventPattern", "{\"source\":[\"basket_event\"]}"));

    assertThat(report.findings())
        .extracting(Finding::kind, Finding::where)
        .containsExactly(tuple(Kind.UNREACHED, "rule jane-purchase-events-debug"));
    assertThat(report.findings().get(0).details())
        .containsExactly(
            "basket-updated-event.json: source is \"basket_events\", the pattern wants"
                + " [\"basket_event\"]",
            "checkout-created-event.json: source is \"checkout_events\", the pattern wants"
                + " [\"basket_event\"]",
            "not judged: log resource policy jane-purchase-events",
            "not judged: queue policy of " + Audited.QUEUE_ARN + "jane-purchase-events-debug-dlq",
            "not judged: redrive allow policy of "
                + Audited.QUEUE_ARN
                + "jane-purchase-events-debug-dlq");
    assertThat(report.policies())
        .extracting(PolicyVerdicts::policy)
        .contains("queue policy of " + Audited.QUEUE_ARN + "jane-purchase-events")
        .doesNotContain("queue policy of " + Audited.QUEUE_ARN + "jane-purchase-events-debug-dlq");
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
        .anyMatch(it -> it.startsWith("basket-updated-event.json: the filter policy {\"carrier\""))
        .contains("not judged: queue policy of " + Audited.QUEUE_ARN + "jane-open");
  }

  @Test
  void ofTwo_eachIsToldWithWhatLiesBehindItselfOnly() {
    ResourceGraph graph =
        subscribed(
            debugRule("eventPattern", "{\"source\":[\"others\"]}"), "{\"carrier\":[\"dhl\"]}");

    assertThat(unreached(graph))
        .extracting(Finding::where, finding -> notJudged(finding).size())
        .containsExactlyInAnyOrder(
            tuple("rule jane-purchase-events-debug", 3),
            tuple("topic jane-basket-events to queue jane-open", 1));
  }

  /** With a queue more that gets the baskets' events. */
  private static ResourceGraph subscribed(ResourceGraph graph, String filterPolicy) {
    Map<String, Object> subscription = new TreeMap<>();
    subscription.put("topic", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
    subscription.put("endpoint", Audited.QUEUE_ARN + "jane-open");
    subscription.put("filterPolicy", filterPolicy);
    return Audited.subscribed(Audited.withQueue(graph, "jane-open"), subscription);
  }

  private static List<String> notJudged(Finding finding) {
    return finding.details().stream().filter(line -> line.startsWith("not judged: ")).toList();
  }

  @Test
  void aPipeWhoseFiltersDropEveryExample_isToldAndItsRoleNotJudged() {
    List<Finding> unreached = unreached(withSecondPipe("{\"body\":{\"nothing\":[1]}}"));

    assertThat(unreached).extracting(Finding::where).containsExactly("pipe jane-second");
    assertThat(unreached.get(0).details().get(0))
        .startsWith("basket-updated-event.json: matches no filter of the pipe: {\"body\"")
        .endsWith("body.nothing is missing, the pattern wants [1]");
    assertThat(notJudged(unreached.get(0)))
        .containsExactly(
            "not judged: inline policy jane-second of role jane-second",
            "not judged: trust policy of role jane-second");
  }

  /** With a pipe beside that of the baskets, from a queue of its own. */
  private static ResourceGraph withSecondPipe(String filter) {
    ResourceGraph graph = subscribed(WHOLE, null);
    graph = second(graph, "aws:iam/role:Role", "basket-events-role", Map.of());
    graph =
        second(
            graph,
            "aws:iam/rolePolicy:RolePolicy",
            "basket-events-role-policy",
            Map.of("role", "jane-second"));
    return second(
        graph,
        "aws:pipes/pipe:Pipe",
        "basket-events",
        Map.of(
            "roleArn",
            "arn:aws:iam::536697261635:role/jane-second",
            "source",
            Audited.QUEUE_ARN + "jane-open",
            "sourceParameters",
            Map.of("filterCriteria", Map.of("filters", List.of(Map.of("pattern", filter))))));
  }

  /** With the like of a resource of the baskets' pipe, for the second pipe. */
  private static ResourceGraph second(
      ResourceGraph graph, String type, String name, Map<String, Object> others) {
    Map<String, Object> inputs = new TreeMap<>(graph.named(type, name).inputs());
    inputs.replaceAll(
        (input, value) ->
            value instanceof String text
                ? text.replace("pipe/jane-basket-events", "pipe/jane-second")
                    .replace(":jane-basket-events\"", ":jane-open\"")
                : value);
    inputs.put("name", "jane-second");
    inputs.putAll(others);
    return Audited.with(graph, type, "second-" + name, inputs);
  }

  @Test
  void aRuleThatLetsOneExampleThrough_hidesNothing() {
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
    return Audited.run(graph).findings().stream()
        .filter(finding -> finding.kind() == Kind.UNREACHED)
        .toList();
  }
}
