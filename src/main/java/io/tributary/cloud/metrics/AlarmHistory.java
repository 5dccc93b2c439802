package io.tributary.cloud.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/**
 * Writes the history of alarms.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
 */
final class AlarmHistory {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlarmHistory() {}

  static void configured(Alarm alarm, boolean isNew, Instant now) {
    String what = isNew ? "Create" : "Update";
    ObjectNode data = JSON.createObjectNode().put("version", "1.0").put("type", what);
    String summary =
        "Alarm \"" + alarm.definition().name() + "\" " + (isNew ? "created" : "updated");
    add(alarm, HistoryItemType.CONFIGURATION_UPDATE, summary, data, now);
  }

  static void changed(Alarm alarm, AlarmState before, Instant now) {
    ObjectNode data = JSON.createObjectNode().put("version", "1.0");
    data.set("oldState", state(before));
    data.set("newState", state(alarm.state()));
    String summary = "Alarm updated from " + before.value() + " to " + alarm.state().value();
    add(alarm, HistoryItemType.STATE_UPDATE, summary, data, now);
  }

  private static ObjectNode state(AlarmState state) {
    ObjectNode node = JSON.createObjectNode();
    node.put("stateValue", state.value().toString()).put("stateReason", state.reason());
    if (state.reasonData() != null) {
      node.put("stateReasonData", state.reasonData());
    }
    return node;
  }

  /**
   * Notes that a topic was told, or why not.
   *
   * @param failure null when it was
   */
  static void notified(Alarm alarm, String topic, String failure, Instant now) {
    ObjectNode data = JSON.createObjectNode();
    data.put("actionState", failure == null ? "Succeeded" : "Failed");
    data.put("notificationResource", topic).put("stateUpdateTimestamp", now.toEpochMilli());
    if (failure != null) {
      data.put("error", failure);
    }
    String summary =
        failure == null
            ? "Successfully executed action " + topic
            : "Failed to execute action " + topic + ". Received error: \"" + failure + "\"";
    add(alarm, HistoryItemType.ACTION, summary, data, now);
  }

  private static void add(
      Alarm alarm, HistoryItemType type, String summary, ObjectNode data, Instant now) {
    alarm.remember(
        AlarmHistoryItem.builder()
            .alarmName(alarm.definition().name())
            .alarmType(AlarmType.METRIC_ALARM)
            .timestamp(now)
            .historyItemType(type)
            .historySummary(summary)
            .historyData(data.toString())
            .build());
  }
}
