package io.tributary.cloud.logs;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * How log events are taken in.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
final class WriteOperations {

  private static final int MOST_EVENTS = 10_000;
  private static final long MOST_BYTES = 1_048_576;
  private static final long LONGEST_SPAN = Duration.ofHours(24).toMillis();
  private static final long OLDEST = Duration.ofDays(14).toMillis();
  private static final long NEWEST = Duration.ofHours(2).toMillis();

  /** The sequence token is taken and ignored, as AWS says. */
  private static final Set<String> PUT_FIELDS =
      Set.of("logGroupName", "logStreamName", "logEvents", "sequenceToken");

  private final EventLoop loop;
  private final Groups groups;

  WriteOperations(EventLoop loop, Groups groups) {
    this.loop = loop;
    this.groups = groups;
  }

  PutLogEventsResponse put(Caller caller, PutLogEventsRequest request) {
    String name = Limits.required(request.logGroupName(), "logGroupName");
    String streamName = Limits.required(request.logStreamName(), "logStreamName");
    groups.requireAllowedOn(caller, "PutLogEvents", groups.arn(name) + ":log-stream:" + streamName);
    Limits.requireBuilt(request, "PutLogEvents", PUT_FIELDS);
    LogGroup group = groups.require(name);
    LogStream stream = groups.requireStream(group, streamName);
    requireBatch(request.logEvents());
    return PutLogEventsResponse.builder()
        .rejectedLogEventsInfo(add(group, stream, request.logEvents()))
        .nextSequenceToken(String.format(Locale.ROOT, "%056d", group.events().size()))
        .build();
  }

  /** Writes one event of now. */
  void add(LogGroup group, LogStream stream, String message) {
    InputLogEvent event = InputLogEvent.builder().timestamp(loop.millis()).message(message).build();
    requireBatch(List.of(event));
    group.add(stream, event.timestamp(), message, loop.millis());
  }

  private static void requireBatch(List<InputLogEvent> events) {
    if (events.isEmpty() || events.size() > MOST_EVENTS) {
      throw LogsErrors.constraint(
          "[" + events.size() + " events]",
          "logEvents",
          "have length between 1 and " + MOST_EVENTS);
    }
    for (InputLogEvent event : events) {
      Limits.required(event.timestamp(), "logEvents.member.timestamp");
      if (Limits.required(event.message(), "logEvents.member.message").isEmpty()) {
        throw LogsErrors.constraint(
            "", "logEvents.member.message", "have length greater than or equal to 1");
      }
    }
    requireSize(events);
    requireOrder(events);
  }

  private static void requireSize(List<InputLogEvent> events) {
    long size = events.stream().mapToLong(event -> LogEvent.size(event.message())).sum();
    if (size > MOST_BYTES) {
      throw LogsErrors.invalid(
          "Upload too large: " + size + " bytes exceeds limit of " + MOST_BYTES);
    }
  }

  private static void requireOrder(List<InputLogEvent> events) {
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).timestamp() < events.get(i - 1).timestamp()) {
        throw LogsErrors.invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
    }
    long first = events.get(0).timestamp();
    if (events.get(events.size() - 1).timestamp() - first > LONGEST_SPAN) {
      throw LogsErrors.invalid(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
  }

  /** Adds the events of acceptable times; says which were rejected, or null when none was. */
  private RejectedLogEventsInfo add(LogGroup group, LogStream stream, List<InputLogEvent> events) {
    long now = loop.millis();
    Long expired = group.expiredBefore(now);
    int tooOld = countBefore(events, now - OLDEST);
    int tooOldOrExpired = expired == null ? tooOld : Math.max(tooOld, countBefore(events, expired));
    int tooNew = countBefore(events, now + NEWEST + 1);
    for (InputLogEvent event : events.subList(Math.min(tooOldOrExpired, tooNew), tooNew)) {
      group.add(stream, event.timestamp(), event.message(), now);
    }
    if (tooOldOrExpired == 0 && tooNew == events.size()) {
      return null;
    }
    return RejectedLogEventsInfo.builder()
        .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
        .expiredLogEventEndIndex(tooOldOrExpired == tooOld ? null : tooOldOrExpired)
        .tooNewLogEventStartIndex(tooNew == events.size() ? null : tooNew)
        .build();
  }

  private static int countBefore(List<InputLogEvent> events, long time) {
    return (int) events.stream().filter(event -> event.timestamp() < time).count();
  }
}
