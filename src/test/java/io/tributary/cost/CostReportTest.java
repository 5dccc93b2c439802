package io.tributary.cost;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingDouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.cost.CostReport.Line;
import io.tributary.cost.ListPrices.Price;
import io.tributary.cost.ListPrices.Tier;
import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What purchase events cost, against sums done by hand. */
class CostReportTest {

  private static final ListPrices PRICES = ListPrices.read();
  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String FILTER = "{\"store\":[\"a\"]}";

  private static ResourceGraph with(String key, String value) {
    return ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:" + key, value)));
  }

  private static CostReport cost(ResourceGraph graph, long events, long bytes) {
    return CostReport.of(graph, Load.ofMonth(events, bytes), PRICES);
  }

  private static Map<Kind, Double> quantities(CostReport report) {
    return report.lines().stream()
        .collect(groupingBy(Line::kind, TreeMap::new, summingDouble(Line::quantity)));
  }

  /** The graph with another setting of the basket pipe's source. */
  private static ResourceGraph withPipe(String setting, int value) {
    return GRAPH.altered(
        GRAPH.named(PIPE, "basket-events").urn(),
        inputs -> {
          inputs.put(
              "sourceParameters",
              Map.of("sqsQueueParameters", Map.of("batchSize", 10, setting, value)));
          return inputs;
        });
  }

  @Test
  void aMillionEvents_passEachStepOnce() {
    assertThat(quantities(cost(GRAPH, 1_000_000, 1_000)))
        .containsEntry(Kind.SNS_PUBLISH, 1e6)
        .containsEntry(Kind.SNS_DELIVERY, 1e6)
        .containsEntry(Kind.SQS_SEND, 2e6)
        .containsEntry(Kind.SQS_RECEIVE, 2e6)
        .containsEntry(Kind.SQS_DELETE, 2e6)
        .containsEntry(Kind.PIPE_EXECUTION, 1e6)
        .containsEntry(Kind.EVENTS_PUT, 1e6)
        .containsEntry(Kind.RULE_INVOCATION, 1e6)
        .containsEntry(Kind.ALARM, 12.0)
        .containsEntry(Kind.DASHBOARD, 1.0)
        .doesNotContainKey(Kind.LOGS_PUT);
  }

  @Test
  void aMillionEvents_costWhatTheListSays() {
    CostReport report = cost(GRAPH, 1_000_000, 1_000);

    double publish = 0.50;
    double queues = 6 * 0.40 + quantities(report).get(Kind.SQS_EMPTY_RECEIVE) * 0.40 / 1e6;
    double pipesAndBus = 0.40 + 1.00;
    double watching = 12 * 0.10 + 3.00;
    assertThat(report.usd()).isCloseTo(publish + queues + pipesAndBus + watching, within(1e-6));
  }

  @Test
  void anIdleProgram_paysForItsPollsAndWhatWatchesIt() {
    CostReport report = cost(GRAPH, 1, 1_000);

    double polls = (5 + 5 + 1) * 730 * 3_600 / 20.0;
    assertThat(quantities(report).get(Kind.SQS_EMPTY_RECEIVE)).isCloseTo(polls, within(10.0));
    assertThat(report.usd()).isCloseTo(polls * 0.40 / 1e6 + 4.20, within(0.001));
  }

  @Test
  void theFreeTier_isTakenOffOncePerPrice() {
    CostReport report = cost(GRAPH, 1_000_000, 1_000);

    assertThat(report.usd() - report.usdAfterFreeTier())
        .as("a million publishes, a million requests, 10 alarms, 1 of 3 dashboards")
        .isCloseTo(0.50 + 0.40 + 10 * 0.10 + 3.00, within(1e-9));
  }

  @Test
  void fullBatches_saveReceivesAndDeletes() {
    CostReport report = cost(GRAPH, 100_000_000, 1_000);

    double requestsSaved = 2 * 2e8 * 0.9 * 0.40 / 1e6;
    assertThat(report.usd() - report.usdInFullBatches()).isCloseTo(requestsSaved, within(0.5));
  }

