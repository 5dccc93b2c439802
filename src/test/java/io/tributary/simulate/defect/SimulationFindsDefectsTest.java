package io.tributary.simulate.defect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.FaultRate;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Shrinker;
import io.tributary.simulate.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is found soon, by the invariant that it breaks, and nothing is found without it. */
class SimulationFindsDefectsTest {

  /** The seeds from 1 on that were run without a mistake; each is needed once only. */
  private static final List<Outcome> SOUND = new ArrayList<>();

  private static final List<String> FOUND = new ArrayList<>();

  static List<Defect> defects() {
    return Defects.ALL;
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isFoundWithin100Seeds_whichAreCleanWithoutIt(Defect defect) {
    Outcome failed = defect.firstFailure();
    Violation violation = failed.violations().get(0);
    long seeds = failed.scenario().seed();
    FOUND.add("| %s | %s | %d |".formatted(defect.name(), violation.invariant(), seeds));

    assertThat(violation.invariant()).as(violation.what()).isEqualTo(defect.invariant());
    assertThat(soundRuns(seeds)).allMatch(Outcome::holds);
  }

  private static List<Outcome> soundRuns(long seeds) {
    while (SOUND.size() < seeds) {
      SOUND.add(Rewired.sound().run(Defect.scenario(SOUND.size() + 1, List.of())));
    }
    return SOUND.subList(0, (int) seeds);
  }

  /** The rows of the table in docs/testing.md. */
  @AfterAll
  static void tell() {
    FOUND.forEach(System.out::println);
  }

  @Test
  void aFailureOfOneEvent_shrinksToItAndNoFault() {
    Scenario smallest = shrunk(Defects.PICKY_PATTERN);

    assertThat(smallest.onlyEvents().orElseThrow()).hasSize(1);
    assertThat(smallest.faults()).isEmpty();
  }

  @Test
  void aFailureThatNeedsAFault_shrinksToAHandfulOfEventsAndAtMostTwoFaults() {
    Scenario smallest = shrunk(Defects.REDRIVE_ONE_LATE);

    assertThat(smallest.onlyEvents().orElse(Set.of())).hasSizeBetween(1, 5);
    assertThat(smallest.faults()).hasSizeBetween(1, 2);
  }

  @Test
  void aFailureThatNeedsABatch_keepsTheFaultThatFailsOnAnEntry() {
    Scenario smallest = shrunk(Defects.MISREAD_BATCH);

    assertThat(smallest.onlyEvents().orElse(Set.of())).hasSizeBetween(1, 5);
    assertThat(smallest.faults())
        .extracting(FaultRate::fault)
        .extracting(fault -> fault.name())
        .containsExactly("put-events-partly-fails", Defects.MISREAD_BATCH.name());
  }

  private static Scenario shrunk(Defect defect) {
    Outcome failed = defect.firstFailure();
    Outcome smallest =
        Shrinker.shrink(defect.simulation(), failed, Duration.ofMinutes(2), doing -> {});
    assertThat(smallest.violations().get(0).invariant()).isEqualTo(defect.invariant());
    return smallest.scenario();
  }
}
