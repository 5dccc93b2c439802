package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.fault.ConsumerSlow;
import io.tributary.simulate.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void withoutTime_theRunItselfIsTheLeastFound() {
    Scenario strange = scenario(1, List.of(FaultRate.of(new ManyAnger(1))));
    Outcome failed = SIMULATION.run(strange);

    Outcome smallest = Shrinker.shrink(SIMULATION, failed, Duration.ZERO, doing -> {});

    assertThat(smallest.scenario()).isEqualTo(strange);
  }

  @Test
  void aFailureOfMoreEventsThanACommandCanList_isToldWithAllOfThem() {
    List<FaultRate> angry = List.of(FaultRate.of(new ManyAnger(30)));
    Scenario crowded = new Scenario(1, 60, Duration.ofMinutes(10), angry, ConsumerSettings.SOUND);
    Outcome failed = SIMULATION.run(crowded);
    assertThat(failed.holds()).isFalse();

    AtomicInteger asked = new AtomicInteger();
    List<String> told = new ArrayList<>();
    Shrinker shrinker =
        new Shrinker(SIMULATION, failed, 20, () -> asked.incrementAndGet() > 30, told::add);

    assertThat(shrinker.shrink().scenario()).isEqualTo(crowded);
    assertThat(told).anyMatch(it -> it.startsWith("Shrinking: 30 events left"));
  }

  /** Somebody sends what is no event after as many events. */
  private record ManyAnger(int many) implements Fault {

    @Override
    public String name() {
      return "many-anger";
    }

    @Override
    public String description() {
      return "many events anger a stranger";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      BitSet published = new BitSet();
      injection.bodies(
          (event, body) -> {
            published.set(event);
            return body;
          });
      injection.whenStopped(
          stage -> {
            if (published.cardinality() >= many) {
              StrangerSends.sendTo(stage);
            }
          });
    }
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
