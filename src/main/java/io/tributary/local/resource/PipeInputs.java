package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.FilterCriteria;
import software.amazon.awssdk.services.pipes.model.PipeLogConfigurationParameters;
import software.amazon.awssdk.services.pipes.model.PipeSourceParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;
import software.amazon.awssdk.services.pipes.model.UpdatePipeSourceParameters;

/** What a program sets of a pipe, and the same in AWS's shapes. */
record PipeInputs(
    String name,
    String description,
    String desiredState,
    String source,
    SourceParameters sourceParameters,
    String target,
    TargetParameters targetParameters,
    String roleArn,
    LogConfiguration logConfiguration,
    Map<String, String> tags) {

  PipeInputs {
    desiredState = Objects.requireNonNullElse(desiredState, "RUNNING");
  }

  /** Whether the pipe is to write no log, which is the same as not to say. */
  boolean logsNothing() {
    return logConfiguration == null || "OFF".equals(logConfiguration.level());
  }

  PipeInputs withTags(Map<String, String> others) {
    return new PipeInputs(
        name,
        description,
        desiredState,
        source,
        sourceParameters,
        target,
        targetParameters,
        roleArn,
        logConfiguration,
        others);
  }

  record SourceParameters(Filters filterCriteria, FromQueue sqsQueueParameters) {

    private FilterCriteria awsFilters() {
      if (filterCriteria == null) {
        return null;
      }
      List<Filter> filters =
          filterCriteria.filters().stream()
              .map(filter -> Filter.builder().pattern(filter.pattern()).build())
              .toList();
      return FilterCriteria.builder().filters(filters).build();
    }
  }

  record Filters(List<Pattern> filters) {
    Filters {
      filters = Objects.requireNonNullElse(filters, List.of());
    }
  }

  record Pattern(String pattern) {}

  record FromQueue(Integer batchSize, Integer maximumBatchingWindowInSeconds) {}

  record TargetParameters(
      String inputTemplate,
      ToBus eventbridgeEventBusParameters,
      ToQueue sqsQueueParameters,
      ToLogs cloudwatchLogsParameters) {}

  record ToBus(
      String detailType, String endpointId, List<String> resources, String source, String time) {}

  record ToQueue(String messageGroupId, String messageDeduplicationId) {}

  record ToLogs(String logStreamName, String timestamp) {}

  record LogConfiguration(
      String level,
      List<String> includeExecutionDatas,
      CloudwatchLogs cloudwatchLogsLogDestination) {}

  record CloudwatchLogs(String logGroupArn) {}

  PipeSourceParameters awsSourceParameters() {
    if (sourceParameters == null) {
      return null;
    }
    var parameters = PipeSourceParameters.builder().filterCriteria(sourceParameters.awsFilters());
    FromQueue queue = sourceParameters.sqsQueueParameters();
    if (queue != null) {
      parameters.sqsQueueParameters(
          it ->
              it.batchSize(queue.batchSize())
                  .maximumBatchingWindowInSeconds(queue.maximumBatchingWindowInSeconds()));
    }
    return parameters.build();
  }

  /** AWS keeps the filters that an update does not name, so that an empty one takes them away. */
  UpdatePipeSourceParameters awsUpdatedSourceParameters() {
    if (sourceParameters == null) {
      return null;
    }
    FilterCriteria filters =
        Objects.requireNonNullElse(sourceParameters.awsFilters(), FilterCriteria.builder().build());
    var parameters = UpdatePipeSourceParameters.builder().filterCriteria(filters);
    FromQueue queue = sourceParameters.sqsQueueParameters();
    if (queue != null) {
      parameters.sqsQueueParameters(
          it ->
              it.batchSize(queue.batchSize())
                  .maximumBatchingWindowInSeconds(queue.maximumBatchingWindowInSeconds()));
    }
    return parameters.build();
  }

  PipeTargetParameters awsTargetParameters() {
    if (targetParameters == null) {
      return null;
    }
    var parameters = PipeTargetParameters.builder().inputTemplate(targetParameters.inputTemplate());
    ToBus bus = targetParameters.eventbridgeEventBusParameters();
    if (bus != null) {
      parameters.eventBridgeEventBusParameters(
          it ->
              it.detailType(bus.detailType())
                  .endpointId(bus.endpointId())
                  .resources(bus.resources())
                  .source(bus.source())
                  .time(bus.time()));
    }
    ToQueue queue = targetParameters.sqsQueueParameters();
    if (queue != null) {
      parameters.sqsQueueParameters(
          it ->
              it.messageGroupId(queue.messageGroupId())
                  .messageDeduplicationId(queue.messageDeduplicationId()));
    }
    ToLogs logs = targetParameters.cloudwatchLogsParameters();
    if (logs != null) {
      parameters.cloudWatchLogsParameters(
          it -> it.logStreamName(logs.logStreamName()).timestamp(logs.timestamp()));
    }
    return parameters.build();
  }

  PipeLogConfigurationParameters awsLogConfiguration() {
    if (logConfiguration == null) {
      return null;
    }
    var parameters =
        PipeLogConfigurationParameters.builder()
            .level(logConfiguration.level())
            .includeExecutionDataWithStrings(logConfiguration.includeExecutionDatas());
    CloudwatchLogs logs = logConfiguration.cloudwatchLogsLogDestination();
    if (logs != null) {
      parameters.cloudwatchLogsLogDestination(it -> it.logGroupArn(logs.logGroupArn()));
    }
    return parameters.build();
  }
}
