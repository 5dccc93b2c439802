package io.tributary.cloud.logs;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/**
 * What the API does to log streams.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 */
final class StreamOperations {

  private static final Pattern NAME = Pattern.compile("[^:*]{1,512}");
  private static final int LARGEST_PAGE = 50;

  private final EventLoop loop;
  private final Groups groups;

  StreamOperations(EventLoop loop, Groups groups) {
    this.loop = loop;
    this.groups = groups;
  }

  CreateLogStreamResponse create(Caller caller, CreateLogStreamRequest request) {
    LogGroup group =
        authorised(caller, "CreateLogStream", request.logGroupName(), request.logStreamName());
    if (group.streams().containsKey(request.logStreamName())) {
      throw LogsErrors.alreadyExists("The specified log stream already exists");
    }
    add(group, request.logStreamName());
    return CreateLogStreamResponse.builder().build();
  }

  /** Adds a stream that the group does not have yet. */
  LogStream add(LogGroup group, String name) {
    if (!NAME.matcher(name).matches()) {
      throw LogsErrors.constraint(
          name, "logStreamName", "satisfy regular expression pattern: " + NAME);
    }
    LogStream stream = new LogStream(name, group.streamArn(name), loop.millis());
    group.streams().put(name, stream);
    return stream;
  }

  private LogGroup authorised(Caller caller, String action, String group, String stream) {
    Limits.required(group, "logGroupName");
    Limits.required(stream, "logStreamName");
    groups.requireAllowedOn(caller, action, groups.arn(group) + ":log-stream:" + stream);
    return groups.require(group);
  }

  DeleteLogStreamResponse delete(Caller caller, DeleteLogStreamRequest request) {
    LogGroup group =
        authorised(caller, "DeleteLogStream", request.logGroupName(), request.logStreamName());
    group.remove(groups.requireStream(group, request.logStreamName()));
    return DeleteLogStreamResponse.builder().build();
  }

  DescribeLogStreamsResponse describe(Caller caller, DescribeLogStreamsRequest request) {
    String name = groups.name(request.logGroupName(), request.logGroupIdentifier());
    groups.requireAllowed(caller, "DescribeLogStreams", name);
    LogGroup group = groups.require(name);
    NavigableMap<String, LogStream> ordered = ordered(group, request);
    String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
    Page<LogStream> page =
        Page.of(
            Boolean.TRUE.equals(request.descending()) ? ordered.descendingMap() : ordered,
            stream -> stream.name().startsWith(prefix),
            request.nextToken(),
            Limits.page(request.limit(), LARGEST_PAGE),
            LogsErrors::invalidNextToken);
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items().stream().map(StreamOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static NavigableMap<String, LogStream> ordered(
      LogGroup group, DescribeLogStreamsRequest request) {
    if (request.orderBy() == OrderBy.UNKNOWN_TO_SDK_VERSION) {
      throw LogsErrors.constraint(
          request.orderByAsString(),
          "orderBy",
          "satisfy enum value set: [LogStreamName, LastEventTime]");
    }
    if (request.orderBy() != OrderBy.LAST_EVENT_TIME) {
      return group.streams();
    }
    if (request.logStreamNamePrefix() != null) {
      throw LogsErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    NavigableMap<String, LogStream> byTime = new TreeMap<>();
    group.streams().values().forEach(stream -> byTime.put(timeKey(stream), stream));
    return byTime;
  }

  private static String timeKey(LogStream stream) {
    long last = stream.lastTimestamp() == null ? 0 : stream.lastTimestamp();
    return String.format(Locale.ROOT, "%020d/%s", last, stream.name());
  }

  private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream summary(
      LogStream stream) {
    return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
        .logStreamName(stream.name())
        .arn(stream.arn())
        .creationTime(stream.createdMillis())
        .firstEventTimestamp(stream.firstTimestamp())
        .lastEventTimestamp(stream.lastTimestamp())
        .lastIngestionTime(stream.lastIngestedMillis())
        .build();
  }
}
