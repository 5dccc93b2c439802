package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulate.fault.DuplicateDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many runs at the same time. */
class SweepTest {

  private static final String NAME = "sweep-test";

  private final List<Integer> done = new ArrayList<>();
  private final List<Long> failed = new ArrayList<>();

  private Sweep sweep(Fault fault, int runs, Runnable onFailure)
      throws InterruptedException, ExecutionException {
    return sweep(SIMULATION, fault, runs, onFailure);
  }

  private Sweep sweep(Simulation simulation, Fault fault, int runs, Runnable onFailure)
      throws InterruptedException, ExecutionException {
    Scenario first = scenario(1, List.of(FaultRate.of(fault)));
    return Sweep.of(
        simulation,
        first,
        runs,
        2,
        new Sweep.Listener() {
          @Override
          public void done(int runs) {
            done.add(runs);
          }

          @Override
          public void failed(Outcome outcome) {
            failed.add(outcome.scenario().seed());
            onFailure.run();
          }
        });
  }

  /** Does something else in the run of seed 1 than in all others. */
  private record ByTheSeed(Runnable inTheFirst, Fault inOthers) implements Fault {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String description() {
      return "another thing in each run";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      if (injection.chance().bits(0) == Chance.of(1, NAME).bits(0)) {
        inTheFirst.run();
      } else {
        inOthers.inject(injection);
      }
    }
  }

  @Test
  void aFailedRun_isToldBeforeAnEarlierOneEnds() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    List<Boolean> toldInTime = new ArrayList<>();
    Runnable waits = () -> toldInTime.add(await(told));

    Sweep sweep = sweep(new ByTheSeed(waits, new StrangerSends()), 2, told::countDown);

    assertThat(toldInTime).containsExactly(true);
    assertThat(failed).containsExactly(2L);
    assertThat(done).containsExactly(1, 2);
    assertThat(sweep.firstFailed().orElseThrow().scenario().seed()).isEqualTo(2);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  @Test
  void anExampleOfWhoseEventsEachIsFilteredInEveryRun_isNamedOnce() {
    Simulation picky = Purchases.simulation(Purchases.forEventsOf("checkout_events"));
    SweepSum sum = new SweepSum();

    sum.add(picky.run(scenario(1, List.of())));
    sum.add(picky.run(scenario(2, List.of())));

    assertThat(sum.sweep().untried())
        .singleElement()
        .satisfies(untried -> assertThat(untried.events()).isBetween(250L, 350L));
  }

  @Test
  void failedRuns_areListedBySeedWhenAllHaveEnded() throws Exception {
    Sweep sweep = sweep(new StrangerSends(), 6, () -> {});

    assertThat(failed).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(sweep.failed())
        .extracting(failure -> failure.scenario().seed())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(sweep.firstFailed().orElseThrow().scenario().seed()).isEqualTo(1);
  }

  @Test
  void aRunThatBreaksOff_leavesTheFailedOnesTold() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Runnable breaksOff =
        () -> {
          await(told);
          throw new IllegalStateException("on purpose");
        };

    ByTheSeed fault = new ByTheSeed(breaksOff, new StrangerSends());
    assertThatThrownBy(() -> sweep(fault, 2, told::countDown))
        .hasMessageContaining("the run of seed 1 broke off");
    assertThat(failed).contains(2L);
  }

  @Test
  void aFailureBeforeTheFirstEvent_isToldOfTheFirstSeedAlone() throws Exception {
    Sweep sweep =
        sweep(Purchases.simulation(MuteAlarms.graph()), new DuplicateDelivery(), 20, () -> {});

    assertThat(failed).containsExactly(1L);
    assertThat(done).containsExactly(1);
    assertThat(sweep.runs()).isEqualTo(1);
    assertThat(sweep.endedWithTheFirst()).isTrue();
    assertThat(sweep.firstFailed().orElseThrow().brokeBeforeTheFirstEvent()).isTrue();
  }

  /** As deliveries to a topic of alarms may, which tell that all is well as they are made. */
  private record StrikesAsItIsDeployed() implements Fault {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String description() {
      return "strikes before the first event";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.strikes(-1, 0);
    }
  }

  @Test
  void aFaultThatIsAskedWhileDeploying_doesNotStrike() throws Exception {
    Sweep sweep =
        sweep(Purchases.simulation(MuteAlarms.graph()), new StrikesAsItIsDeployed(), 20, () -> {});

    assertThat(sweep.neverStruck()).containsExactly(NAME);
    assertThat(sweep.endedWithTheFirst()).isTrue();
  }

  @Test
  void aFailureAmidTheEvents_isToldOfEachSeed() throws Exception {
    assertThat(sweep(new StrangerSends(), 2, () -> {}).endedWithTheFirst()).isFalse();
    assertThat(failed).hasSize(2);
  }
}
