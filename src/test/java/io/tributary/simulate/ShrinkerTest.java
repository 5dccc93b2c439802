package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.fault.ConsumerSlow;
import io.tributary.simulate.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {

  @Test
  void aFailureThatNeedsNoEvent_keepsOneForACommandNamesAtLeastOne() {
    Scenario strange = scenario(1, List.of(FaultRate.of(new StrangerSends())));
    Outcome failed = SIMULATION.run(strange);
    assertThat(failed.violations().get(0).event()).isNegative();

    Outcome smallest = Shrinker.shrink(SIMULATION, failed, Duration.ofMinutes(1), doing -> {});

    assertThat(smallest.scenario().onlyEvents().orElseThrow()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRunWithAllStrikesThatItTold_isTheSameRun(long seed) {
    List<FaultRate> often =
        Faults.ALL.stream()
            .map(fault -> new FaultRate(fault, fault.defaultRate() < 0.1 ? 0.01 : 0.7))
            .toList();
    Outcome run =
        SIMULATION.run(new Scenario(seed, 5, Duration.ofHours(1), often, ConsumerSettings.SOUND));
    Set<Long> strikes =
        run.strikes().values().stream().flatMap(List::stream).collect(Collectors.toSet());

    Outcome again = SIMULATION.run(run.scenario().withStrikes(strikes));

    assertThat(again.digest()).isEqualTo(run.digest());
    assertThat(again.span()).isEqualTo(run.span());
  }

  @Test
  void aRunOfWhichNothingArrives_keepsItsEventsAndLosesItsFaults() {
    Simulation keptOut = Purchases.simulation(Purchases.forEventsOf("another-source"));
    Outcome failed = keptOut.run(scenario(1, List.of(FaultRate.of(new ConsumerSlow()))));

    Outcome smallest = Shrinker.shrink(keptOut, failed, Duration.ofMinutes(1), doing -> {});

    assertThat(smallest.scenario().onlyEvents()).isEmpty();
    assertThat(smallest.scenario().faults()).isEmpty();
  }
}
