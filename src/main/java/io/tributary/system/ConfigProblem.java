package io.tributary.system;

import java.util.Optional;

/**
 * One thing wrong with a stack's config.
 *
 * @param stack the stack's name
 * @param key the config key, as it is given to {@code pulumi config set}
 * @param value what it holds now; empty if it is not set
 * @param rule what it has to be
 * @param example a value that would pass; empty if the key must not be set
 */
public record ConfigProblem(
    String stack, String key, Optional<String> value, String rule, Optional<String> example) {

  /** A command that makes it right, by a shell in the folder of the program. */
  public String remedy() {
    String change = example.map(it -> "set " + key + " " + ShellWord.of(it)).orElse("rm " + key);
    return "pulumi config " + change + " --stack " + ShellWord.of(stack);
  }

  @Override
  public String toString() {
    String got = value.map(text -> "is \"" + text + "\"").orElse("is not set");
    return "%s %s\n    it %s\n    try: %s".formatted(key, got, rule, remedy());
  }
}
