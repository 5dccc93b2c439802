package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.GraphResource;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused by name, rather than guessed. */
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

  @Test
  void aTargetWithInputOfItsOwn_forItsSizeIsNotKnown() {
    var transformer = Map.of("inputTemplate", "\"seen\"");

    refused(Graphs.set(GRAPH, TARGET, "input", "\"seen\"")).hasMessageContaining(" has input: ");
    refused(Graphs.set(GRAPH, TARGET, "inputPath", "$.detail"))
        .hasMessageContaining(" has inputPath: ")
        .hasMessageContaining("of rule " + TARGET.outputs().get("rule"));
    refused(Graphs.set(GRAPH, TARGET, "inputTransformer", transformer))
        .hasMessageContaining(" has inputTransformer: ");
  }

  @Test
  void aStoppedPipe() {
    refused(Graphs.set(GRAPH, PIPE, "desiredState", "STOPPED"))
        .hasMessageContaining("pipe jane-basket-events is STOPPED");
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
    refused(Graphs.set(GRAPH, ALARM, "period", period))
        .hasMessageContaining("alarm " + ALARM.outputs().get("name"))
        .hasMessageContaining("period is " + period + " s");
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

    refused(forEver).hasMessageContaining("for ever").hasMessageContaining("log group /");
  }

  @Test
  void aLogGroupOfSomebodyElse() {
    String arn = "arn:aws:logs:eu-west-1:536697261635:log-group:/joe/events";
    refused(Graphs.set(GRAPH, TARGET, "arn", arn))
        .hasMessageContaining("log group /joe/events is not in the program");
  }

  @ParameterizedTest
  @CsvSource({"aws:sqs/queue:Queue", "aws:sns/topic:Topic"})
  void whatIsFifo(String type) {
    refused(Graphs.added(GRAPH, type, "orders", Map.of("name", "jane-orders.fifo")))
        .hasMessageContaining("jane-orders.fifo")
        .hasMessageContaining("standard queues and topics");
  }

  @Test
  void aCircle() {
    refused(Graphs.set(GRAPH, TARGET, "arn", PIPE.outputs().get("source")))
        .hasMessageContaining("events go in a circle")
        .hasMessageContaining("jane-basket-events -> ");
  }

  @Test
  void aSubscriptionThatIsNotOfAQueue() {
    refused(Graphs.set(GRAPH, SUBSCRIPTION, "protocol", "email"))
        .hasMessageContaining("basket-events-subscription delivers by email");
  }

  @Test
  void aPipeToWhatIsNoBus() {
    String queue = "arn:aws:sqs:eu-west-1:536697261635:jane-others";
    refused(Graphs.set(GRAPH, PIPE, "target", queue))
        .hasMessageContaining("pipe jane-basket-events has the target " + queue);
  }

  @Test
  void aRulesTargetThatIsNoQueueOrLogGroup() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-others";
    refused(Graphs.set(GRAPH, TARGET, "arn", topic))
        .hasMessageContaining("has the target " + topic);
  }
}
