package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.StackFile;
import io.tributary.simulate.fault.Faults;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole runs of the real program. */
class SimulationTest {

  private static Simulation simulation;

  @BeforeAll
  static void record() throws IOException {
    Systems system = Systems.PURCHASE_EVENTS;
    Program program =
        StackFile.read(Path.of("."), "dev").program(system.stack(), system.configKeys());
    simulation = Simulation.of(ProgramRecorder.record(program), system.demo(), Path.of("."));
  }

  private static Scenario scenario(long seed, List<FaultRate> faults) {
    return new Scenario(seed, 500, Duration.ofMinutes(10), faults, ConsumerSettings.SOUND);
  }

  private static List<FaultRate> allFaults() {
    return Faults.ALL.stream().map(FaultRate::of).toList();
  }

  @Test
  void withoutFaults_everyEventIsDeliveredOnce() {
    Outcome outcome = simulation.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.accepted()).isEqualTo(500);
    assertThat(outcome.delivered()).isEqualTo(500);
    assertThat(outcome.duplicates()).isZero();
  }

  @Test
  void withFaults_nothingIsLost() {
    Outcome outcome = simulation.run(scenario(1, allFaults()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.struck().values()).allMatch(times -> times > 0);
  }

  @Test
  void theSameSeed_givesTheSameJournal() {
    assertThat(simulation.run(scenario(7, allFaults())))
        .isEqualTo(simulation.run(scenario(7, allFaults())));
  }

  @Test
  void anotherSeed_givesAnotherJournal() {
    assertThat(simulation.run(scenario(7, allFaults())).digest())
        .isNotEqualTo(simulation.run(scenario(8, allFaults())).digest());
  }
}
