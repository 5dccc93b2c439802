package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Reads which input a target asks for.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html and
 * API_InputTransformer.html there
 */
final class TargetInputs {

  private static final int LONGEST_INPUT = 8_192;
  private static final int LONGEST_PATH = 256;
  private static final int MOST_PATHS = 100;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_\\-]{1,256}");

  private TargetInputs() {}

  static TargetInput of(Target target) {
    long given =
        Stream.of(target.input(), target.inputPath(), target.inputTransformer())
            .filter(input -> input != null)
            .count();
    if (given > 1) {
      throw EventsErrors.validation(
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + target.id()
              + ".");
    }
    if (target.input() != null) {
      return constant(target);
    }
    if (target.inputPath() != null) {
      return path(target);
    }
    return target.inputTransformer() == null ? TargetInput.WHOLE_EVENT : transformer(target);
  }

  private static TargetInput constant(Target target) {
    String input = target.input();
    Limits.requireLength(input, LONGEST_INPUT, "targets.member.input");
    if (JsonText.parse(input).isEmpty()) {
      throw EventsErrors.validation(
          "Input for target " + target.id() + " is not valid JSON: " + input);
    }
    return (event, rule) -> input;
  }

  private static TargetInput path(Target target) {
    String expression = target.inputPath();
    JsonPath path = path(expression, "InputPath", target.id());
    return (event, rule) ->
        path.read(event.json())
            .map(JsonText::compact)
            .orElseThrow(
                () ->
                    new TargetInput.UndeliverableInput(
                        "the event has nothing at the InputPath " + expression));
  }

  private static JsonPath path(String expression, String field, String targetId) {
    Limits.requireLength(expression, LONGEST_PATH, "targets.member." + field);
    return JsonPath.parse(expression)
        .orElseThrow(
            () ->
                EventsErrors.validation(
                    field
                        + " for target "
                        + targetId
                        + " is not a JSON path that EventBridge takes: "
                        + expression
                        + "; write $.name.name, [0] for an element, * for all."));
  }

  private static TargetInput transformer(Target target) {
    InputTransformer transformer = target.inputTransformer();
    String field = "targets.member.inputTransformer.inputTemplate";
    String text = Limits.required(transformer.inputTemplate(), field);
    Limits.requireLength(text, LONGEST_INPUT, field);
    Map<String, JsonPath> paths = paths(transformer, target.id());
    InputTemplate template = new InputTemplate(text);
    requireKnown(template.placeholders(), paths.keySet(), target.id());
    template
        .problem()
        .ifPresent(
            why -> {
              throw EventsErrors.validation(
                  "Invalid InputTemplate for target " + target.id() + ": " + why + ": " + text);
            });
    return new Transformation(template, paths);
  }

  private static void requireKnown(List<String> placeholders, Set<String> names, String targetId) {
    for (String name : placeholders) {
      if (!names.contains(name) && !Transformation.PREDEFINED.contains(name)) {
        throw EventsErrors.validation(
            "InputTemplate for target " + targetId + " contains invalid placeholder " + name + ".");
      }
    }
  }

  private static Map<String, JsonPath> paths(InputTransformer transformer, String targetId) {
    Map<String, String> given = transformer.inputPathsMap();
    if (given.size() > MOST_PATHS) {
      throw EventsErrors.constraint(
          given.keySet(),
          "targets.member.inputTransformer.inputPathsMap",
          "have length less than or equal to " + MOST_PATHS);
    }
    Map<String, JsonPath> paths = new LinkedHashMap<>();
    given.forEach(
        (name, expression) -> {
          if (!VARIABLE.matcher(name).matches() || name.startsWith("AWS")) {
            throw EventsErrors.validation(
                "InputPathsMap for target "
                    + targetId
                    + " has the name "
                    + name
                    + "; names match "
                    + VARIABLE
                    + " and do not begin with AWS.");
          }
          paths.put(name, path(expression, "InputPathsMap", targetId));
        });
    return paths;
  }
}
