package io.tributary.local;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a name that AWS refuses: AWS tells a length or a pattern, and of some
 * resources not even which name it was.
 */
final class RefusedName {

  /** How AWS begins to say so of rules, roles and the like, of pipes, of queues, and of topics. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "at '(name|roleName)' failed to satisfy constraint"
              + "|Can only include alphanumeric characters, hyphens, or underscores"
              + "|Invalid parameter: Topic Name");

  /**
   * What AWS takes.
   *
   * @param characters those besides letters and digits
   */
  private record Allowed(int longest, String characters) {}

  private static final Map<String, Allowed> ALLOWED =
      Map.of(
          "aws:sqs/queue:Queue", new Allowed(80, "-_"),
          "aws:sns/topic:Topic", new Allowed(256, "-_"),
          "aws:cloudwatch/eventBus:EventBus", new Allowed(256, ".-_"),
          "aws:cloudwatch/eventRule:EventRule", new Allowed(64, ".-_"),
          "aws:pipes/pipe:Pipe", new Allowed(64, ".-_"),
          "aws:iam/role:Role", new Allowed(64, "+=,.@-_"));

  private RefusedName() {}

  /** What is wrong, in words, if AWS's words are about the resource's name. */
  static Optional<String> of(GraphResource resource, String words) {
    return REFUSED.matcher(words).find()
        ? Optional.ofNullable(ALLOWED.get(resource.type()))
            .flatMap(allowed -> resource.text("name").map(name -> told(name, allowed)))
        : Optional.empty();
  }

  private static String told(String name, Allowed allowed) {
    String others =
        name.chars()
            .filter(it -> !isAllowed(it, allowed))
            .mapToObj(it -> "'" + Character.toString(it) + "'")
            .distinct()
            .collect(Collectors.joining(", "));
    return "The name '%s' has %s characters%s; allowed are 1 to %s: letters, digits and %s. Give the resource another name, or the stack a shorter username."
        .formatted(
            name,
            name.length(),
            others.isEmpty() ? "" : ", and among them " + others,
            allowed.longest(),
            String.join(" ", allowed.characters().split("")));
  }

  private static boolean isAllowed(int character, Allowed allowed) {
    return character < 128 && Character.isLetterOrDigit(character)
        || allowed.characters().indexOf(character) >= 0;
  }
}
