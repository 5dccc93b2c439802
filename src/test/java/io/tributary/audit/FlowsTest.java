package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.iam.Arn;
import io.tributary.iam.LogPolicies;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flow breaks, and how long it waits, is nothing that the program lacks. */
class FlowsTest {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
  private static final String GROUP = "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/second";

  @Test
  void twoLogTargetsOfWhichEachHasADeadLetterQueue_lackNothing() {
    ResourceGraph both =
        secondLog(Map.of("deadLetterConfig", Map.of("arn", Audited.QUEUE_ARN + "jane-open")));

    assertThat(Audited.tooFew(both)).isEmpty();
  }

  @Test
  void aLogTargetWithoutADeadLetterQueueBesideOneThatHasOne_lacksNothing() {
    assertThat(Audited.tooFew(secondLog(Map.of()))).isEmpty();
  }

  @Test
  void asManyLogPoliciesAsAnAccountMayHave_areNotTooManyForTheAudit() {
    ResourceGraph full =
        secondLog(Map.of("deadLetterConfig", Map.of("arn", Audited.QUEUE_ARN + "jane-open")));
    for (int i = 2; i < 10; i++) {
      full = withLogPolicy(full, "z" + i);
    }

    assertThat(full.ofType(LOG_POLICY)).hasSize(10);
    assertThat(Audited.tooFew(full)).isEmpty();
  }

  @Test
  void theOnlyLogPolicyOfATarget_isKeptWhereTheAccountHasAllThatItMayHave() {
    ResourceGraph full = secondLog(Map.of());
    for (int i = 2; i < 10; i++) {
      full = withLogPolicy(full, "a" + i, GROUP + "-other");
    }

    assertThat(full.ofType(LOG_POLICY)).hasSize(10);
    assertThat(Audited.tooFew(full)).isEmpty();
  }

  /** With a rule like the debug rule, which logs to a group of its own. */
  private static ResourceGraph secondLog(Map<String, Object> target) {
    ResourceGraph graph = Audited.purchaseEvents(Map.of("debugRule", "true"));
    Map<String, Object> rule =
        new TreeMap<>(graph.named(RULE, "purchase-events-debug-rule").inputs());
    rule.put("name", "jane-second");
    Map<String, Object> log =
        new TreeMap<>(graph.named(TARGET, "purchase-events-debug-target").inputs());
    log.remove("deadLetterConfig");
    log.putAll(Map.of("rule", "jane-second", "arn", GROUP));
    log.putAll(target);
    ResourceGraph more = Audited.withQueue(graph, "jane-open");
    more = Audited.with(more, RULE, "second-rule", rule);
    more =
        Audited.with(
            more,
            "aws:cloudwatch/logGroup:LogGroup",
            "second-logs",
            Map.of("name", "/jane/second"));
    return Audited.with(withLogPolicy(more, "second"), TARGET, "second-target", log);
  }

  private static ResourceGraph withLogPolicy(ResourceGraph graph, String name) {
    return withLogPolicy(graph, name, GROUP);
  }

  private static ResourceGraph withLogPolicy(ResourceGraph graph, String name, String group) {
    String rule = "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-second";
    String document =
        LogPolicies.allowRule(Arn.parse(rule).orElseThrow(), Arn.parse(group).orElseThrow());
    return Audited.with(
        graph, LOG_POLICY, name, Map.of("policyName", "jane-" + name, "policyDocument", document));
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 3_600})
  void anEventThatItsQueueKeepsForLessThanADay_hasArrived(int seconds) {
    ResourceGraph graph = Audited.purchaseEvents();

    assertThat(Audited.tooFew(altered(graph, "messageRetentionSeconds", seconds))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4, 60", "200, 3600"})
  void aPipeThatTriesForLongerThanAnotherQueueKeepsAnEvent_losesNone(String receives, int seconds) {
    ResourceGraph graph = Audited.purchaseEvents(Map.of("maxReceiveCount", receives));

    assertThat(Audited.tooFew(unguarded(altered(graph, "messageRetentionSeconds", seconds))))
        .isEmpty();
  }

  /** Whose last receive is long after its own. */
  @Test
  void anEventThatNobodyReceivesWhileAnotherConsumerTakesDays_hasArrived() {
    ResourceGraph graph =
        withSlow(altered(Audited.purchaseEvents(), "messageRetentionSeconds", 86_400));
    assertThat(Audited.tooFew(unguarded(graph))).isEmpty();
  }

  @Test
  void aConsumerThatTakesDays_doesNotHoldUpAnothers() {
    ResourceGraph graph = altered(Audited.purchaseEvents(), "visibilityTimeoutSeconds", 43_200);
    ResourceGraph both = withSlow(graph);

    assertThat(new Places(both).consumedQueues())
        .extracting(GraphResource::name)
        .containsExactly("slow", "purchase-events");
    assertThat(Audited.tooFew(both)).isEmpty();
  }

  /**
   * With no dead-letter queue of the queue where the events arrive: it is not consumed in flows.
   */
  private static ResourceGraph unguarded(ResourceGraph graph) {
    return graph.altered(
        graph.named(QUEUE, "purchase-events").urn(),
        inputs -> {
          inputs.remove("redrivePolicy");
          return inputs;
        });
  }

  /** With a consumer that would need days to give up a message, of which there is none. */
  private static ResourceGraph withSlow(ResourceGraph graph) {
    Map<String, Object> slow =
        Map.of(
            "name",
            "jane-slow",
            "visibilityTimeoutSeconds",
            43_200,
            "redrivePolicy",
            "{\"deadLetterTargetArn\":\"%sjane-open\",\"maxReceiveCount\":5}"
                .formatted(Audited.QUEUE_ARN));

    return withFirst(Audited.withQueue(graph, "jane-open"), slow);
  }

  /** With a queue more, whose URN is the first of all. */
  private static ResourceGraph withFirst(ResourceGraph graph, Map<String, Object> inputs) {
    Set<String> others =
        graph.resources().stream().map(GraphResource::urn).collect(Collectors.toSet());
    return Audited.with(
        graph,
        new GraphResource(
            "urn:pulumi:dev::a::" + QUEUE + "::slow",
            QUEUE,
            "slow",
            null,
            true,
            others,
            Map.of(),
            Set.of(),
            inputs,
            Map.of(),
            Set.of(),
            false));
  }

  /** The graph with another setting of the queue where the events arrive. */
  private static ResourceGraph altered(ResourceGraph graph, String input, Object value) {
    return graph.altered(
        graph.named(QUEUE, "purchase-events").urn(),
        inputs -> {
          inputs.put(input, value);
          return inputs;
        });
  }
}