  @ParameterizedTest
  @CsvSource({"65536,1", "65537,2", "131072,2", "131073,3"})
  void aPublish_isBilledBy64KB(long bytes, double chunks) {
    assertThat(quantities(cost(GRAPH, 1_000, bytes)).get(Kind.SNS_PUBLISH))
        .isEqualTo(chunks * 1_000);
  }

  /** The event around a message has some 300 bytes more, so it is over the edge before it. */
  @ParameterizedTest
  @CsvSource({"65000,1", "65400,2"})
  void anEvent_isBilledWithWhatIsAroundTheMessage(long bytes, double chunks) {
    var quantities = quantities(cost(GRAPH, 1_000, bytes));

    assertThat(quantities.get(Kind.EVENTS_PUT)).isEqualTo(chunks * 1_000);
    assertThat(quantities.get(Kind.PIPE_EXECUTION)).isEqualTo(1_000);
  }

  /** A body that stays text in the record has its quotes escaped, one that is JSON has not. */
  @ParameterizedTest
  @CsvSource({"<$>,2", "<aws.pipes.event>,2", "<aws.pipes.event.json>,1"})
  void aTemplateWithTheWholeRecord_isBilledWithTheMessage(String variable, int chunks) {
    var template = Map.of("inputTemplate", "{\"event\":" + variable + "}");
    ResourceGraph whole =
        Graphs.set(GRAPH, GRAPH.named(PIPE, "basket-events"), "targetParameters", template);

    assertThat(quantities(cost(whole, 1_000, 60_000)).get(Kind.EVENTS_PUT))
        .as("by this pipe and, with a chunk each, by the other")
        .isEqualTo(500 * chunks + 500);
  }

  @Test
  void aPipeWithoutATemplate_putsTheRecordWithItsBodyAsText() {
    ResourceGraph plain =
        Graphs.set(GRAPH, GRAPH.named(PIPE, "basket-events"), "targetParameters", Map.of());

    assertThat(quantities(cost(plain, 1_000, 60_000)).get(Kind.EVENTS_PUT))
        .isEqualTo(500 * 2 + 500);
  }

  @Test
  void theDebugRule_logsEachEventAndInvokesASecondTarget() {
    CostReport report = cost(with("debugRule", "true"), 1_000_000, 1_000);

    assertThat(quantities(report))
        .containsEntry(Kind.RULE_INVOCATION, 2e6)
        .containsEntry(Kind.ALARM, 15.0);
    double ingested = quantities(report).get(Kind.LOGS_PUT);
    assertThat(ingested).as("GB, the event and what is around it").isBetween(1.25, 1.40);
    assertThat(quantities(report).get(Kind.LOGS_STORED))
        .as("15 % of it, for 14 days of a month of 730 hours")
        .isCloseTo(ingested * 0.15 * 14 * 24 / 730, within(1e-9));
  }

  @Test
  void aLogGroupThatTwoRulesWriteTo_isPaidForEachEventOfBothOnce() {
    ResourceGraph debug = with("debugRule", "true");
    List<GraphResource> targets =
        debug.resources().stream().filter(it -> it.type().endsWith(":EventTarget")).toList();
    GraphResource group = targets.stream().filter(it -> isLogGroup(it)).findFirst().orElseThrow();
    GraphResource queue = targets.stream().filter(it -> !isLogGroup(it)).findFirst().orElseThrow();
    ResourceGraph both =
        debug.altered(
            queue.urn(),
            inputs -> {
              inputs.put("arn", group.inputs().get("arn"));
              return inputs;
            });

    assertThat(quantities(cost(both, 1_000, 1_000)).get(Kind.LOGS_PUT))
        .isCloseTo(2 * quantities(cost(debug, 1_000, 1_000)).get(Kind.LOGS_PUT), within(1e-9));
  }

