package io.tributary.cloud.metrics;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** What the API does with alarms and their states. */
final class AlarmOperations {

  /** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
  private static final int MOST_ALARMS = 5_000;

  private static final int LARGEST_PAGE = 100;
  private static final int DEFAULT_PAGE = 50;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_REASON = 1_023;
  private static final int LONGEST_REASON_DATA = 4_000;

  private static final Set<String> DESCRIBE_FIELDS =
      Set.of(
          "AlarmNames",
          "AlarmNamePrefix",
          "AlarmTypes",
          "StateValue",
          "ActionPrefix",
          "MaxRecords",
          "NextToken");

  private static final Set<String> FOR_METRIC_FIELDS =
      Set.of("MetricName", "Namespace", "Statistic", "Dimensions", "Period", "Unit");

  private final EventLoop loop;
  private final Access access;
  private final Alarms alarms;
  private final AlarmRules rules;
  private final Minutes minutes;

  AlarmOperations(EventLoop loop, Account account, Access access, Alarms alarms, Minutes minutes) {
    this.loop = loop;
    this.access = access;
    this.alarms = alarms;
    this.rules = new AlarmRules(account);
    this.minutes = minutes;
  }

  PutMetricAlarmResponse put(Caller caller, PutMetricAlarmRequest request) {
    String name = Limits.requiredText(request.alarmName(), "AlarmName", LONGEST_NAME);
    Map<String, String> tags = Tags.read(request.tags());
    access.require(caller, "PutMetricAlarm", access.alarm(name), context(request, tags));
    if (!tags.isEmpty()) {
      access.require(caller, "TagResource", access.alarm(name), RequestTags.keys(tags));
    }
    AlarmDefinition definition = rules.checked(request);
    Alarm alarm = alarms.byName().get(name);
    if (alarm == null) {
      create(definition, tags);
    } else {
      alarm.define(definition, loop.now()); // AWS ignores the tags of an alarm that is there
      AlarmHistory.configured(alarm, false, loop.now());
    }
    minutes.happened();
    return PutMetricAlarmResponse.builder().build();
  }

  /**
   * The condition keys of a request: its tags, and the actions of all states when there are any.
   *
   * <p>See
   * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html
   */
  private static Map<String, List<String>> context(
      PutMetricAlarmRequest request, Map<String, String> tags) {
    Map<String, List<String>> context = new TreeMap<>(RequestTags.keys(tags));
    List<String> actions =
        Stream.of(request.okActions(), request.alarmActions(), request.insufficientDataActions())
            .flatMap(List::stream)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!actions.isEmpty()) {
      context.put("cloudwatch:AlarmActions", actions);
    }
    return context;
  }

  private void create(AlarmDefinition definition, Map<String, String> tags) {
    if (alarms.byName().size() == MOST_ALARMS) {
      throw CloudWatchErrors.limitExceeded(
          String.format(Locale.ROOT, "This account may have %,d alarms.", MOST_ALARMS));
    }
    Map<String, String> checked = new TreeMap<>();
    Tags.add(checked, tags);
    Alarm alarm = alarms.create(access.alarm(definition.name()), definition);
    alarm.tags().putAll(checked);
    AlarmHistory.configured(alarm, true, loop.now());
  }

  /** Deletes all or none: AWS refuses when one of them is not there. */
  DeleteAlarmsResponse delete(Caller caller, DeleteAlarmsRequest request) {
    requireEach(caller, "DeleteAlarms", request.alarmNames());
    request.alarmNames().forEach(alarms::require);
    request.alarmNames().stream().distinct().forEach(alarms::delete);
    return DeleteAlarmsResponse.builder().build();
  }

  /**
   * Whether the actions of the alarms are taken from now on; those that are not there do not
   * matter.
   */
  void enableActions(Caller caller, String action, List<String> names, boolean enabled) {
    requireEach(caller, action, names);
    for (String name : names) {
      Alarm alarm = alarms.byName().get(name);
      if (alarm != null) {
        alarm.enableActions(enabled);
      }
    }
  }

  private void requireEach(Caller caller, String action, List<String> names) {
    if (names.isEmpty()) {
      throw CloudWatchErrors.missing("AlarmNames");
    }
    Limits.requireFew(names, "AlarmNames", "names", LARGEST_PAGE);
    names.forEach(name -> access.require(caller, action, access.alarm(name)));
  }

  DescribeAlarmsResponse describe(Caller caller, DescribeAlarmsRequest request) {
    if (request.alarmNames().isEmpty()) {
      access.require(caller, "DescribeAlarms", access.alarm("*"));
    } else {
      requireEach(caller, "DescribeAlarms", request.alarmNames());
    }
    Limits.requireBuilt(request, "DescribeAlarms", DESCRIBE_FIELDS);
    Page<Alarm> page =
        Page.of(
            alarms.byName(),
            wanted(request),
            request.nextToken(),
            pageSize(request.maxRecords()),
            CloudWatchErrors::invalidNextToken);
    return DescribeAlarmsResponse.builder()
        .metricAlarms(page.items().stream().map(Alarm::shown).toList())
        .nextToken(page.nextToken())
        .build();
  }

  static int pageSize(Integer asked) {
    if (asked != null && (asked < 1 || asked > LARGEST_PAGE)) {
      throw CloudWatchErrors.invalid("MaxRecords is " + asked + " but must be 1 to 100.");
    }
    return asked == null ? DEFAULT_PAGE : asked;
  }

  private static Predicate<Alarm> wanted(DescribeAlarmsRequest request) {
    String prefix = request.alarmNamePrefix();
    List<String> names = request.alarmNames();
    if (prefix != null && !names.isEmpty()) {
      throw CloudWatchErrors.combination(
          "AlarmNamePrefix and AlarmNames exclude each other: give one of them.");
    }
    Limits.requireEachOneOf(
        AlarmType.knownValues(), request.alarmTypes(), request.alarmTypesAsStrings(), "AlarmTypes");
    requireState(request.stateValue(), request.stateValueAsString());
    boolean metricAlarms =
        request.alarmTypes().isEmpty() || request.alarmTypes().contains(AlarmType.METRIC_ALARM);
    return alarm ->
        metricAlarms
            && (prefix == null || alarm.definition().name().startsWith(prefix))
            && (names.isEmpty() || names.contains(alarm.definition().name()))
            && (request.stateValue() == null || request.stateValue() == alarm.state().value())
            && (request.actionPrefix() == null || actsWith(alarm, request.actionPrefix()));
  }

  private static void requireState(StateValue value, String given) {
    Limits.requireOneOf(StateValue.knownValues(), value, given, "StateValue");
  }

  private static boolean actsWith(Alarm alarm, String prefix) {
    return List.of(StateValue.OK, StateValue.ALARM, StateValue.INSUFFICIENT_DATA).stream()
        .flatMap(state -> alarm.definition().actions(state).stream())
        .anyMatch(action -> action.startsWith(prefix));
  }

  DescribeAlarmsForMetricResponse describeForMetric(
      Caller caller, DescribeAlarmsForMetricRequest request) {
    access.require(caller, "DescribeAlarmsForMetric");
    Limits.requireBuilt(request, "DescribeAlarmsForMetric", FOR_METRIC_FIELDS);
    AlarmRules.requireStatistic(request.statistic(), request.statisticAsString());
    AlarmRules.requireUnit(request.unit(), request.unitAsString());
    MetricId metric =
        AlarmRules.metric(
            Limits.required(request.namespace(), "Namespace"),
            Limits.required(request.metricName(), "MetricName"),
            request.dimensions());
    return DescribeAlarmsForMetricResponse.builder()
        .metricAlarms(
            alarms.byName().values().stream()
                .filter(alarm -> watches(alarm.definition(), metric, request))
                .map(Alarm::shown)
                .toList())
        .build();
  }

  private static boolean watches(
      AlarmDefinition alarm, MetricId metric, DescribeAlarmsForMetricRequest request) {
    return alarm.metric().equals(metric)
        && (request.statistic() == null || request.statistic() == alarm.statistic())
        && (request.period() == null || request.period() == alarm.periodMinutes() * 60)
        && (request.unit() == null || request.unit() == alarm.unit());
  }

  /** Puts an alarm into a state until it looks at its metric again. */
  SetAlarmStateResponse setState(Caller caller, SetAlarmStateRequest request) {
    String name = Limits.requiredText(request.alarmName(), "AlarmName", LONGEST_NAME);
    access.require(caller, "SetAlarmState", access.alarm(name));
    Limits.required(request.stateValueAsString(), "StateValue");
    requireState(request.stateValue(), request.stateValueAsString());
    Limits.required(request.stateReason(), "StateReason");
    Limits.withinLength(request.stateReason(), "StateReason", LONGEST_REASON);
    requireReasonData(request.stateReasonData());
    alarms.change(
        alarms.require(name),
        new AlarmState(request.stateValue(), request.stateReason(), request.stateReasonData()));
    minutes.happened();
    return SetAlarmStateResponse.builder().build();
  }

  private static void requireReasonData(String data) {
    Limits.withinLength(data, "StateReasonData", LONGEST_REASON_DATA);
    if (data != null && !data.isEmpty() && JsonText.parse(data).isEmpty()) {
      throw CloudWatchErrors.invalidFormat(
          "StateReasonData is '%s' but must be JSON; words go into StateReason.".formatted(data));
    }
  }
}
