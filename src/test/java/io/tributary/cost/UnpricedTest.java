package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is named, rather than guessed. */
class UnpricedTest {

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();
  private static final GraphResource PIPE = GRAPH.named("aws:pipes/pipe:Pipe", "basket-events");
  private static final GraphResource SUBSCRIPTION =
      GRAPH.named("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription");
  private static final GraphResource TARGET = only("aws:cloudwatch/eventTarget:EventTarget");
  private static final GraphResource ALARM = only("aws:cloudwatch/metricAlarm:MetricAlarm");
  private static final GraphResource GROUP = only("aws:cloudwatch/logGroup:LogGroup");

  private static GraphResource only(String type) {
    return GRAPH.ofType(type).findFirst().orElseThrow();
  }

  private static CostReport cost(ResourceGraph graph, long bytes) {
    return CostReport.of(graph, Load.ofMonth(1, bytes), ListPrices.read());
  }

  private static AbstractThrowableAssert<?, ?> refused(ResourceGraph graph) {
    return assertThatThrownBy(() -> cost(graph, 1)).isInstanceOf(UnpricedException.class);
  }

  private static AbstractStringAssert<?> leftOut(ResourceGraph graph) {
    return assertThat(cost(graph, 1).unreckoned()).singleElement(STRING);
  }

  @Test
  void allThatIsLeftOut_isNamedAtOnceAndTheRestReckoned() {
    ResourceGraph graph =
        Graphs.set(
            Graphs.set(Graphs.set(GRAPH, TARGET, "inputPath", "$.detail"), ALARM, "period", 10),
            SUBSCRIPTION,
            "protocol",
            "email");

    assertThat(cost(graph, 1).unreckoned()).hasSize(3);
    assertThat(cost(graph, 1).usd()).isPositive();
    assertThat(QuotaReport.of(graph, 1, 1, ListPrices.read()).unreckoned()).hasSize(3);
  }

  @Test
  void ofAStoppedPipe_nothingIsReckoned() {
    assertThat(cost(Graphs.set(GRAPH, PIPE, "desiredState", "STOPPED"), 1).lines())
        .filteredOn(line -> line.kind() == Kind.PIPE_EXECUTION)
        .extracting(CostReport.Line::resource)
        .containsExactly("jane-checkout-events");
  }

  @Test
  void theProgramAsItIs_leavesOutNothing() {
    assertThat(cost(GRAPH, 1).unreckoned()).isEmpty();
  }

  @Test
  void aTargetWithInputOfItsOwn_forItsSizeIsNotKnown() {
    var transformer = Map.of("inputTemplate", "\"seen\"");

    leftOut(Graphs.set(GRAPH, TARGET, "input", "\"seen\"")).contains(" has input: ");
    leftOut(Graphs.set(GRAPH, TARGET, "inputPath", "$.detail"))
        .contains(" has inputPath: ")
        .contains("of rule " + TARGET.outputs().get("rule"));
    leftOut(Graphs.set(GRAPH, TARGET, "inputTransformer", transformer))
        .contains(" has inputTransformer: ");
  }

  @Test
  void aStoppedPipe() {
    leftOut(Graphs.set(GRAPH, PIPE, "desiredState", "STOPPED"))
        .contains("pipe jane-basket-events is STOPPED");
  }

  /** As where one of two pipes is switched off for the other. */
  @Test
  void aStoppedPipeBesideOneThatRuns_takesNoneOfItsMessages() {
    Map<String, Object> stopped = new TreeMap<>(PIPE.outputs());
    stopped.putAll(
        Map.of("name", "jane-blue", "arn", "arn:blue:pipe/jane-blue", "desiredState", "STOPPED"));
    ResourceGraph graph = Graphs.added(GRAPH, "aws:pipes/pipe:Pipe", "blue", stopped);

    assertThat(cost(graph, 1_000).lines()).isEqualTo(cost(GRAPH, 1_000).lines());
    assertThat(QuotaReport.of(graph, 1, 1, ListPrices.read()).bounds())
        .isEqualTo(QuotaReport.of(GRAPH, 1, 1, ListPrices.read()).bounds());
    leftOut(graph).contains("pipe jane-blue is STOPPED", "its other pipes").doesNotContain("lost");
  }

  @Test
  void anEventThatASourceQueueRefuses_oneThatItTakesIsReckonedWith() {
    assertThat(cost(GRAPH, 261_000).lines()).isNotEmpty();
    assertThatThrownBy(() -> cost(GRAPH, 261_001))
        .isInstanceOf(UnpricedException.class)
        .hasMessageContaining(
            "refuses messages of more than 261,000 bytes, and an event is reckoned at 261,001");
  }

