package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.cost.QuotaReport.Bound;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaReportTest {

  private static final ListPrices PRICES = ListPrices.read();

  private static QuotaReport quotas(Map<String, String> config, double workSeconds) {
    var graph = ProgramRecorder.record(PurchaseProgram.with(config));
    return QuotaReport.of(graph, workSeconds, PRICES);
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
