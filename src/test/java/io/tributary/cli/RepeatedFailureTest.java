package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.Outcome;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.defect.Defect;
import io.tributary.simulate.defect.Defects;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A failure that is told can be repeated by the commands that are told with it. */
class RepeatedFailureTest {

  private static final String SIMULATE = "  scripts/tributary simulate ";
  private static final Defect DEFECT = Defects.REDRIVE_ONE_LATE;

  /** The options of a scenario and nothing else. */
  @Command
  private static final class Options {
    @Mixin private ScenarioOptions options;
  }

  @Test
  void theCommandsThatAreTold_repeatTheFailure() {
    Outcome failed = DEFECT.firstFailure();
    List<String> commands = told(failed);

    assertThat(commands).hasSize(2);
    assertThat(DEFECT.simulation().run(scenario(commands.get(0)))).isEqualTo(failed);
    assertThat(DEFECT.simulation().run(scenario(commands.get(1))).violations().get(0).invariant())
        .isEqualTo(DEFECT.invariant());
  }

  private static List<String> told(Outcome failed) {
    Screen screen = new Screen();
    new SimulationFailure(DEFECT.simulation(), screen.terminal, List.of())
        .explain(failed, Duration.ofMinutes(1));
    return screen
        .err()
        .lines()
        .filter(line -> line.startsWith(SIMULATE))
        .map(line -> line.substring(SIMULATE.length()))
        .toList();
  }

  private static Scenario scenario(String text) {
    Options parsed = new Options();
    new CommandLine(parsed).parseArgs(text.split(" "));
    return parsed.options.scenario();
  }
}
