package io.tributary.cloud.events;

import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An input transformer: a template whose placeholders are paths into the event, or predefined. */
final class Transformation implements TargetInput {

  /**
   * The placeholders that need no path.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
   */
  static final Set<String> PREDEFINED =
      Set.of(
          "aws.events.rule-arn",
          "aws.events.rule-name",
          "aws.events.event.ingestion-time",
          "aws.events.event",
          "aws.events.event.json");

  private final InputTemplate template;
  private final Map<String, JsonPath> paths;

  Transformation(InputTemplate template, Map<String, JsonPath> paths) {
    this.template = template;
    this.paths = paths;
  }

  @Override
  public String of(AcceptedEvent event, Rule rule) {
    return template
        .fill(name -> value(name, event, rule))
        .orElseThrow(
            () ->
                new UndeliverableInput(
                    "the input template does not give JSON with this event's values, which stand"
                        + " unescaped in it"));
  }

  private Optional<JsonText> value(String name, AcceptedEvent event, Rule rule) {
    return switch (name) {
      case "aws.events.rule-arn" -> Optional.of(JsonText.string(rule.arn()));
      case "aws.events.rule-name" -> Optional.of(JsonText.string(rule.name()));
      case "aws.events.event.ingestion-time" -> Optional.of(ingestionTime(event));
      case "aws.events.event" -> Optional.of(withoutDetail(event.json()));
      case "aws.events.event.json" -> Optional.of(event.json());
      default -> paths.get(name).read(event.json());
    };
  }

  private static JsonText ingestionTime(AcceptedEvent event) {
    Instant time = Instant.ofEpochMilli(event.acceptedMillis());
    return JsonText.string(time.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The event as AWS gives it here: other names and another order than in the event itself. */
  private static JsonText withoutDetail(JsonText event) {
    String[] fields = {
      "id", "account", "detail-type", "time", "source", "region", "resources", "version"
    };
    StringBuilder json = new StringBuilder("{");
    for (String field : fields) {
      json.append(json.length() == 1 ? "\"" : ",\"")
          .append(field.equals("detail-type") ? "detailType" : field)
          .append("\":")
          .append(event.field(field).orElseThrow().text());
    }
    return JsonText.parse(json.append('}').toString()).orElseThrow();
  }
}
