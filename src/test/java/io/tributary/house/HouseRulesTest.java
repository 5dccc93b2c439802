package io.tributary.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The purchase-events program keeps every rule, but for those that its config can break. */
class HouseRulesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  @ParameterizedTest
  @CsvSource({
    "debugRule, false",
    "debugRule, true",
    "pipeLogs, false",
    "retentionDays, 13",
    "maxReceiveCount, 5",
    "purchaseQueue, purchase-events-processor"
  })
  void purchaseEvents_keepsEveryRule(String key, String value) {
    var graph =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:" + key, value)));

    assertThat(HouseRules.check(graph, Waivers.none(), TODAY)).isEmpty();
  }

  @Test
  void purchaseEvents_withItsOwnSources_keepsEveryRule() {
    var graph = ProgramRecorder.record(PurchaseProgram.withOwnSources());

    assertThat(HouseRules.check(graph, Waivers.none(), TODAY)).isEmpty();
  }

  @Test
  void purchaseEvents_withAsLongARetentionAsItsDeadLetters_breaksThatRule() {
    var graph =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:retentionDays", "14")));

    assertThat(HouseRules.check(graph, Waivers.none(), TODAY))
        .hasSize(3)
        .allMatch(finding -> finding.rule().id().equals("dead-letter-retention"));
  }

  @Test
  void purchaseEvents_withFewerReceivesThanAPipeNeeds_breaksThatRule() {
    var graph =
        ProgramRecorder.record(
            PurchaseProgram.with(Map.of("purchase-events:maxReceiveCount", "4")));

    assertThat(HouseRules.check(graph, Waivers.none(), TODAY))
        .hasSize(2)
        .allMatch(finding -> finding.rule().id().equals("max-receive-count"));
  }
}
