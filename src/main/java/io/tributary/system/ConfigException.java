package io.tributary.system;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with a stack's config. Pulumi prints its message and no stack trace. */
public final class ConfigException extends RunException {

  private final List<ConfigProblem> problems;

  ConfigException(List<ConfigProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<ConfigProblem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", "The stack's config has " + count + ":\n", ""));
  }

  /** Every problem, in the order in which the keys are documented. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
