package io.tributary.cloud.metrics;

import io.tributary.cloud.iam.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
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
    CloudWatchErrors.requireBuilt(request, "DescribeAlarmHistory", FIELDS);
    int from = from(request.nextToken());
    int size = AlarmOperations.pageSize(request.maxRecords());
    List<AlarmHistoryItem> found =
        items(name, request.scanBy()).filter(wanted(request)).skip(from).toList();
    return DescribeAlarmHistoryResponse.builder()
        .alarmHistoryItems(found.subList(0, Math.min(size, found.size())))
        .nextToken(found.size() > size ? String.valueOf(from + size) : null)
        .build();
  }

  private static int from(String token) {
    if (token != null && !token.matches("[0-9]{1,9}")) {
      throw CloudWatchErrors.invalidNextToken();
    }
    return token == null ? 0 : Integer.parseInt(token);
  }

  /**
   * Newest first unless asked otherwise: each alarm's history is, and of one instant a cause stands
   * on the earlier side of its effect both ways.
   */
  private Stream<AlarmHistoryItem> items(String name, ScanBy asked) {
    List<AlarmHistoryItem> items =
        alarms
            .history(name)
            .sorted(Comparator.comparing(AlarmHistoryItem::timestamp).reversed())
            .collect(Collectors.toCollection(ArrayList::new));
    if (asked == ScanBy.TIMESTAMP_ASCENDING) {
      Collections.reverse(items);
    }
    return items.stream();
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