  private static boolean isLogGroup(GraphResource target) {
    return target.inputs().get("arn").toString().contains(":log-group:");
  }

  @Test
  void aDisabledRule_costsNothing() {
    GraphResource rule = GRAPH.ofType(RULE).findFirst().orElseThrow();
    var quantities =
        quantities(cost(Graphs.set(GRAPH, rule, "state", "DISABLED"), 1_000_000, 1_000));

    assertThat(quantities)
        .containsEntry(Kind.EVENTS_PUT, 1e6)
        .containsEntry(Kind.SQS_SEND, 1e6)
        .containsEntry(Kind.SQS_DELETE, 1e6)
        .doesNotContainKey(Kind.RULE_INVOCATION);
  }

  /** 60,000 bytes are one chunk, twice as many two; their mean of 90,000 would be two for all. */
  @Test
  void pipesThatMakeEventsOfDifferentSizes_areBilledEachForItsOwn() {
    ResourceGraph doubled =
        Graphs.set(
            GRAPH,
            GRAPH.named(PIPE, "basket-events"),
            "targetParameters",
            Map.of("inputTemplate", "{\"a\":<$.body>,\"b\":<$.body>}"));

    var quantities = quantities(cost(doubled, 1_000_000, 60_000));

    assertThat(quantities.get(Kind.EVENTS_PUT)).isEqualTo(500_000 * 2 + 500_000);
    assertThat(quantities.get(Kind.SQS_SEND))
        .as("a million of one chunk to the source queues, and what the bus delivers")
        .isEqualTo(1_000_000 + 500_000 * 2 + 500_000);
  }

  /** Where a JSON event becomes a JSON string, its quotes take two bytes each. */
  @Test
  void aMessageThatIsWrapped_isBilledWithItsQuotesEscaped() {
    ResourceGraph wrapped =
        Graphs.set(
            GRAPH,
            GRAPH.named(SUBSCRIPTION, "basket-events-subscription"),
            "rawMessageDelivery",
            false);

    var quantities = quantities(cost(wrapped, 1_000, 60_000));

    assertThat(quantities.get(Kind.PIPE_EXECUTION)).isEqualTo(500 * 2 + 500);
  }

  @Test
  void fullBatches_areNoLargerThanOnePutEventsCall() {
    CostReport report = cost(GRAPH, 100_000_000, 199_000);

    double singleReceives = 2e8 * 4;
    double fullReceives = 2e7 * 31;
    double deletesSaved = 1e8 * (1 - 1 / 5.0) + 1e8 * (1 - 1 / 10.0);
    assertThat(report.usd() - report.usdInFullBatches())
        .as("five messages a batch of a pipe, ten of the consumer")
        .isCloseTo((singleReceives - fullReceives + deletesSaved) * 0.40 / 1e6, within(0.5));
  }

  @Test
  void aLogGroup_isCalledAsAwsKnowsIt() {
    assertThat(cost(with("debugRule", "true"), 1, 1).lines())
        .filteredOn(line -> line.kind() == Kind.LOGS_PUT)
        .extracting(Line::resource)
        .as("with its whole path")
        .containsExactly("/jane/purchase-events");
  }

  @Test
  void aRuleOfABusWithoutEvents_logsNothing() {
    ResourceGraph debug = with("debugRule", "true");
    ResourceGraph elsewhere = debug;
    for (String type : List.of(RULE, TARGET)) {
      for (GraphResource each : debug.ofType(type).toList()) {
        elsewhere = Graphs.set(elsewhere, each, "eventBusName", "another");
      }
    }

    assertThat(quantities(cost(elsewhere, 1_000, 1_000)))
        .doesNotContainKeys(Kind.RULE_INVOCATION, Kind.LOGS_PUT, Kind.LOGS_STORED);
  }

