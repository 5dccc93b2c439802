package io.tributary.cloud.pipes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pipes.LogRecord.ExecutionData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.pipes.model.LogLevel;
import software.amazon.awssdk.services.pipes.model.PipeLogConfigurationParameters;

/**
 * The log that a pipe writes to its log group, if it has one: a record for each step of an
 * execution that its level includes.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html
 */
final class ExecutionLog {

  /** The service that delivers the logs of AWS services to CloudWatch Logs. */
  private static final String LOG_DELIVERY = "delivery.logs.amazonaws.com";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Services services;
  private final PipeSettings settings;
  private final LogLevel level;
  private final String logGroupArn;
  private final boolean withData;
  private String trouble;

  ExecutionLog(Services services, PipeSettings settings) {
    this.services = services;
    this.settings = settings;
    PipeLogConfigurationParameters log = settings.definition().logConfiguration();
    boolean on = log != null && log.cloudwatchLogsLogDestination() != null;
    this.level = on ? log.level() : LogLevel.OFF;
    this.logGroupArn = on ? log.cloudwatchLogsLogDestination().logGroupArn() : null;
    this.withData = on && !log.includeExecutionData().isEmpty();
  }

  /** The log of one execution, the way of one batch through the pipe. */
  Execution begin(List<SqsRecord> records) {
    return new Execution(level == LogLevel.OFF ? null : services.loop().random().uuid(), records);
  }

  /** Tells of one execution, step by step. */
  final class Execution {

    private final String id;
    private final List<SqsRecord> records;
    private Refusal refusal;
    private String failure;

    private Execution(String id, List<SqsRecord> records) {
      this.id = id;
      this.records = records;
    }

    void started() {
      tell(LogStep.EXECUTION_STARTED, () -> ExecutionData.payload(batch()));
      tell(LogStep.TARGET_STAGE_ENTERED);
      if (settings.template() != null) {
        tell(LogStep.TARGET_TRANSFORMATION_STARTED);
      }
    }

    /** A record could not be made an event. */
    void transformationFailed(String why) {
      failure = why;
      tell(LogStep.TARGET_TRANSFORMATION_FAILED, ExecutionData::none, LogRecord.Error.of(why));
    }

    void transformed(List<EventEntry> entries) {
      if (settings.template() != null && !entries.isEmpty()) {
        tell(
            LogStep.TARGET_TRANSFORMATION_SUCCEEDED, () -> ExecutionData.payload(details(entries)));
      }
    }

    void invoked() {
      tell(LogStep.TARGET_INVOCATION_STARTED);
    }

    /** The target refused the whole call. */
    void refused(List<EventEntry> entries, Refusal why) {
      refusal = why;
      failure = why.message();
      tell(
          LogStep.TARGET_INVOCATION_FAILED,
          () -> ExecutionData.call(request(entries), ""),
          LogRecord.Error.of(why));
    }

    /** The target answered, entry by entry. */
    void answered(List<EventEntry> entries, List<PutResult> results) {
      List<PutResult> failed = new ArrayList<>();
      for (PutResult result : results) {
        if (result.failed()) {
          failed.add(result);
        }
      }
      Supplier<ExecutionData> data = () -> ExecutionData.call(request(entries), response(results));
      if (failed.isEmpty()) {
        tell(LogStep.TARGET_INVOCATION_SUCCEEDED, data, null);
        return;
      }
      failure = failed.get(0).errorCode() + ": " + failed.get(0).errorMessage();
      tell(
          failed.size() == results.size()
              ? LogStep.TARGET_INVOCATION_FAILED
              : LogStep.TARGET_INVOCATION_PARTIALLY_FAILED,
          data,
          LogRecord.Error.of(failure));
    }

    /** The execution is over: so many records were delivered, so many were not. */
    void ended(int delivered, int notDelivered) {
      LogRecord.Error error =
          refusal == null ? LogRecord.Error.of(failure) : LogRecord.Error.of(refusal);
      if (notDelivered == 0) {
        tell(LogStep.TARGET_STAGE_SUCCEEDED, () -> ExecutionData.payload(batch()));
        tell(LogStep.EXECUTION_SUCCEEDED);
      } else if (delivered > 0) {
        tell(LogStep.TARGET_STAGE_PARTIALLY_FAILED, ExecutionData::none, error);
        tell(LogStep.EXECUTION_PARTIALLY_FAILED, ExecutionData::none, error);
      } else {
        tell(LogStep.TARGET_STAGE_FAILED, ExecutionData::none, error);
        boolean throttled = refusal != null && refusal.throttles();
        tell(
            throttled ? LogStep.EXECUTION_THROTTLED : LogStep.EXECUTION_FAILED,
            ExecutionData::none,
            error);
      }
    }

    private void tell(LogStep step) {
      tell(step, ExecutionData::none, null);
    }

    private void tell(LogStep step, Supplier<ExecutionData> data) {
      tell(step, data, null);
    }

    private void tell(LogStep step, Supplier<ExecutionData> data, LogRecord.Error error) {
      if (step.isToldAt(level)) {
        LogRecord record =
            new LogRecord(
                id,
                services.loop().millis(),
                step,
                settings.arn(),
                level,
                withData ? data.get() : ExecutionData.none(),
                error);
        write(record.json());
      }
    }

    private String batch() {
      return JsonText.array(records.stream().map(SqsRecord::original).toList()).text();
    }
  }

  /**
   * A log that cannot be written must not hold up the events; the record is not tried again, and
   * the journal says so, once.
   */
  private void write(String record) {
    Principal.Service delivery =
        new Principal.Service(
            LOG_DELIVERY, services.account().arn("logs", "*"), services.account().id());
    try {
      services.logGroups().deliver(Caller.of(delivery), logGroupArn, settings.name(), record);
      trouble = null;
    } catch (CloudWatchLogsException failure) {
      Refusal refusal = Refusal.of(failure);
      if (!refusal.message().equals(trouble)) {
        trouble = refusal.message();
        refusal.end(
            services
                .journal()
                .hop(Poller.NO_EVENT, Step.LOGS_PUT, logGroupArn)
                .peer(settings.arn()),
            Outcome.FAILED);
      }
    }
  }

  private static String details(List<EventEntry> entries) {
    return "[" + String.join(",", entries.stream().map(EventEntry::detail).toList()) + "]";
  }

  /** The request as the API has it. */
  private static String request(List<EventEntry> entries) {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode list = request.putArray("Entries");
    for (EventEntry entry : entries) {
      ObjectNode one = list.addObject();
      if (entry.time() != null) {
        one.put("Time", Instant.ofEpochMilli(entry.time()).toString());
      }
      one.put("Source", entry.source());
      entry.resources().forEach(one.putArray("Resources")::add);
      one.put("DetailType", entry.detailType());
      one.put("Detail", entry.detail());
      one.put("EventBusName", entry.bus());
    }
    return request.toString();
  }

  /** The answer as the API has it. */
  private static String response(List<PutResult> results) {
    ObjectNode response = JSON.createObjectNode();
    response.put("FailedEntryCount", results.stream().filter(PutResult::failed).count());
    ArrayNode list = response.putArray("Entries");
    for (PutResult result : results) {
      ObjectNode one = list.addObject();
      if (result.failed()) {
        one.put("ErrorCode", result.errorCode()).put("ErrorMessage", result.errorMessage());
      } else {
        one.put("EventId", result.eventId());
      }
    }
    return response.toString();
  }
}
