package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.json.WholeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template of an input transformer: text with {@code <placeholders>}.
 *
 * <p>A template that begins with a quote makes text: values stand in it as they are, and objects
 * and arrays lose their quotes. Any other template makes JSON: a placeholder inside a JSON string
 * is replaced by the bare value, unescaped as AWS says, one outside by the value as JSON; the
 * result must be JSON and is delivered compact. A placeholder without a value becomes an empty
 * string. The whole event cannot stand within text, nor a placeholder as a field's name.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html and
 * docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html
 */
final class InputTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]*)>");

  /** Literal text, then a placeholder; the last part has none. */
  private record Part(String literal, String placeholder, boolean inString, boolean inName) {}

  private final List<Part> parts = new ArrayList<>();
  private final boolean json;

  InputTemplate(String template) {
    json = !template.stripLeading().startsWith("\"");
    Matcher matcher = PLACEHOLDER.matcher(template);
    boolean inString = false;
    int at = 0;
    while (matcher.find()) {
      String literal = template.substring(at, matcher.start());
      inString = inStringAfter(literal, inString);
      at = matcher.end();
      boolean inName = json && inString && endsAsName(template, at);
      parts.add(new Part(literal, matcher.group(1), inString, inName));
    }
    parts.add(new Part(template.substring(at), null, false, false));
  }

  private static boolean inStringAfter(String literal, boolean before) {
    boolean inString = before;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      }
    }
    return inString;
  }

  /** Whether the string within which the place lies is the name of a field. */
  private static boolean endsAsName(String template, int place) {
    int at = place;
    while (at < template.length() && template.charAt(at) != '"') {
      at += template.charAt(at) == '\\' ? 2 : 1;
    }
    return at < template.length() && template.substring(at + 1).stripLeading().startsWith(":");
  }

  /** The names of its placeholders, in order. */
  List<String> placeholders() {
    return parts.stream().map(Part::placeholder).filter(name -> name != null).toList();
  }

  /** Why nothing that a target could get can come of it, or AWS does not take it; else empty. */
  Optional<String> problem() {
    return isValid()
        ? parts.stream().flatMap(part -> misplaced(part).stream()).findFirst()
        : Optional.of("it must be JSON once its placeholders are replaced, or lines in quotes");
  }

  private Optional<String> misplaced(Part part) {
    if (part.placeholder() == null) {
      return Optional.empty();
    }
    return part.inName()
        ? Optional.of(
            "the placeholder <"
                + part.placeholder()
                + "> cannot be used as an object key: write the name out, and use placeholders as"
                + " values")
        : WholeEvent.problem(part.placeholder(), !json || part.inString());
  }

  /** Whether it can make anything a target could get. */
  private boolean isValid() {
    if (json) {
      return fill((name, inString) -> inString ? "" : "0").isPresent();
    }
    String text = text((name, inString) -> "");
    return text.lines()
        .filter(line -> !line.isBlank())
        .allMatch(line -> line.strip().matches("\".*\""));
  }

  /**
   * What it makes of the values; empty when that should be JSON and is not.
   *
   * @param values the value of a placeholder; empty when it has none
   */
  Optional<String> fill(Function<String, Optional<JsonText>> values) {
    return fill(
        (name, inString) -> {
          Optional<JsonText> value = values.apply(name);
          return json && !inString
              ? value.map(JsonText::compact).orElse("\"\"")
              : value.map(this::unquoted).orElse("");
        });
  }

  private String unquoted(JsonText value) {
    boolean structured =
        value.kind() == JsonText.Kind.OBJECT || value.kind() == JsonText.Kind.ARRAY;
    return structured && !json ? value.compact().replace("\"", "") : value.stringValue();
  }

  private interface Filler {
    String textOf(String placeholder, boolean inString);
  }

  private Optional<String> fill(Filler filler) {
    String text = text(filler);
    return json ? JsonText.parse(text).map(JsonText::compact) : Optional.of(text);
  }

  private String text(Filler filler) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.literal());
      if (part.placeholder() != null) {
        text.append(filler.textOf(part.placeholder(), part.inString()));
      }
    }
    return text.toString();
  }
}
