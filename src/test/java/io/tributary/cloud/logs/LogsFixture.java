package io.tributary.cloud.logs;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** CloudWatch Logs alone, in virtual time, with the group {@code /ann/log} and its stream one. */
final class LogsFixture {

  static final String ACCOUNT = "536697261635";
  static final String GROUP = "/ann/log";
  static final String ARN = "arn:aws:logs:eu-west-1:" + ACCOUNT + ":log-group:" + GROUP;
  static final String RULE = "arn:aws:events:eu-west-1:" + ACCOUNT + ":rule/bus/rule";

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:00:00Z"), 1);
  final LogsService service;
  final CloudWatchLogsAsyncClient logs;

  LogsFixture() {
    Account account = new Account(ACCOUNT, "eu-west-1");
    service = new LogsService(time, account, new Iam(time, account));
    logs = service.client(Caller.of(new Principal.Root("aws", ACCOUNT)));
    call(logs.createLogGroup(b -> b.logGroupName(GROUP)));
    call(logs.createLogStream(b -> b.logGroupName(GROUP).logStreamName("one")));
  }

  <T> T call(CompletableFuture<T> answer) {
    return time.await(answer);
  }

  static InputLogEvent event(long timestamp, String message) {
    return InputLogEvent.builder().timestamp(timestamp).message(message).build();
  }

  /** Puts messages of now into the stream one. */
  PutLogEventsResponse put(String... messages) {
    return put(Stream.of(messages).map(m -> event(time.millis(), m)).toList());
  }

  PutLogEventsResponse put(List<InputLogEvent> events) {
    return call(
        logs.putLogEvents(b -> b.logGroupName(GROUP).logStreamName("one").logEvents(events)));
  }

  /** The messages that FilterLogEvents finds in the group. */
  List<String> filter(FilterLogEventsRequest.Builder request) {
    return call(logs.filterLogEvents(request.logGroupName(GROUP).build())).events().stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  List<String> messages() {
    return filter(FilterLogEventsRequest.builder());
  }

  /** A service of AWS acting for the rule. */
  static Caller serviceCaller(String name) {
    return Caller.of(new Principal.Service(name, RULE, ACCOUNT));
  }

  /** The AWS code of what an operation fails with. */
  static String codeOf(Throwable failure) {
    Throwable cause = failure instanceof CloudWatchLogsException ? failure : failure.getCause();
    return ((CloudWatchLogsException) cause).awsErrorDetails().errorCode();
  }
}
