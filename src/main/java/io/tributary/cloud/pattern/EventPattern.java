package io.tributary.cloud.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.json.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * An event pattern, by AWS's own matcher. Rules, pipe filters and SNS filter policies use it alike;
 * the latter two accept less, and check that themselves.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
public final class EventPattern {

  /** How much of an event's value a reason shows: enough to recognise it by. */
  private static final int LONGEST_SHOWN = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String json;
  private final PatternSet<EventPattern> matcher = new PatternSet<>();
  private Map<List<String>, Field> fields;

  private record Field(JsonNode wanted, EventPattern alone) {}

  private EventPattern(String json) {
    this.json = json;
    matcher.put(this, this);
  }

  /**
   * Reads a pattern.
   *
   * @throws InvalidPatternException if AWS's matcher does not accept it
   */
  public static EventPattern parse(String json) {
    String problem = problem(json);
    if (problem != null) {
      throw new InvalidPatternException(problem);
    }
    return new EventPattern(json);
  }

  private static String problem(String json) {
    if (Alternatives.exceedLimit(json)) {
      return "Rule is too complex: its $or combine to more than " + Alternatives.MOST;
    }
    try {
      return JsonRuleCompiler.check(json);
    } catch (RuntimeException rejected) {
      return rejected.getMessage();
    }
  }

  /** The pattern as it was given. */
  public String json() {
    return json;
  }

  /** The same, read as JSON. */
  public JsonNode tree() {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern is not JSON: " + json, e);
    }
  }

  /**
   * The names of the event's own fields that the pattern looks at. What stands in a {@code $or} is
   * not told, only that there is one.
   */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    tree().fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether the event, a JSON object, matches; any other JSON value does not. */
  public boolean matches(JsonText event) {
    return !matcher.matching(event).isEmpty();
  }

  /**
   * Why an event does not match, in words: each field of the pattern that the event does not
   * satisfy, what the pattern wants and what the event has. When each field alone is satisfied,
   * they are not within one element of an array.
   */
  public String mismatch(JsonText event) {
    List<String> reasons = mismatches(event);
    return reasons.isEmpty()
        ? "no one element of an array has all the fields that the pattern wants"
        : String.join("; ", reasons);
  }

  /**
   * The fields of the pattern that the event does not satisfy, each with what the pattern wants and
   * what the event has; empty when each alone is satisfied.
   */
  public List<String> mismatches(JsonText event) {
    List<String> reasons = new ArrayList<>();
    fields()
        .forEach(
            (path, field) -> {
              if (!field.alone().matches(event)) {
                reasons.add(describe(path, field, event));
              }
            });
    return reasons;
  }

  private static String describe(List<String> path, Field field, JsonText event) {
    String name = String.join(".", path);
    if (path.get(path.size() - 1).equals("$or")) {
      return "none of the alternatives of " + name + " matches: " + field.wanted();
    }
    String has = valueAt(name, event).map(value -> " is " + shown(value)).orElse(" is missing");
    return name + has + ", the pattern wants " + field.wanted();
  }

  /**
   * What the matcher compares: below an array, the values of all its elements. To the matcher a dot
   * in a name is as good as a step to a field below, in the pattern and in the event.
   */
  private static Optional<JsonText> valueAt(String path, JsonText value) {
    if (value.kind() == JsonText.Kind.ARRAY) {
      List<JsonText> found =
          value.children().stream().flatMap(element -> valueAt(path, element).stream()).toList();
      return found.isEmpty() ? Optional.empty() : Optional.of(JsonText.array(found));
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      String below = path.substring(dot + 1);
      Optional<JsonText> found =
          value.field(path.substring(0, dot)).flatMap(next -> valueAt(below, next));
      if (found.isPresent()) {
        return found;
      }
    }
    return value.field(path);
  }

  private static String shown(JsonText value) {
    String text = value.compact();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private Map<List<String>, Field> fields() {
    if (fields == null) {
      fields = new LinkedHashMap<>();
      collect(tree(), new ArrayList<>());
    }
    return fields;
  }

  private void collect(JsonNode node, List<String> path) {
    node.properties()
        .forEach(
            property -> {
              List<String> here = new ArrayList<>(path);
              here.add(property.getKey());
              if (property.getValue().isObject()) {
                collect(property.getValue(), here);
              } else {
                fields.put(
                    List.copyOf(here),
                    new Field(property.getValue(), alone(here, property.getValue())));
              }
            });
  }

  private static EventPattern alone(List<String> path, JsonNode wanted) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode parent = root;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent.putObject(name);
    }
    parent.set(path.get(path.size() - 1), wanted);
    return new EventPattern(root.toString());
  }
}
