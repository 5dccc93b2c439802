package io.tributary.cloud.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.regions.GeneratedRegionMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.RegionMetadataProvider;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * What CloudWatch writes to an SNS topic when an alarm changes its state.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
final class AlarmMessage {

  /**
   * docs.aws.amazon.com/sns/latest/api/API_Publish.html: a subject has fewer than 100 characters
   */
  private static final int LONGEST_SUBJECT = 99;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Asked directly: {@link Region#metadata} would first load what the SDK knows of all services.
   */
  private static final RegionMetadataProvider REGIONS = new GeneratedRegionMetadataProvider();

  private AlarmMessage() {}

  static String subject(Alarm alarm, Account account) {
    String subject =
        alarm.state().value() + ": \"" + alarm.definition().name() + "\" in " + region(account);
    return subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT));
  }

  static String text(Alarm alarm, StateValue before, Account account, Instant now) {
    AlarmDefinition definition = alarm.definition();
    ObjectNode message = JSON.createObjectNode();
    message.put("AlarmName", definition.name());
    message.put("AlarmDescription", definition.request().alarmDescription());
    message.put("AWSAccountId", account.id());
    message.put("AlarmConfigurationUpdatedTimestamp", StateReason.TIME.format(alarm.configured()));
    message.put("NewStateValue", alarm.state().value().toString());
    message.put("NewStateReason", alarm.state().reason());
    message.put("StateChangeTime", StateReason.TIME.format(now));
    message.put("Region", region(account));
    message.put("AlarmArn", alarm.arn());
    message.put("OldStateValue", before.toString());
    putAll(message, "OKActions", definition.actions(StateValue.OK));
    putAll(message, "AlarmActions", definition.actions(StateValue.ALARM));
    putAll(message, "InsufficientDataActions", definition.actions(StateValue.INSUFFICIENT_DATA));
    message.set("Trigger", trigger(definition));
    return message.toString();
  }

  private static void putAll(ObjectNode message, String name, List<String> texts) {
    texts.forEach(message.putArray(name)::add);
  }

  private static ObjectNode trigger(AlarmDefinition alarm) {
    ObjectNode trigger = JSON.createObjectNode();
    trigger.put("MetricName", alarm.metric().name());
    trigger.put("Namespace", alarm.metric().namespace());
    trigger.put("StatisticType", "Statistic");
    trigger.put("Statistic", alarm.statistic().toString().toUpperCase(Locale.ROOT));
    trigger.put("Unit", alarm.unit() == null ? null : alarm.unit().toString());
    var dimensions = trigger.putArray("Dimensions");
    for (Dimension dimension : alarm.request().dimensions()) {
      dimensions.addObject().put("value", dimension.value()).put("name", dimension.name());
    }
    trigger.put("Period", alarm.periodMinutes() * 60);
    trigger.put("EvaluationPeriods", alarm.evaluationPeriods());
    if (alarm.request().datapointsToAlarm() != null) {
      trigger.put("DatapointsToAlarm", alarm.datapointsToAlarm());
    }
    trigger.put("ComparisonOperator", alarm.comparison().toString());
    trigger.put("Threshold", alarm.threshold());
    trigger.put(
        "TreatMissingData", Objects.requireNonNullElse(alarm.request().treatMissingData(), ""));
    trigger.put("EvaluateLowSampleCountPercentile", "");
    return trigger;
  }

  /** The region as these messages name it, which say EU where the SDK says Europe. */
  private static String region(Account account) {
    RegionMetadata region = REGIONS.regionMetadata(Region.of(account.region()));
    return region == null
        ? account.region()
        : region.description().replaceFirst("^Europe \\(", "EU (");
  }
}
