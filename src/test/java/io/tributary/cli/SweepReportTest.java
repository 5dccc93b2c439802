package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Sweep;
import io.tributary.simulate.Untried;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a person and a program read of many runs. */
class SweepReportTest {

  private static SweepReport report(long filtered, long expired, long left) {
    return report(filtered, expired, left, List.of());
  }

  private static SweepReport report(long filtered, long expired, long left, List<Untried> untried) {
    Scenario first = new Scenario(1, 9, Duration.ofMinutes(1), List.of(), ConsumerSettings.SOUND);
    return new SweepReport(
        first,
        new Sweep(
            2,
            18,
            0,
            18 - filtered - expired - left,
            filtered,
            expired,
            left,
            50,
            new TreeMap<>(),
            untried,
            List.of(),
            Optional.empty()));
  }

  @Test
  void whatDidNotArrive_isTold() {
    assertThat(report(1, 3, 2).text())
        .contains(
            "1 filtered, as the program asks, 3 expired before they were delivered, 2 left in dead-letter queues,");
  }

  @Test
  void whereAllArrived_nothingElseIsSaid() {
    assertThat(report(0, 0, 0).text())
        .isEqualTo(
            "2 runs, seeds 1 to 2: 18 events that SNS accepted, 0 given up by the publisher, 50 hops, 0 strikes of faults;"
                + " every invariant held");
  }

  @Test
  void anExampleOfWhoseEventsEachWasFiltered_isWarnedOf() {
    Untried lost =
        new Untried(
            "lost.json",
            "arn:aws:sqs:r:1:jane-crm",
            1_200,
            List.of("arn:aws:pipes:r:1:pipe/jane-lost"));

    assertThat(report(1, 0, 0, List.of(lost)).text().lines())
        .last()
        .asString()
        .startsWith(
            "warning: all 1,200 events like lost.json were filtered on the way to queue jane-crm, at pipe jane-lost; if");
    assertThat(report(1, 0, 0, List.of(lost)).document()).containsEntry("untried", List.of(lost));
  }

  @Test
  void json_tellsWhatBecameOfTheEvents() {
    assertThat(report(1, 3, 2).document())
        .containsEntry("delivered", 12L)
        .containsEntry("filtered", 1L)
        .containsEntry("expired", 3L)
        .containsEntry("leftInDeadLetterQueues", 2L);
  }
}
