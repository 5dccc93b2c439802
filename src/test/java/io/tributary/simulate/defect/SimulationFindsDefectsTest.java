package io.tributary.simulate.defect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.FaultRate;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Violation;
import io.tributary.simulate.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is found soon, by the invariant that it breaks, and nothing is found without it. */
class SimulationFindsDefectsTest {

  private static final int MOST_SEEDS = 100;

  private static final ConsumerSettings CONSUMER = new ConsumerSettings(1_000, 0.05);

  /** The seeds from 1 on that were run without a defect; each is needed once only. */
  private static final List<Outcome> SOUND = new ArrayList<>();

  private static final List<String> FOUND = new ArrayList<>();

  static Scenario scenario(long seed, Defect defect) {
    List<FaultRate> planned = new ArrayList<>(Faults.ALL.stream().map(FaultRate::of).toList());
    planned.addAll(defect.ofCallers());
    return scenario(seed, planned);
  }

  private static Scenario scenario(long seed, List<FaultRate> faults) {
    return new Scenario(seed, 100, Duration.ofMinutes(30), faults, CONSUMER);
  }

  /** The first run in which an invariant does not hold. */
  static Outcome firstFailure(Defect defect) {
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Outcome outcome = defect.simulation().run(scenario(seed, defect));
      if (!outcome.holds()) {
        return outcome;
      }
    }
    throw new AssertionError("%s: not found in %d seeds".formatted(defect, MOST_SEEDS));
  }

  static List<Defect> defects() {
    return Defects.ALL;
  }

  @ParameterizedTest
  @MethodSource("defects")
  void isFoundWithin100Seeds_whichAreCleanWithoutIt(Defect defect) {
    Outcome failed = firstFailure(defect);
    Violation violation = failed.violations().get(0);
    long seeds = failed.scenario().seed();
    FOUND.add("%-50s %3d seeds  %s".formatted(defect, seeds, violation));

    assertThat(violation.invariant()).isEqualTo(defect.invariant());
    assertThat(soundRuns(seeds)).allMatch(Outcome::holds);
  }

  private static List<Outcome> soundRuns(long seeds) {
    while (SOUND.size() < seeds) {
      Scenario sound = scenario(SOUND.size() + 1, Faults.ALL.stream().map(FaultRate::of).toList());
      SOUND.add(Rewired.sound().run(sound));
    }
    return SOUND.subList(0, (int) seeds);
  }

  @AfterAll
  static void tell() {
    FOUND.forEach(System.out::println);
  }
}
