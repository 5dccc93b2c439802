package io.tributary.system;

import com.pulumi.Context;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a stack's config key by key and gathers what is wrong, so that a person sees every problem
 * in one run. A method that finds a problem answers with the default or nothing and goes on; {@link
 * #finish} ends the reading.
 */
public final class ConfigReader {

  private final String project;
  private final String stack;
  private final Map<String, String> values;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** Reads these values, by their keys, of a stack of this name. */
  public ConfigReader(String project, String stack, Map<String, String> values) {
    this.project = project;
    this.stack = stack;
    this.values = values;
  }

  /** Reads these keys of the stack's config; a key without a namespace is the project's. */
  public static ConfigReader of(Context context, List<String> keys) {
    return new ConfigReader(context.projectName(), context.stackName(), values(context, keys));
  }

  private static Map<String, String> values(Context context, List<String> keys) {
    var values = new LinkedHashMap<String, String>();
    for (String key : keys) {
      int colon = key.indexOf(':');
      var config = colon < 0 ? context.config() : context.config(key.substring(0, colon));
      config.get(key.substring(colon + 1)).ifPresent(value -> values.put(key, value));
    }
    return values;
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A value that has to be there and to pass; otherwise a problem, and empty. */
  public Optional<String> required(
      String key, Predicate<String> rule, String text, String example) {
    Optional<String> value = get(key).filter(rule);
    if (value.isEmpty()) {
      wrong(key, text, example);
    }
    return value;
  }

  /** A value that may be left out, but has to pass if it is there. */
  public Optional<String> optional(
      String key, Predicate<String> rule, String text, String example) {
    return get(key).isEmpty() ? Optional.empty() : required(key, rule, text, example);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean byDefault) {
    String example = String.valueOf(!byDefault);
    return optional(key, List.of("true", "false")::contains, "must be true or false", example)
        .map(Boolean::parseBoolean)
        .orElse(byDefault);
  }

  /** A whole number between two limits, both included. */
  public int number(String key, int byDefault, int least, int most) {
    List<Integer> range = IntStream.rangeClosed(least, most).boxed().toList();
    String text = "must be a whole number from %s to %s".formatted(least, most);
    return number(key, byDefault, range, text);
  }

  /** One of a few numbers. */
  public int oneOf(String key, int byDefault, Collection<Integer> allowed) {
    String list = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return number(key, byDefault, allowed, "must be one of " + list);
  }

  private int number(String key, int byDefault, Collection<Integer> allowed, String text) {
    Predicate<String> rule = value -> allowed.stream().map(String::valueOf).anyMatch(value::equals);
    return optional(key, rule, text, String.valueOf(byDefault))
        .map(Integer::parseInt)
        .orElse(byDefault);
  }

  /** Notes a problem with a key's value, or that it has none. */
  public void wrong(String key, String rule, String example) {
    problems.add(new ConfigProblem(project, stack, key, get(key), rule, Optional.of(example)));
  }

  /** Notes a problem if the key is set at all. */
  public void unwanted(String key, String rule) {
    Optional<String> value = get(key);
    if (value.isPresent()) {
      problems.add(new ConfigProblem(project, stack, key, value, rule, Optional.empty()));
    }
  }

  /** Whether a problem with this key was noted. */
  public boolean isWrong(String key) {
    return problems.stream().anyMatch(problem -> problem.key().equals(key));
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException if there was any problem
   */
  public void finish() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
