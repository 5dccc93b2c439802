package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a person reads of a run. */
class SimulationReportTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:000000000000:orders-dlq";

  private static List<String> lines(Map<String, Long> struck, String reason) {
    SortedMap<String, SortedMap<String, Long>> deadLetters = new TreeMap<>();
    deadLetters.put(QUEUE, new TreeMap<>(Map.of(reason, 44L)));
    Scenario scenario =
        new Scenario(1, 9, Duration.ofMinutes(1), List.of(), ConsumerSettings.SOUND);
    Outcome outcome =
        new Outcome(
            scenario,
            9,
            0,
            9,
            0,
            0,
            0,
            0,
            0,
            deadLetters,
            50,
            "digest",
            Duration.ofMinutes(2),
            new TreeMap<>(),
            new TreeMap<>(struck),
            List.of(),
            List.of());
    return new SimulationReport(outcome).lines();
  }

  @Test
  void faultsThatStruck_haveALineEachAndTheOthersAreNamedTogether() {
    List<String> lines =
        lines(Map.of("clock-skew", 4L, "pipe-dies", 0L, "sns-unavailable", 0L), "short");

    assertThat(lines.stream().map(SimulationReportTest::tight))
        .containsSequence(
            "fault clock-skew 4", "faults that never struck 2", " pipe-dies, sns-unavailable");
  }

  @Test
  void whereEveryFaultStruck_noneIsSaidToBeLeft() {
    assertThat(lines(Map.of("clock-skew", 4L), "short"))
        .noneMatch(line -> line.contains("never struck"));
  }

  @Test
  void aReasonOfOneHundredCharacters_isOneLine() {
    String reason = "a".repeat(50) + " " + "b".repeat(49);

    assertThat(lines(Map.of(), reason)).contains("  " + reason + "           44");
  }

  @Test
  void aLongerReason_breaksBetweenWordsAndEndsWithItsCount() {
    String words = "a".repeat(50) + " " + "b".repeat(50);

    assertThat(lines(Map.of(), words))
        .containsSequence("  " + "a".repeat(50), "    " + "b".repeat(50) + "           44");
  }

  @Test
  void aWordLongerThanALine_isNotCut() {
    String arn = "x".repeat(150);

    assertThat(lines(Map.of(), "not delivered to " + arn + " denied"))
        .containsSequence("  not delivered to", "    " + arn)
        .anyMatch(line -> line.matches("    denied +44"));
  }

  private static String tight(String line) {
    return line.replaceAll(" +", " ");
  }
}
