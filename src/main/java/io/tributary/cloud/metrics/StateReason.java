package io.tributary.cloud.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.metrics.Evaluation.Datapoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Why an alarm is in a state, as CloudWatch words it.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Acting_Alarm_Changes.html
 */
final class StateReason {

  /** How the messages and reason data of CloudWatch write a time. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SHORT_TIME =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AlarmDefinition alarm;
  private final Evaluation evaluation;
  private final StateValue before;

  StateReason(AlarmDefinition alarm, Evaluation evaluation, StateValue before) {
    this.alarm = alarm;
    this.evaluation = evaluation;
    this.before = before;
  }

  /** The state that the evaluation led to. */
  AlarmState state(StateValue value, Instant now) {
    return new AlarmState(value, text(value), data(now).toString());
  }

  private String text(StateValue value) {
    List<Datapoint> points = evaluation.evaluated();
    if (value == StateValue.INSUFFICIENT_DATA) {
      int unknown = evaluation.missing();
      return "Insufficient Data: "
          + counted(unknown, "datapoint was", "datapoints were")
          + " unknown.";
    }
    List<Datapoint> deciding =
        points.stream()
            .filter(point -> alarm.breaches(point.value()) == (value == StateValue.ALARM))
            .toList();
    return "Threshold Crossed: "
        + (deciding.isEmpty() ? received(points.size()) : crossed(value, deciding))
        + ".";
  }

  /** When no datapoint speaks for the state: the missing ones alone do. */
  private String received(int number) {
    return (number == 0
            ? "no datapoints were"
            : counted(number, "datapoint was", "datapoints were"))
        + " received for "
        + counted(alarm.evaluationPeriods(), "period", "periods")
        + treated();
  }

  /** How the missing datapoints were taken; nothing when none are missing or looked at. */
  private String treated() {
    boolean breaching = alarm.missing() == MissingData.BREACHING;
    if (evaluation.missing() == 0 || !breaching && alarm.missing() != MissingData.NOT_BREACHING) {
      return "";
    }
    return " and "
        + counted(evaluation.missing(), "missing datapoint was", "missing datapoints were")
        + " treated as "
        + (breaching ? "[Breaching]" : "[NonBreaching]");
  }

  private String crossed(StateValue value, List<Datapoint> deciding) {
    String values =
        deciding.stream()
            .map(point -> point.value() + " (" + SHORT_TIME.format(begin(point)) + ")")
            .collect(Collectors.joining(", "));
    return "%s out of the last %s datapoints [%s] %s %s the threshold (%s)%s%s"
        .formatted(
            deciding.size(),
            alarm.evaluationPeriods(),
            values,
            (deciding.size() == 1 ? "was" : "were") + (value == StateValue.ALARM ? "" : " not"),
            comparison(),
            alarm.threshold(),
            treated(),
            transition(value));
  }

  private String comparison() {
    return switch (alarm.comparison()) {
      case GREATER_THAN_THRESHOLD -> "greater than";
      case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
      case LESS_THAN_THRESHOLD -> "less than";
      case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> "less than or equal to";
      default -> throw new IllegalStateException("the operator is checked before it is kept");
    };
  }

  /** How many datapoints the change takes at least; said only of a change between OK and ALARM. */
  private String transition(StateValue value) {
    if (value == before || before == StateValue.INSUFFICIENT_DATA) {
      return "";
    }
    int least =
        value == StateValue.ALARM
            ? alarm.datapointsToAlarm()
            : alarm.evaluationPeriods() - alarm.datapointsToAlarm() + 1;
    return " (minimum %s for %s -> %s transition)"
        .formatted(counted(least, "datapoint", "datapoints"), before, value);
  }

  private ObjectNode data(Instant now) {
    ObjectNode data = JSON.createObjectNode();
    data.put("version", "1.0").put("queryDate", TIME.format(now));
    List<Datapoint> points = evaluation.evaluated();
    if (!points.isEmpty()) {
      data.put("startDate", TIME.format(begin(points.get(points.size() - 1))));
    }
    if (alarm.unit() != null) {
      data.put("unit", alarm.unit().toString());
    }
    data.put("statistic", alarm.statistic().toString()).put("period", alarm.periodMinutes() * 60);
    ArrayNode recent = data.putArray("recentDatapoints");
    ArrayNode evaluated = JSON.createArrayNode();
    for (int i = points.size() - 1; i >= 0; i--) {
      Datapoint point = points.get(i);
      recent.add(point.value());
      evaluated
          .insertObject(0)
          .put("timestamp", TIME.format(begin(point)))
          .put("value", point.value());
    }
    data.put("threshold", alarm.threshold()).set("evaluatedDatapoints", evaluated);
    return data;
  }

  private static Instant begin(Datapoint point) {
    return Instant.ofEpochSecond(point.minute() * 60);
  }

  private static String counted(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