  @Test
  void twoPartnersBusesOfOneLastName_areTwo() {
    String buses = "arn:aws:events:eu-west-1:536697261635:event-bus/";
    ResourceGraph partners = GRAPH;
    for (GraphResource pipe : GRAPH.ofType(PIPE).toList()) {
      partners = Graphs.set(partners, pipe, "target", buses + "aws.partner/example.com/orders");
    }
    for (String type : List.of(RULE, TARGET)) {
      for (GraphResource each : GRAPH.ofType(type).toList()) {
        partners = Graphs.set(partners, each, "eventBusName", "aws.partner/other.com/orders");
      }
    }

    assertThat(quantities(cost(partners, 1_000, 1_000)))
        .containsKey(Kind.EVENTS_PUT)
        .doesNotContainKey(Kind.RULE_INVOCATION);
  }

  @Test
  void aLogOfAllThatAPipeDoes_isPaidFor() {
    ResourceGraph talkative = Graphs.logging(GRAPH, "basket-events", Map.of("level", "INFO"));

    assertThat(quantities(cost(talkative, 2_000_000, 1_000)).get(Kind.LOGS_PUT))
        .as("GB: four records of an execution, a million of them")
        .isCloseTo(4 * 1e6 * 426 / 1e9, within(1e-6));
  }

  @Test
  void aLogGroupThatIsNamedWithItsStreams_isTheSameGroup() {
    GraphResource group =
        GRAPH.ofType("aws:cloudwatch/logGroup:LogGroup").findFirst().orElseThrow();
    var ofStreams = Map.of("logGroupArn", group.outputs().get("arn") + ":*");
    ResourceGraph talkative =
        Graphs.logging(
            GRAPH,
            "basket-events",
            Map.of("level", "INFO", "cloudwatchLogsLogDestination", ofStreams));

    assertThat(cost(talkative, 1_000, 1_000).lines())
        .filteredOn(line -> line.kind() == Kind.LOGS_STORED)
        .extracting(Line::resource)
        .containsExactly(group.outputs().get("name").toString());
  }

  @Test
  void aBatchingWindow_savesDeletes() {
    var before = quantities(cost(GRAPH, 100_000_000, 1_000));
    var after =
        quantities(cost(withPipe("maximumBatchingWindowInSeconds", 60), 100_000_000, 1_000));

    assertThat(before.get(Kind.SQS_DELETE) - after.get(Kind.SQS_DELETE))
        .as("nine of ten deletes of one source queue")
        .isCloseTo(0.9 * 5e7, within(1.0));
    assertThat(after.get(Kind.SQS_RECEIVE)).isEqualTo(before.get(Kind.SQS_RECEIVE));
  }

  @Test
  void withoutMonitoring_nothingWatches() {
    assertThat(quantities(cost(with("monitoring", "false"), 1_000, 1_000)))
        .doesNotContainKeys(Kind.ALARM, Kind.DASHBOARD);
  }

  @Test
  void aPrice_fallsFromTierToTier() {
    var price =
        new Price("p", "u", List.of(new Tier(0, 4), new Tier(10, 3), new Tier(20, 2)), 0, "", true);

    assertThat(price.usd(10)).isEqualTo(40);
    assertThat(price.usd(11)).isEqualTo(43);
    assertThat(price.usd(25)).isEqualTo(40 + 30 + 10);
  }

  @Test
  void everyKind_hasAPrice() {
    for (Kind kind : Kind.values()) {
      assertThat(PRICES.price(kind).source()).isNotBlank();
    }
  }

  @Test
  void aResourceOfUnknownPrice_isLeftOutByName() {
    ResourceGraph graph = Graphs.added(GRAPH, "aws:lambda/function:Function", "resize", Map.of());

    assertThat(cost(graph, 1, 1).unreckoned())
        .singleElement()
        .asString()
        .contains("resize, of type aws:lambda/function:Function", "aws:sqs/queue:Queue");
  }

