package io.tributary.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words for who wrote it. */
final class WrongUse {

  private WrongUse() {}

  /** One line, as picocli has it where that speaks to a person. */
  static String words(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (wrong.getArgSpec() instanceof OptionSpec option
        && option.typeInfo().isMap()
        && wrong.getValue() != null) {
      return "%s takes %s, got '%s'"
          .formatted(option.longestName(), option.paramLabel(), wrong.getValue());
    }
    return wrong.getMessage().replaceFirst("^Error: ", "");
  }

  /** What follows an unknown option may have been its value: only the option is wrong then. */
  private static String unmatched(UnmatchedArgumentException wrong) {
    List<String> options =
        wrong.getUnmatched().stream().filter(word -> word.startsWith("-")).toList();
    if (!options.isEmpty()) {
      return misplaced(options.get(0).replaceFirst("=.*", ""), wrong.getCommandLine())
          .orElse("there is no option " + quoted(options));
    }
    String first = quoted(wrong.getUnmatched().subList(0, 1));
    return wrong.getCommandLine().getParent() == null
        ? "there is no command " + first
        : first + " is more than " + wrong.getCommandLine().getCommandName() + " takes";
  }

  /** What to say of an option that a command has; empty when none has it. */
  private static Optional<String> misplaced(String option, CommandLine given) {
    return given.getSubcommands().entrySet().stream()
        .filter(command -> command.getValue().getCommandSpec().findOption(option) != null)
        .findFirst()
        .map(
            command ->
                "'%s' goes after the command, as in 'tributary %s %1$s ...'"
                    .formatted(option, command.getKey()));
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }
}
