package io.tributary.cloud.pipes;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.pipes.model.PipeTargetEventBridgeEventBusParameters;

/**
 * What the events of a pipe say beside their detail. Each value is a fixed text, or a JSON path
 * that is read from the record as it came from the source, not from the template's result.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html
 */
final class BusParameters {

  /** What AWS puts into the detail-type of a pipe from SQS that names none. */
  static final String DEFAULT_DETAIL_TYPE = "Event from aws:sqs";

  private static final int LONGEST_RESOURCE = 1_600;

  /** Of any service; docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  private static final Pattern ARN =
      Pattern.compile("arn:aws[\\w-]*:[\\w-]+:([a-z]{2,4}(-[a-z]+){1,2}(-\\d)?)?:(\\d{12})?:.+");

  /** Each step begins with a name: less than {@link JsonPath} takes, and all of it taken there. */
  private static final Pattern PATH = Pattern.compile("\\$(\\.[\\w/-]+(\\[(\\d{1,9}|\\*)])*)*");

  private final Parameter source;
  private final Parameter detailType;
  private final List<Parameter> resources;
  private final Parameter time;

  /**
   * The parameters of a pipe.
   *
   * @param given checked; null when the pipe has none
   */
  BusParameters(String pipeName, PipeTargetEventBridgeEventBusParameters given) {
    PipeTargetEventBridgeEventBusParameters parameters =
        given == null ? PipeTargetEventBridgeEventBusParameters.builder().build() : given;
    this.source = parameter("Source", parameters.source(), "Pipe " + pipeName);
    this.detailType = parameter("DetailType", parameters.detailType(), DEFAULT_DETAIL_TYPE);
    this.resources =
        parameters.resources().stream().map(one -> parameter("Resources", one, null)).toList();
    this.time = parameters.time() == null ? null : parameter("Time", parameters.time(), null);
  }

  /** Whether AWS takes a text as the path of a parameter. */
  static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  /** Whether AWS takes a text, or null, as one of Resources. */
  static boolean isResource(String text) {
    return text != null
        && text.length() <= LONGEST_RESOURCE
        && (ARN.matcher(text).matches() || isPath(text));
  }

  /**
   * The entry for a record.
   *
   * @throws UndeliverableException if a path finds nothing, or no time where one is wanted
   */
  EventEntry entry(String bus, SqsRecord record, JsonText detail) {
    return new EventEntry(
        bus,
        source.value(record),
        detailType.value(record),
        detail,
        resources(record),
        time == null ? null : millis(time.value(record)),
        record.message().trace());
  }

  private List<String> resources(SqsRecord record) {
    return resources.isEmpty()
        ? List.of()
        : resources.stream().map(resource -> resource.value(record)).toList();
  }

  /** A fixed text, or a path when it is not null. */
  private record Parameter(String name, String text, JsonPath path) {
    String value(SqsRecord record) {
      if (path == null) {
        return text;
      }
      return record
          .read(path)
          .map(JsonText::stringValue)
          .orElseThrow(
              () ->
                  new UndeliverableException(
                      "the parameter " + name + ", " + path + ", finds nothing in the record"));
    }
  }

  private static Parameter parameter(String name, String given, String otherwise) {
    String text = given == null ? otherwise : given;
    return new Parameter(name, text, JsonPath.parse(text).orElse(null));
  }

  private static Long millis(String time) {
    try {
      Instant instant = OffsetDateTime.parse(time).toInstant();
      return instant.toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new UndeliverableException(
          "the parameter Time yields \"" + time + "\", which is no RFC 3339 timestamp");
    }
  }
}
