package io.tributary.system;

import java.util.Optional;

/**
 * One thing wrong with a stack's config.
 *
 * @param key the config key, as it is given to {@code pulumi config set}
 * @param value what it holds now; empty if it is not set
 * @param rule what it has to be
 * @param remedy a command that makes it right, with an example value that would pass
 */
public record ConfigProblem(String key, Optional<String> value, String rule, String remedy) {

  /** A value that is missing or wrong, and one that would pass. */
  static ConfigProblem wrong(String key, Optional<String> value, String rule, String example) {
    return new ConfigProblem(key, value, rule, "pulumi config set " + key + " " + example);
  }

  /** A key that must not be set. */
  static ConfigProblem unwanted(String key, String value, String rule) {
    return new ConfigProblem(key, Optional.of(value), rule, "pulumi config rm " + key);
  }

  @Override
  public String toString() {
    String got = value.map(text -> "is \"" + text + "\"").orElse("is not set");
    return "%s %s\n    it %s\n    try: %s".formatted(key, got, rule, remedy);
  }
}
