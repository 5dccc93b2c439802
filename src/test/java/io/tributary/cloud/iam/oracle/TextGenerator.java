package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rewrites a text that matches into patterns that do so too, or miss it narrowly. */
final class TextGenerator {

  /** Every key of one value, and a list, which is none. */
  static final List<String> VARIABLES =
      Stream.concat(
              Stream.of(KeyType.values())
                  .flatMap(type -> Stream.concat(type.known().stream(), type.told().stream()))
                  .filter(key -> !Simulation.MULTIVALUED.contains(key)),
              Stream.of("aws:TagKeys"))
          .toList();

  /** Shorter values stand in too many places. */
  private static final int SHORTEST = 3;

  private final Chance chance;
  private final JsonNode context;

  TextGenerator(Chance chance, JsonNode context) {
    this.chance = chance;
    this.context = context;
  }

  /** A pattern for a text; without wildcards unless they mean something there. */
  String near(String text, boolean wildcards) {
    if (chance.percent(12)) {
      return withVariable(text);
    }
    if (text.indexOf('*') >= 0 && chance.percent(40)) {
      return text.replace("*", "${*}");
    }
    if (wildcards && chance.percent(50)) {
      return withWildcard(text);
    }
    return chance.percent(12) ? missed(text) : text;
  }

  /** Puts a star or question mark in place of a piece of the last part, so that the text fits. */
  String withWildcard(String text) {
    int from = text.lastIndexOf(':') + 1;
    if (from == text.length()) {
      return text + "*";
    }
    int at = from + chance.upTo(text.length() - from - 1);
    return switch (chance.upTo(3)) {
      case 0 -> text.substring(0, at) + "?" + text.substring(at + 1);
      case 1 -> text.substring(0, at) + "*";
      case 2 -> text.substring(0, from) + "*" + text.substring(at);
      default -> text + "*";
    };
  }

  private String missed(String text) {
    return switch (chance.upTo(3)) {
      case 0 -> text + "x";
      case 1 -> text.isEmpty() ? "x" : text.substring(0, text.length() - 1);
      case 2 -> text.replace("jane", "Jane");
      default -> text + "?";
    };
  }

  /** Puts a variable in place of its value where the text has it, else one that does not fit. */
  String withVariable(String text) {
    List<String> fitting = new ArrayList<>();
    for (Map.Entry<String, JsonNode> key : context.properties()) {
      JsonNode value = key.getValue();
      String only = value.isArray() ? value.get(0).asText() : value.asText();
      boolean variable = VARIABLES.contains(key.getKey());
      if (variable && only.length() >= SHORTEST && text.contains(only)) {
        fitting.add(text.replace(only, variable(key.getKey())));
      }
    }
    if (!fitting.isEmpty() && chance.percent(85)) {
      return chance.of(fitting);
    }
    String variable = variable(chance.of(VARIABLES));
    return text.contains("jane") ? text.replaceFirst("jane", quoted(variable)) : text + variable;
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  private String variable(String key) {
    return "${" + key + (chance.percent(25) ? ", '" + chance.of("jane", "joe") + "'" : "") + "}";
  }
}
