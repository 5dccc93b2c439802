package io.tributary.cloud.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON paths that pipes and rules take: {@code $}, {@code .name}, {@code [n]}, {@code .*} and
 * {@code [*]}. A name has letters, digits, dashes, underscores and slashes; one in brackets is
 * none.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html and
 * docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
public final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile("\\.([\\w/-]+)|\\[(\\d{1,9})]|(\\.\\*|\\[\\*])");

  private final String expression;
  private final List<Step> steps;

  private JsonPath(String expression, List<Step> steps) {
    this.expression = expression;
    this.steps = steps;
  }

  private record Step(String name, int index, boolean all) {}

  /** The path that the expression stands for; empty when it is not one. */
  public static Optional<JsonPath> parse(String expression) {
    if (!expression.startsWith("$")) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(expression).region(1, expression.length());
    while (matcher.lookingAt()) {
      steps.add(step(matcher));
      matcher.region(matcher.end(), expression.length());
    }
    return matcher.regionStart() == expression.length()
        ? Optional.of(new JsonPath(expression, List.copyOf(steps)))
        : Optional.empty();
  }

  private static Step step(Matcher matcher) {
    if (matcher.group(3) != null) {
      return new Step(null, -1, true);
    }
    return matcher.group(2) != null
        ? new Step(null, Integer.parseInt(matcher.group(2)), false)
        : new Step(matcher.group(1), -1, false);
  }

  /**
   * The name of the first step after {@code $}; empty for {@code $} itself or when it is no name.
   */
  public Optional<String> firstName() {
    return steps.isEmpty() ? Optional.empty() : Optional.ofNullable(steps.get(0).name());
  }

  /** What follows the first step, as a path of its own. */
  public JsonPath rest() {
    return new JsonPath(expression, steps.subList(Math.min(1, steps.size()), steps.size()));
  }

  /**
   * The part of the value that the path leads to, of a path with {@code *} an array of all; empty
   * when none.
   */
  public Optional<JsonText> read(JsonText value) {
    return read(value, 0);
  }

  private Optional<JsonText> read(JsonText value, int at) {
    if (at == steps.size()) {
      return Optional.of(value);
    }
    Step step = steps.get(at);
    if (step.all()) {
      return readAll(value, at + 1);
    }
    Optional<JsonText> next =
        step.name() != null ? value.field(step.name()) : element(value, step.index());
    return next.flatMap(found -> read(found, at + 1));
  }

  private Optional<JsonText> readAll(JsonText value, int at) {
    List<JsonText> found =
        value.children().stream().flatMap(child -> read(child, at).stream()).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(JsonText.array(found));
  }

  private static Optional<JsonText> element(JsonText value, int index) {
    if (value.kind() != JsonText.Kind.ARRAY) {
      return Optional.empty();
    }
    List<JsonText> elements = value.children();
    return index < elements.size() ? Optional.of(elements.get(index)) : Optional.empty();
  }

  @Override
  public String toString() {
    return expression;
  }
}
