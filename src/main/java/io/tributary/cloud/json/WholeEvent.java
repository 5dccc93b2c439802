package io.tributary.cloud.json;

import java.util.Optional;
import java.util.Set;

/**
 * The placeholders of input templates, of rules and of pipes, that stand for a whole event as JSON.
 * They can only be used as values, because what they stand for is not escaped.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html and
 * eb-pipes-input-transformation.html there
 */
public final class WholeEvent {

  private static final Set<String> PLACEHOLDERS =
      Set.of("aws.events.event", "aws.events.event.json", "aws.pipes.event.json");

  private WholeEvent() {}

  /**
   * Why a placeholder cannot stand where it does; empty when it can.
   *
   * @param name of the placeholder, without {@code <} and {@code >}
   * @param inText whether it stands in a text, be it one of JSON's strings
   */
  public static Optional<String> problem(String name, boolean inText) {
    return inText && PLACEHOLDERS.contains(name)
        ? Optional.of(
            "<"
                + name
                + "> stands within text, where nothing escapes it: it can only be the value of a"
                + " JSON field, as in {\"event\": <"
                + name
                + ">}")
        : Optional.empty();
  }
}
