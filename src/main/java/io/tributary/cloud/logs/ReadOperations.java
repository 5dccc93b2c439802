package io.tributary.cloud.logs;

import io.tributary.cloud.iam.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * How log events are read: one stream forwards and backwards, or several streams merged.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html and
 * API_FilterLogEvents.html there
 */
final class ReadOperations {

  private static final int LARGEST_PAGE = 10_000;
  private static final int MOST_STREAMS = 100;
  private static final long LARGEST_ANSWER_BYTES = 1_048_576;
  private static final String FORWARD = "f/";
  private static final String BACKWARD = "b/";

  private static final Set<String> GET_FIELDS =
      Set.of(
          "logGroupName",
          "logGroupIdentifier",
          "logStreamName",
          "startTime",
          "endTime",
          "nextToken",
          "limit",
          "startFromHead");

  /** Results are always interleaved, whatever the request says, as AWS does since 2019. */
  private static final Set<String> FILTER_FIELDS =
      Set.of(
          "logGroupName",
          "logGroupIdentifier",
          "logStreamNames",
          "logStreamNamePrefix",
          "startTime",
          "endTime",
          "filterPattern",
          "nextToken",
          "limit",
          "interleaved");

  private final Groups groups;

  ReadOperations(Groups groups) {
    this.groups = groups;
  }

  GetLogEventsResponse get(Caller caller, GetLogEventsRequest request) {
    String name = groups.name(request.logGroupName(), request.logGroupIdentifier());
    String streamName = Limits.required(request.logStreamName(), "logStreamName");
    groups.requireAllowedOn(caller, "GetLogEvents", groups.arn(name) + ":log-stream:" + streamName);
    Limits.requireBuilt(request, "GetLogEvents", GET_FIELDS);
    LogStream stream = groups.requireStream(groups.require(name), streamName);
    long end = request.endTime() == null ? Long.MAX_VALUE : request.endTime();
    NavigableMap<LogEvent.Key, LogEvent> span = span(stream.events(), request.startTime(), end);
    List<LogEvent> page = page(span, request);
    return GetLogEventsResponse.builder()
        .events(page.stream().map(ReadOperations::output).toList())
        .nextForwardToken(FORWARD + edge(page, page.size() - 1, request, FORWARD))
        .nextBackwardToken(BACKWARD + edge(page, 0, request, BACKWARD))
        .build();
  }

  /** The events from start on and before end. */
  private static NavigableMap<LogEvent.Key, LogEvent> span(
      NavigableMap<LogEvent.Key, LogEvent> events, Long start, long end) {
    LogEvent.Key from = LogEvent.Key.before(start == null ? 0 : start);
    LogEvent.Key to = LogEvent.Key.before(end);
    return from.compareTo(to) > 0
        ? Collections.emptyNavigableMap()
        : events.subMap(from, true, to, false);
  }

  private static List<LogEvent> page(
      NavigableMap<LogEvent.Key, LogEvent> span, GetLogEventsRequest request) {
    int limit = Limits.page(request.limit(), LARGEST_PAGE);
    String token = request.nextToken();
    boolean forward =
        token == null ? Boolean.TRUE.equals(request.startFromHead()) : token.startsWith(FORWARD);
    List<LogEvent> events = new ArrayList<>(span.values());
    if (token != null) {
      LogEvent.Key at = position(token);
      events.removeIf(e -> forward ? e.key().compareTo(at) <= 0 : e.key().compareTo(at) >= 0);
    }
    if (forward) {
      return first(events, limit);
    }
    Collections.reverse(events);
    List<LogEvent> page = first(events, limit);
    Collections.reverse(page);
    return page;
  }

  private static LogEvent.Key position(String token) {
    if (!token.startsWith(FORWARD) && !token.startsWith(BACKWARD)) {
      throw LogsErrors.invalidNextToken();
    }
    return LogEvent.Key.parse(token.substring(FORWARD.length()));
  }

