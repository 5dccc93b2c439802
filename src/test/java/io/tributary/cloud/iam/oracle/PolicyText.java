package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of policies with variables in them. */
final class PolicyText {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([^},]*:[^},]*)(?:, '([^']*)')?\\}");

  private PolicyText() {}

  /** Whether a variable of the text has neither a value in the request nor a default. */
  static boolean hasVariableWithoutValue(String text, JsonNode context) {
    return VARIABLE
        .matcher(text)
        .results()
        .anyMatch(variable -> value(variable.group(1), variable.group(2), context) == null);
  }

  /** The text with its variables filled in; what is a wildcard in a value stands for itself. */
  static String filledIn(String text, JsonNode context) {
    return replaced(
        text,
        (key, fallback) -> {
          String value = value(key, fallback, context);
          return value == null ? null : value.replace("*", "${*}").replace("?", "${?}");
        });
  }

  private static String replaced(String text, BiFunction<String, String, String> replacement) {
    StringBuilder all = new StringBuilder();
    Matcher variables = VARIABLE.matcher(text);
    while (variables.find()) {
      String value = replacement.apply(variables.group(1), variables.group(2));
      String by = value == null ? variables.group() : value;
      variables.appendReplacement(all, Matcher.quoteReplacement(by));
    }
    return variables.appendTail(all).toString();
  }

  /** Only a key of one value can be a variable. */
  private static String value(String key, String fallback, JsonNode context) {
    JsonNode value = Clause.value(context, key);
    return value.isTextual() ? value.asText() : fallback;
  }
}
