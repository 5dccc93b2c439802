package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.cost.ListPrices.Quota;
import io.tributary.cost.QuotaReport.Bound;
import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaReportTest {

  private static final ListPrices PRICES = ListPrices.read();

  private static QuotaReport quotas(Map<String, String> config, double workSeconds) {
    var graph = ProgramRecorder.record(PurchaseProgram.with(config));
    return QuotaReport.of(graph, 1_000, workSeconds, PRICES);
  }

  private static Bound bound(QuotaReport report, Kind kind) {
    return report.bounds().stream()
        .filter(bound -> bound.quota().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void publishingToSns_bindsFirst() {
    QuotaReport report = quotas(Map.of(), 1);

    assertThat(report.bounds())
        .isSortedAccordingTo(Comparator.comparingDouble(Bound::eventsPerSecond))
        .hasSize(6);
    assertThat(report.bounds().get(0).quota().kind()).isEqualTo(Kind.SNS_PUBLISH);
    assertThat(report.bounds().get(0).eventsPerSecond()).isCloseTo(9_000, within(1e-6));
  }

  @Test
  void putEvents_countsCalls_soFullBatchesCarryTenTimesAsMuch() {
    Bound bound = bound(quotas(Map.of(), 1), Kind.EVENTS_PUT);

    assertThat(bound.eventsPerSecond()).isCloseTo(10_000, within(1e-6));
    assertThat(bound.eventsPerSecondInFullBatches()).isCloseTo(100_000, within(1e-6));
  }

  /** At 100,000 a second, 50,000 come to each pipe in a window: its batches are full. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void aWindow_isJudgedAtTheRateWhereTheQuotaBinds(int seconds) {
    var report = QuotaReport.of(withWindow(seconds), 1_000, 1, PRICES);

    assertThat(bound(report, Kind.EVENTS_PUT).eventsPerSecond()).isCloseTo(100_000, within(1.0));
    assertThat(bound(report, Kind.PIPE_EXECUTION).eventsPerSecond())
        .as("of one pipe")
        .isCloseTo(200_000, within(1.0));
  }

  @Test
  void aWindowThatFillsNoBatch_carriesWhatItGathersAtThatRate() {
    double few = 1.6;
    ResourceGraph graph = withWindow(1);
    var limited = PRICES.quotas().stream().map(quota -> limited(quota, few)).toList();
    var prices =
        new ListPrices(
            PRICES.region(), PRICES.checked(), PRICES.prices(), limited, PRICES.assumed());

    double rate = bound(QuotaReport.of(graph, 1_000, 1, prices), Kind.EVENTS_PUT).eventsPerSecond();

    double gathered = Batches.SINGLE.perExecution(rate / 2, 1, 10);
    assertThat(gathered).isBetween(2.0, 9.9);
    assertThat(rate / gathered).isCloseTo(few, within(1e-4));
  }

  private static Quota limited(Quota quota, double limit) {
    return new Quota(
        quota.name(),
        quota.kind(),
        quota.counts(),
        quota.scope(),
        limit,
        quota.adjustable(),
        quota.remedy(),
        quota.source());
  }

  private static ResourceGraph withWindow(int seconds) {
    ResourceGraph graph = PurchaseProgram.recorded();
    var window = Map.of("batchSize", 10, "maximumBatchingWindowInSeconds", seconds);
    for (GraphResource pipe : graph.ofType("aws:pipes/pipe:Pipe").toList()) {
      graph = Graphs.set(graph, pipe, "sourceParameters", Map.of("sqsQueueParameters", window));
    }
    return graph;
  }

  @Test
  void largeEvents_fillNoBatchesOfTen() {
    var report = QuotaReport.of(PurchaseProgram.recorded(), 200_000, 1, PRICES);

    assertThat(bound(report, Kind.EVENTS_PUT).eventsPerSecondInFullBatches())
        .as(
            "ten events of 200,000 bytes are more than a PutEvents call takes, four pass with what is around them")
        .isCloseTo(40_000, within(1e-6));
  }

  @Test
  void theDebugRule_halvesWhatTargetsCanBeInvoked() {
    var config = Map.of("purchase-events:debugRule", "true");

    assertThat(bound(quotas(config, 1), Kind.RULE_INVOCATION).eventsPerSecond())
        .isCloseTo(18_750 / 2.0, within(1e-6));
  }

  @Test
  void aConsumerThatTakesTheWholeVisibilityTimeout_makesMessagesInFlightBindFirst() {
    Bound first = quotas(Map.of(), 30).bounds().get(0);

    assertThat(first.quota().kind()).isEqualTo(Kind.SQS_RECEIVE);
    assertThat(first.eventsPerSecond()).isCloseTo(120_000 / 30.0, within(1e-6));
  }

  @Test
  void aPipesConcurrency_isThatOfThePipeWithTheMostEvents() {
    Bound bound = bound(quotas(Map.of(), 1), Kind.PIPE_EXECUTION);

    assertThat(bound.eventsPerSecond())
        .as("1,000 at once of 0.1 s, of half of the events")
        .isCloseTo(20_000, within(1e-6));
  }
}