  @Test
  void aSubscribedTopicOfAlarms_takesNoShareOfTheEvents() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-alarms";
    ResourceGraph told = subscribed(with("alarmTopicArn", topic), topic);

    assertThat(quantities(cost(told, 1_000_000, 1_000)))
        .isEqualTo(quantities(cost(GRAPH, 1_000_000, 1_000)));
  }

  @Test
  void onlyTopicsOfAlarms_areNoSourceOfEvents() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-alarms";
    ResourceGraph graph = with("alarmTopicArn", topic);
    List<GraphResource> others =
        graph.resources().stream().filter(it -> !it.type().equals(SUBSCRIPTION)).toList();
    ResourceGraph told = subscribed(new ResourceGraph(graph.stack(), others, Map.of()), topic);

    assertThatThrownBy(() -> cost(told, 1, 1))
        .isInstanceOf(UnpricedException.class)
        .hasMessageContaining("but what alarms tell");
  }

  @Test
  void aTopicOfEventsThatAlarmsTellToo_isRefusedByName() {
    String topic = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";
    String alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    ResourceGraph told =
        GRAPH.altered(
            GRAPH.ofType(alarm).findFirst().orElseThrow().urn(),
            inputs -> {
              inputs.put("okActions", List.of(topic));
              return inputs;
            });

    assertThatThrownBy(() -> cost(told, 1, 1))
        .isInstanceOf(UnpricedException.class)
        .hasMessageContaining("alarms tell topic " + topic)
        .hasMessageContaining("pipe jane-basket-events");
  }

  private static ResourceGraph subscribed(ResourceGraph graph, String topic) {
    return Graphs.added(
        graph,
        SUBSCRIPTION,
        "mail",
        Map.of("topic", topic, "protocol", "sqs", "endpoint", topic.replace("sns", "sqs")));
  }

  @Test
  void aFilterOnTheBody_isLeftOutForItsPriceIsNotKnown_oneOnAttributesIsFree() {
    assertThat(cost(filtering("MessageAttributes", FILTER), 1, 1)).isEqualTo(cost(GRAPH, 1, 1));
    assertThat(cost(filtering("MessageBody", FILTER), 1, 1).unreckoned())
        .singleElement()
        .asString()
        .contains("basket-events", "filterPolicyScope MessageBody");
  }

  @Test
  void theScopeOfNoFilter_isFree() {
    assertThat(cost(filtering("MessageBody", ""), 1, 1)).isEqualTo(cost(GRAPH, 1, 1));
  }

  private static ResourceGraph filtering(String scope, String policy) {
    return GRAPH.altered(
        GRAPH.named(SUBSCRIPTION, "basket-events-subscription").urn(),
        inputs -> {
          inputs.put("filterPolicy", policy);
          inputs.put("filterPolicyScope", scope);
          return inputs;
        });
  }

  @Test
  void aPriceOfAnotherRegion_isNotGuessed() {
    ResourceGraph elsewhere =
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "aws:region", "us-east-1",
                    "purchase-events:createSources", "true",
                    "purchase-events:basketTopicArn", "",
                    "purchase-events:checkoutTopicArn", "",
                    "purchase-events:eventBusArn", "")));

    assertThatThrownBy(() -> cost(elsewhere, 1, 1))
        .isInstanceOf(UnpricedException.class)
        .hasMessageContaining("those of eu-west-1")
        .hasMessageContaining("--set aws:region=eu-west-1 shows")
        .hasMessageContaining("is us-east-1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 262_145})
  void anEventOfAnotherSize_isRefused(long bytes) {
    assertThatThrownBy(() -> Load.ofMonth(1, bytes)).hasMessageContaining("1 to 262,144 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000_000_001L})
  void tooFewOrTooManyEvents_areRefused(long events) {
    assertThatThrownBy(() -> Load.ofMonth(events, 1))
        .hasMessageContaining("1 to 1,000,000,000,000");
  }
}
