package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.Fault;
import io.tributary.simulate.FaultRate;
import io.tributary.simulate.Injection;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Simulation;
import io.tributary.simulate.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A mistake that somebody could make.
 *
 * @param invariant the one that does not hold because of it
 * @param simulation of a cloud or program that has it
 * @param ofCallers what makes the services call others as they must not: it stands where faults do,
 *     outside of what the invariants watch, but does not strike by chance
 */
public record Defect(
    String name, String invariant, Simulation simulation, List<FaultRate> ofCallers) {

  private static final int MOST_SEEDS = 100;

  /** A mistake of a service that others call. */
  static Defect called(String name, String invariant, Wiring wiring) {
    return new Defect(name, invariant, Rewired.of(wiring), List.of());
  }

  /** A mistake of the program. */
  static Defect programmed(String name, String invariant, ResourceGraph graph) {
    return new Defect(name, invariant, Rewired.of(graph), List.of());
  }

  /** A mistake of a service that calls others. */
  static Defect calling(String name, String invariant, Consumer<Injection> change) {
    Fault everywhere =
        new Fault() {
          @Override
          public String name() {
            return name;
          }

          @Override
          public String description() {
            return "a mistake, not a fault";
          }

          @Override
          public double defaultRate() {
            return 1;
          }

          @Override
          public void inject(Injection injection) {
            change.accept(injection);
          }
        };
    return new Defect(name, invariant, Rewired.sound(), List.of(FaultRate.of(everywhere)));
  }

  /** The first run in which an invariant does not hold because of it. */
  public Outcome firstFailure() {
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Outcome outcome = simulation.run(scenario(seed, ofCallers));
      if (!outcome.holds()) {
        return outcome;
      }
    }
    throw new AssertionError(name + " was not found in " + MOST_SEEDS + " seeds");
  }

  /** A short run with all faults, and these besides. */
  static Scenario scenario(long seed, List<FaultRate> besides) {
    Stream<FaultRate> all = Faults.ALL.stream().map(FaultRate::of);
    return new Scenario(
        seed,
        100,
        Duration.ofMinutes(30),
        Stream.concat(all, besides.stream()).toList(),
        ConsumerSettings.SOUND);
  }

  @Override
  public String toString() {
    return name;
  }
}
