package io.tributary.system;

import java.util.Optional;

/**
 * One thing wrong with a stack's config.
 *
 * @param project the stack's project
 * @param stack the stack's name
 * @param key the config key, with its namespace if it is not the project's
 * @param value what it holds now; empty if it is not set
 * @param rule what it has to be
 * @param example a value that would pass; empty if the key must not be set
 */
public record ConfigProblem(
    String project,
    String stack,
    String key,
    Optional<String> value,
    String rule,
    Optional<String> example) {

  /** A command that makes it right, by a shell in the folder of the project's Pulumi.yaml. */
  public String remedy() {
    return example.map(it -> command().set(key, it)).orElseGet(() -> command().remove(key));
  }

  private ConfigCommand command() {
    return new ConfigCommand(project, stack);
  }

  @Override
  public String toString() {
    String got = value.map(text -> "is \"" + text + "\"").orElse("is not set");
    return "%s %s\n    it %s\n    try, %s: %s"
        .formatted(key, got, rule, command().where(), remedy());
  }
}
