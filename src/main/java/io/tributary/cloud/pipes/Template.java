package io.tributary.cloud.pipes;

import static java.util.stream.Collectors.joining;

import io.tributary.cloud.json.JsonFrame;
import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.json.WholeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An input template, read once and applied to each record.
 *
 * <p>A placeholder is {@code <$.path>} or one of the {@link ReservedVariable}s. Where it stands as
 * a JSON value of its own, the value is put in as JSON: strings in quotes, all else as it was
 * written. Inside a string of the template it is put in as text: strings without their quotes,
 * objects and arrays without any. A path that finds nothing puts in an empty string.
 *
 * <p>A template that is one placeholder and nothing else but white space yields text, not JSON: a
 * target that wants an object gets a string.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html
 */
final class Template {

  /** What a template can put in beside the record's own values. */
  record Context(
      String pipeArn, String pipeName, String sourceArn, String targetArn, Instant ingestionTime) {}

  private final String text;
  private final List<Part> parts;

  /** The template without its placeholders, if these are values wherever they stand; else null. */
  private final JsonFrame frame;

  private final List<Variable> variables;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
    this.frame = frame(parts);
    this.variables =
        frame == null ? List.of() : placeholders(parts).map(Placeholder::variable).toList();
  }

  private static JsonFrame frame(List<Part> parts) {
    if (placeholders(parts).anyMatch(Placeholder::inString)) {
      return null;
    }
    List<String> literals =
        parts.stream()
            .filter(Literal.class::isInstance)
            .map(literal -> ((Literal) literal).text())
            .toList();
    return JsonFrame.of(literals).orElse(null);
  }

  private static Stream<Placeholder> placeholders(List<Part> parts) {
    return parts.stream().filter(Placeholder.class::isInstance).map(Placeholder.class::cast);
  }

  /** A stretch of text, put in as it stands, or a placeholder's value. */
  private sealed interface Part {
    void append(StringBuilder to, SqsRecord record, Context context);

    /** With a value that is JSON; within a string, with none. */
    String filled(String value);
  }

  private record Literal(String text) implements Part {
    @Override
    public void append(StringBuilder to, SqsRecord record, Context context) {
      to.append(text);
    }

    @Override
    public String filled(String value) {
      return text;
    }
  }

  private record Placeholder(String name, Variable variable, boolean inString) implements Part {
    @Override
    public void append(StringBuilder to, SqsRecord record, Context context) {
      Optional<JsonText> value = variable.value(record, context);
      if (inString) {
        value.ifPresent(found -> to.append(insideString(found)));
      } else {
        to.append(value.orElse(EMPTY).text());
      }
    }

    @Override
    public String filled(String value) {
      return inString ? "" : value;
    }
  }

  /** Where a placeholder's value comes from. */
  interface Variable {
    Optional<JsonText> value(SqsRecord record, Context context);
  }

  private static final JsonText EMPTY = JsonText.string("");

  /**
   * Reads a template.
   *
   * @throws InvalidTemplateException if a placeholder is none that pipes know, or stands where it
   *     cannot
   */
  static Template parse(String text) {
    return new Template(text, parts(text.strip()));
  }

  /** The template as it was given. */
  String text() {
    return text;
  }

  /** The template with the record's values put in: whatever text that yields. */
  String apply(SqsRecord record, Context context) {
    StringBuilder result = new StringBuilder(text.length() + record.message().body().length());
    for (Part part : parts) {
      part.append(result, record, context);
    }
    return result.toString();
  }

  /** What {@link #apply} yields, if it is JSON; else empty. */
  Optional<JsonText> applyJson(SqsRecord record, Context context) {
    if (frame == null) {
      return JsonText.parse(apply(record, context));
    }
    JsonText[] values = new JsonText[variables.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = variables.get(i).value(record, context).orElse(EMPTY);
    }
    JsonText filled = frame.fill(values);
    return filled.levels() <= JsonText.DEEPEST
        ? Optional.of(filled)
        : JsonText.parse(filled.text());
  }

  /** Whether it yields a JSON object, as an event's detail has to be, with some record's values. */
  boolean canYieldObject() {
    return Stream.of("\"\"", "0")
        .map(value -> parts.stream().map(part -> part.filled(value)).collect(joining()))
        .anyMatch(text -> JsonText.parse(text).filter(JsonText::isObject).isPresent());
  }

  /** The paths that find nothing in any record, as they begin with what none has. */
  List<String> pathsToNothing() {
    return placeholders(parts)
        .map(Placeholder::name)
        .filter(Template::leadsNowhere)
        .distinct()
        .toList();
  }

  private static boolean leadsNowhere(String name) {
    return JsonPath.parse(name)
        .flatMap(JsonPath::firstName)
        .filter(field -> !SqsRecord.FIELDS.contains(field))
        .isPresent();
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    boolean inString = false;
    int literalFrom = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (inString && c == '\\') {
        at++;
      } else if (c == '"') {
        inString = !inString;
      } else if (opensPlaceholder(text, at)) {
        parts.add(new Literal(text.substring(literalFrom, at)));
        int end = end(text, at);
        String name = text.substring(at + 1, end);
        parts.add(placeholder(name, inString, at == 0 && end == text.length() - 1));
        at = end;
        literalFrom = end + 1;
      }
    }
    parts.add(new Literal(text.substring(literalFrom)));
    return List.copyOf(parts);
  }

  private static Part placeholder(String name, boolean inString, boolean alone) {
    Variable variable = variable(name);
    WholeEvent.problem(name, inString)
        .ifPresent(
            why -> {
              throw new InvalidTemplateException(why);
            });
    return new Placeholder(name, alone ? asText(variable) : variable, inString);
  }

  /** A whole template of one placeholder gives text; scalars keep their form. */
  private static Variable asText(Variable variable) {
    return (record, context) ->
        variable
            .value(record, context)
            .map(
                found ->
                    isContainer(found)
                        ? JsonText.parse('"' + insideString(found) + '"').orElseThrow()
                        : found);
  }

  private static boolean opensPlaceholder(String text, int at) {
    return text.startsWith("<$", at) || text.startsWith("<aws.", at);
  }

  private static int end(String text, int from) {
    int end = text.indexOf('>', from);
    if (end < 0) {
      throw new InvalidTemplateException(
          "the placeholder " + text.substring(from) + " has no closing >");
    }
    return end;
  }

  private static Variable variable(String name) {
    if (name.startsWith("aws.")) {
      return ReservedVariable.named(name);
    }
    JsonPath path =
        JsonPath.parse(name)
            .orElseThrow(
                () ->
                    new InvalidTemplateException(
                        "<"
                            + name
                            + "> is no JSON path that pipes know: use dots, dashes, underscores,"
                            + " slashes, letters, digits, [n] and *"));
    return (record, context) -> record.read(path);
  }

  private static String insideString(JsonText value) {
    if (value.kind() == JsonText.Kind.STRING) {
      return value.text().substring(1, value.text().length() - 1);
    }
    return isContainer(value) ? withoutQuotes(value.text()) : value.text();
  }

  private static boolean isContainer(JsonText value) {
    return value.kind() == JsonText.Kind.OBJECT || value.kind() == JsonText.Kind.ARRAY;
  }

  /** Escaped quotes stay, and line breaks become escaped: the text can stand in a JSON string. */
  private static String withoutQuotes(String json) {
    StringBuilder bare = new StringBuilder(json.length());
    for (int at = 0; at < json.length(); at++) {
      char c = json.charAt(at);
      switch (c) {
        case '"' -> {}
        case '\\' -> bare.append(c).append(json.charAt(++at));
        case '\n' -> bare.append("\\n");
        case '\r' -> bare.append("\\r");
        case '\t' -> bare.append("\\t");
        default -> bare.append(c);
      }
    }
    return bare.toString();
  }
}
