package io.tributary.cloud.metrics;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** What the API tells of the history of alarms. */
final class HistoryOperations {

  private static final Set<String> FIELDS =
      Set.of(
          "AlarmName",
          "AlarmTypes",
          "HistoryItemType",
          "StartDate",
          "EndDate",
          "MaxRecords",
          "NextToken",
          "ScanBy");

  private final Access access;
  private final Alarms alarms;

  HistoryOperations(Access access, Alarms alarms) {
    this.access = access;
    this.alarms = alarms;
  }

  DescribeAlarmHistoryResponse describe(Caller caller, DescribeAlarmHistoryRequest request) {
    String name = request.alarmName();
    access.require(caller, "DescribeAlarmHistory", access.alarm(name == null ? "*" : name));
    Limits.requireBuilt(request, "DescribeAlarmHistory", FIELDS);
    requireKnown(request);
    NavigableMap<String, AlarmHistoryItem> items = items(name);
    boolean oldestFirst = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
    Page<AlarmHistoryItem> page =
        Page.of(
            oldestFirst ? items : items.descendingMap(),
            wanted(request),
            request.nextToken(),
            AlarmOperations.pageSize(request.maxRecords()),
            CloudWatchErrors::invalidNextToken);
    return DescribeAlarmHistoryResponse.builder()
        .alarmHistoryItems(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private static void requireKnown(DescribeAlarmHistoryRequest request) {
    Limits.requireEachOneOf(
        AlarmType.knownValues(), request.alarmTypes(), request.alarmTypesAsStrings(), "AlarmTypes");
    Limits.requireOneOf(
        HistoryItemType.knownValues(),
        request.historyItemType(),
        request.historyItemTypeAsString(),
        "HistoryItemType");
    Limits.requireOneOf(ScanBy.knownValues(), request.scanBy(), request.scanByAsString(), "ScanBy");
  }

  /**
   * Oldest first, by a text that an item keeps when others come or an alarm goes: of one instant,
   * in which a cause comes before its effect, it tells how many of the same alarm were before.
   */
  private NavigableMap<String, AlarmHistoryItem> items(String name) {
    List<AlarmHistoryItem> oldestFirst =
        alarms
            .history(name)
            .sorted(Comparator.comparing(AlarmHistoryItem::timestamp).reversed())
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(oldestFirst);
    NavigableMap<String, AlarmHistoryItem> items = new TreeMap<>();
    Instant latest = null;
    Map<String, Integer> ofInstant = new HashMap<>();
    for (AlarmHistoryItem item : oldestFirst) {
      if (!item.timestamp().equals(latest)) {
        ofInstant.clear();
      }
      latest = item.timestamp();
      int place = ofInstant.merge(item.alarmName(), 1, Integer::sum);
      items.put(key(latest, place, item.alarmName()), item);
    }
    return items;
  }

  private static String key(Instant time, int place, String alarm) {
    return String.format(
        Locale.ROOT, "%020d.%09d %09d %s", time.getEpochSecond(), time.getNano(), place, alarm);
  }

  private static Predicate<AlarmHistoryItem> wanted(DescribeAlarmHistoryRequest request) {
    Instant start = request.startDate() == null ? Instant.MIN : request.startDate();
    Instant end = request.endDate() == null ? Instant.MAX : request.endDate();
    return item ->
        (request.historyItemType() == null || request.historyItemType() == item.historyItemType())
            && (request.alarmTypes().isEmpty() || request.alarmTypes().contains(item.alarmType()))
            && !item.timestamp().isBefore(start)
            && !item.timestamp().isAfter(end);
  }
}
