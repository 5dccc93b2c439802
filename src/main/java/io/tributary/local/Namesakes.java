package io.tributary.local;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stacks of one folder that cannot both be deployed: their usernames, and with that the names of
 * all that they make, are the same in one account. Another region is no way out, for roles are
 * global; nor are capitals, for IAM does not distinguish names by case.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
public final class Namesakes {

  private Namesakes() {}

  /**
   * One warning for each stack beside a program's own that has its username and, as far as both
   * configs tell the account, its account; and for each whose config cannot be read.
   *
   * @param directory where the stacks' files are
   * @param known every key that the program reads, with or without its namespace
   */
  public static List<String> warnings(Program program, Path directory, Collection<String> known) {
    return StackFile.stacksIn(directory).stream()
        .filter(stack -> !stack.equals(program.stack()))
        .flatMap(stack -> warning(program, directory, stack, known).stream())
        .toList();
  }

  private static Optional<String> warning(
      Program program, Path directory, String stack, Collection<String> known) {
    Path file = StackFile.stackFile(directory, stack);
    try {
      Program other = StackFile.read(directory, stack).readable(program.code(), known);
      return areNamesakes(program, other)
          ? Optional.of(text(file, program, other))
          : Optional.empty();
    } catch (ProgramException unreadable) {
      return Optional.of(
          "whether %s has the same username is not known: %s"
              .formatted(file, unreadable.getMessage()));
    }
  }

  private static boolean areNamesakes(Program one, Program other) {
    Optional<String> account = one.knownAccount();
    String username = one.target().username();
    return username != null
        && username.equalsIgnoreCase(other.target().username())
        && account.isPresent()
        && account.equals(other.knownAccount());
  }

  private static String text(Path file, Program program, Program other) {
    String username = program.target().username();
    String others = other.target().username();
    String fate =
        username.equals(others)
            ? "takes the first one's queues, alarms and dashboard for its own, and deletes them when it is destroyed"
            : "cannot go on, for IAM does not distinguish names by case";
    return "%s has the username %s in account %s, where stack %s has %s: deploy one of the two only, or give one another username. On AWS the second fails on the first one's roles, and %s"
        .formatted(file, others, program.target().accountId(), program.stack(), username, fate);
  }
}