  /** The first events, as many as one answer holds; at least one, however large. */
  private static List<LogEvent> first(Collection<LogEvent> events, int limit) {
    List<LogEvent> page = new ArrayList<>();
    long size = 0;
    for (LogEvent event : events) {
      size += LogEvent.size(event.message());
      if (page.size() == limit || size > LARGEST_ANSWER_BYTES && !page.isEmpty()) {
        break;
      }
      page.add(event);
    }
    return page;
  }

  /** Where a page ends; an empty one where it was asked to begin. */
  private static LogEvent.Key edge(
      List<LogEvent> page, int index, GetLogEventsRequest request, String direction) {
    if (!page.isEmpty()) {
      return page.get(index).key();
    }
    if (request.nextToken() == null) {
      return LogEvent.Key.before(request.startTime() == null ? 0 : request.startTime());
    }
    LogEvent.Key asked = position(request.nextToken());
    if (request.nextToken().startsWith(direction)) {
      return asked;
    }
    // A page begins beside its token's event, but who turns round has yet to see that event.
    return new LogEvent.Key(
        asked.timestamp(), asked.sequence() + (direction.equals(BACKWARD) ? 1 : -1));
  }

  private static OutputLogEvent output(LogEvent event) {
    return OutputLogEvent.builder()
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestedMillis())
        .build();
  }

  FilterLogEventsResponse filter(Caller caller, FilterLogEventsRequest request) {
    String name = groups.name(request.logGroupName(), request.logGroupIdentifier());
    groups.requireAllowed(caller, "FilterLogEvents", name);
    Limits.requireBuilt(request, "FilterLogEvents", FILTER_FIELDS);
    LogGroup group = groups.require(name);
    int limit = Limits.page(request.limit(), LARGEST_PAGE);
    Predicate<LogEvent> wanted = wanted(group, request);
    LogEvent.Key after =
        request.nextToken() == null
            ? LogEvent.Key.before(0)
            : LogEvent.Key.parse(request.nextToken());
    // Here the end belongs to the span, unlike in GetLogEvents.
    boolean toTheEnd = request.endTime() == null || request.endTime() == Long.MAX_VALUE;
    long end = toTheEnd ? Long.MAX_VALUE : request.endTime() + 1;
    List<LogEvent> found =
        span(group.events(), request.startTime(), end).values().stream()
            .filter(event -> event.key().compareTo(after) > 0)
            .filter(wanted)
            .limit(limit + 1L)
            .toList();
    List<LogEvent> page = first(found, limit);
    return FilterLogEventsResponse.builder()
        .events(page.stream().map(ReadOperations::filtered).toList())
        .searchedLogStreams(List.of())
        .nextToken(page.size() == found.size() ? null : page.get(page.size() - 1).key().toString())
        .build();
  }

  private Predicate<LogEvent> wanted(LogGroup group, FilterLogEventsRequest request) {
    Predicate<String> pattern = FilterPattern.parse(request.filterPattern());
    if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
      throw LogsErrors.invalid("Specify either logStreamNames or logStreamNamePrefix, not both.");
    }
    if (request.hasLogStreamNames()) {
      requireCount(request.logStreamNames());
    }
    request.logStreamNames().forEach(stream -> groups.requireStream(group, stream));
    Predicate<String> stream =
        request.hasLogStreamNames()
            ? request.logStreamNames()::contains
            : name ->
                request.logStreamNamePrefix() == null
                    || name.startsWith(request.logStreamNamePrefix());
    return event -> stream.test(event.stream()) && pattern.test(event.message());
  }

  private static void requireCount(List<String> streams) {
    if (streams.isEmpty() || streams.size() > MOST_STREAMS) {
      throw LogsErrors.constraint(
          streams.size() + " names", "logStreamNames", "have length between 1 and " + MOST_STREAMS);
    }
  }

  private static FilteredLogEvent filtered(LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.stream())
        .timestamp(event.timestamp())
        .message(event.message())
        .ingestionTime(event.ingestedMillis())
        .eventId(event.id())
        .build();
  }
}
