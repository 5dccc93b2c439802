package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {

  private final Screen screen = new Screen();

  @Test
  void cost_tellsEachLineTheSumsAndWhatIsUnverified() {
    int code = screen.run("cost", "--events-per-month", "1000000", "--event-bytes", "1000");

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .startsWith("1,000,000 events a month of 1,000 bytes, at list prices of eu-west-1")
        .containsPattern("1,000,000  events of 64 KB +1\\.00  events put jane-domain-events")
        .containsPattern("12\\.000  alarms +1\\.20  alarm of the stack")
        .contains("in all, when messages come one by one")
        .contains("Not from AWS's own price list of eu-west-1:", "pipes.request: ");
  }

  @Test
  void cost_withoutASize_takesThatOfTheExamples() throws Exception {
    screen.run("cost", "--events-per-month", "5", "--json");

    JsonNode report = new ObjectMapper().readTree(screen.out());
    assertThat(report.at("/cost/eventBytes").asInt()).isBetween(200, 300);
    assertThat(report.has("quotas")).isFalse();
  }

  @Test
  void quotas_tellWhichBindsFirstAndWhatMovesIt() {
    assertThat(screen.run("cost", "--quotas")).isEqualTo(ExitCode.OK);

    assertThat(screen.out())
        .contains("First binds, at 9,000 events a second: SNS messages published")
        .contains("to move it: give the pipes a maximumBatchingWindowInSeconds")
        .doesNotContain("USD");
  }

  @Test
  void quotas_asJson_areSortedByRate() throws Exception {
    screen.run("cost", "--quotas", "--json");

    JsonNode bounds = new ObjectMapper().readTree(screen.out()).at("/quotas/bounds");
    assertThat(bounds.get(0).at("/quota/kind").asText()).isEqualTo("SNS_PUBLISH");
    assertThat(bounds.findValues("eventsPerSecond").stream().map(JsonNode::asDouble)).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "'', cost needs --events-per-month N",
    "--events-per-month 0, '1 to 1,000,000,000,000 events'",
    "--events-per-month many, takes a whole number",
    "--events-per-month 1 --event-bytes 262145, '1 to 262,144 bytes'",
    "--quotas --work-seconds 0, --work-seconds takes more than 0"
  })
  void wrongUse_isToldWithWhatIsAllowed(String options, String told) {
    assertThat(screen.run(("cost " + options).strip().split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(told);
  }
}
