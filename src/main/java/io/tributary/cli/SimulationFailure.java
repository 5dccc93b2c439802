package io.tributary.cli;

import io.tributary.cloud.journal.Hop;
import io.tributary.route.Route;
import io.tributary.route.RouteText;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Shrinker;
import io.tributary.simulate.Simulation;
import io.tributary.simulate.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of an invariant that did not hold: how to repeat it, the least that breaks the same
 * invariant, and what became of its event.
 *
 * @param stackOptions the options that choose the program, as they were given
 */
record SimulationFailure(Simulation simulation, Terminal terminal, List<String> stackOptions) {

  private static final int MOST_VIOLATIONS = 5;

  /** Tells it, after looking for the least that breaks it for as long as this. */
  void explain(Outcome failed, Duration shrinking) {
    tell("");
    tell("Broken with seed " + failed.scenario().seed() + ":");
    tellViolations(failed.violations());
    tell("To repeat it:");
    tell("  " + command(failed.scenario()));
    if (failed.brokeBeforeTheFirstEvent()) {
      tell("The run ended before the first event: deploying the program breaks it, with any seed.");
    } else {
      tellLeast(failed, shrinking);
    }
  }

  private void tellViolations(List<Violation> violations) {
    violations.stream()
        .limit(MOST_VIOLATIONS)
        .forEach(violation -> words(violation).forEach(this::tell));
    int more = violations.size() - MOST_VIOLATIONS;
    if (violations.size() >= Violation.MOST_TOLD) {
      tell("  and at least %s more; --json tells %s".formatted(more, violations.size()));
    } else if (more > 0) {
      tell("  and %s more; --json tells them".formatted(more));
    }
  }

  private void tellLeast(Outcome failed, Duration shrinking) {
    Outcome smallest = Shrinker.shrink(simulation, failed, shrinking, terminal::progress);
    terminal.progressDone();
    tell("The least found that breaks the same invariant:");
    tell("  " + command(smallest.scenario()));
    Violation violation = smallest.violations().get(0);
    tell(words(violation).get(0));
    if (violation.event() >= 0) {
      tellJournal(smallest.scenario(), violation.event());
    }
  }

  private void tellJournal(Scenario scenario, int event) {
    List<Hop> hops = simulation.journal(scenario, event);
    if (hops.isEmpty()) {
      tell("The journal has nothing of event " + event + ".");
      return;
    }
    tell("What the journal says of event " + event + ":");
    RouteText.lines(Route.of(hops, 0, pipe -> true)).forEach(this::tell);
  }

  private void tell(String line) {
    terminal.err().println(line);
  }

  private String command(Scenario scenario) {
    String command = "scripts/tributary simulate " + ScenarioOptions.text(scenario);
    return stackOptions.isEmpty() ? command : command + " " + String.join(" ", stackOptions);
  }

  /** Its lines; the first says what is wrong. */
  private static List<String> words(Violation violation) {
    String times = violation.times() == 1 ? "" : " (" + violation.times() + " times)";
    String event = violation.event() < 0 ? "" : "event " + violation.event() + ": ";
    List<String> lines = new ArrayList<>();
    for (String line : violation.what().lines().toList()) {
      String begin =
          lines.isEmpty() ? "  " + violation.invariant() + times + ": " + event : "      ";
      lines.add(begin + line);
    }
    return lines;
  }
}