  /** At 261,000 a source queue keeps out what its pipe could not put, nor keep as a dead letter. */
  @Test
  void anEventThatAQueueRefuses_isNotToldToBeLetIn() {
    assertThatThrownBy(() -> cost(GRAPH, 262_000))
        .hasMessageEndingWith("; reckon with smaller events");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30})
  void anAlarmOfHighResolution(int period) {
    leftOut(Graphs.set(GRAPH, ALARM, "period", period))
        .contains("alarm " + ALARM.outputs().get("name"))
        .contains("period is " + period + " s");
  }

  @Test
  void anAlarmOfAMinute_isReckonedWith() {
    assertThat(cost(Graphs.set(GRAPH, ALARM, "period", 60), 1).lines()).isNotEmpty();
  }

  @Test
  void aLogGroupThatKeepsItsEventsForEver() {
    ResourceGraph logging = Graphs.logging(GRAPH, "basket-events", Map.of("level", "INFO"));
    ResourceGraph forEver = logging;
    for (GraphResource group : logging.ofType(GROUP.type()).toList()) {
      forEver = Graphs.set(forEver, group, "retentionInDays", 0);
    }

    leftOut(forEver).contains("for ever").contains("log group /");
  }

  @Test
  void aLogGroupOfSomebodyElse() {
    String arn = "arn:aws:logs:eu-west-1:536697261635:log-group:/joe/events";
    leftOut(Graphs.set(GRAPH, TARGET, "arn", arn))
        .contains("log group /joe/events stores: it is not in the program");
  }

  @ParameterizedTest
  @CsvSource({"aws:sqs/queue:Queue", "aws:sns/topic:Topic"})
  void whatIsFifo(String type) {
    leftOut(Graphs.added(GRAPH, type, "orders", Map.of("name", "jane-orders.fifo")))
        .contains("jane-orders.fifo")
        .contains("standard queues and topics");
  }

  @Test
  void whatIsFifo_isToldToHaveLowerQuotas() {
    var name = Map.<String, Object>of("name", "jane-orders.fifo");
    ResourceGraph graph = Graphs.added(GRAPH, "aws:sqs/queue:Queue", "orders", name);

    assertThat(QuotaReport.of(graph, 1, 1, ListPrices.read()).unreckoned())
        .singleElement(STRING)
        .contains("its quotas are lower", "300 calls a second", "no rate told here holds");
  }

  @Test
  void aCircle() {
    refused(Graphs.set(GRAPH, TARGET, "arn", PIPE.outputs().get("source")))
        .hasMessageContaining("events go in a circle")
        .hasMessageContaining("jane-basket-events -> ");
  }

  @Test
  void aSubscriptionThatIsNotOfAQueue() {
    leftOut(Graphs.set(GRAPH, SUBSCRIPTION, "protocol", "email"))
        .contains("basket-events-subscription delivers by email");
  }

  @Test
  void aPipeToWhatIsNoBus() {
    String queue = "arn:aws:sqs:eu-west-1:536697261635:jane-others";
    leftOut(Graphs.set(GRAPH, PIPE, "target", queue))
        .contains("pipe jane-basket-events has the target " + queue);
  }

  @Test
  void aRulesTargetThatIsNoQueueOrLogGroup() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-others";
    leftOut(Graphs.set(GRAPH, TARGET, "arn", topic)).contains("has the target " + topic);
  }

  @Test
  void severalFilteredSubscriptionsOfATopic_forTheyMayExcludeEachOther() {
    ResourceGraph filtered = Graphs.set(GRAPH, SUBSCRIPTION, "filterPolicy", "{\"type\":[\"a\"]}");
    Map<String, Object> other =
        new TreeMap<>(filtered.named(SUBSCRIPTION.type(), SUBSCRIPTION.name()).outputs());

    assertThat(cost(filtered, 1).unreckoned()).isEmpty();
    leftOut(Graphs.added(filtered, SUBSCRIPTION.type(), "other", other))
        .contains("topic jane-basket-events has 2 filtered subscriptions: every event is reckoned");
  }

  @Test
  void aFilteredSubscriptionThatIsLeftOut_countsForNone() {
    ResourceGraph filtered = Graphs.set(GRAPH, SUBSCRIPTION, "filterPolicy", "{\"type\":[\"a\"]}");
    Map<String, Object> other =
        new TreeMap<>(filtered.named(SUBSCRIPTION.type(), SUBSCRIPTION.name()).outputs());
    other.put("protocol", "https");

    assertThat(cost(Graphs.added(filtered, SUBSCRIPTION.type(), "other", other), 1).unreckoned())
        .noneMatch(told -> told.contains("filtered subscriptions"));
  }

  @Test
  void severalRulesOfABus_forTheyMayExcludeEachOther() {
    var config = Map.of("purchase-events:debugRule", "true");

    leftOut(ProgramRecorder.record(PurchaseProgram.with(config)))
        .contains("bus jane-domain-events has targets of 2 enabled rules: every event is reckoned");
  }

  @Test
  void noRemedy_speaksOfWhatOnlyOneProgramHas() {
    assertThat(ListPrices.read().quotas())
        .extracting(ListPrices.Quota::remedy)
        .noneMatch(remedy -> remedy.contains("debug"));
  }
}
