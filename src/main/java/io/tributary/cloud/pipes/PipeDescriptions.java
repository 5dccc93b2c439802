package io.tributary.cloud.pipes;

import software.amazon.awssdk.services.pipes.model.CloudwatchLogsLogDestination;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.CreatePipeResponse;
import software.amazon.awssdk.services.pipes.model.DeletePipeResponse;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.Pipe;
import software.amazon.awssdk.services.pipes.model.PipeLogConfiguration;
import software.amazon.awssdk.services.pipes.model.PipeLogConfigurationParameters;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;
import software.amazon.awssdk.services.pipes.model.RequestedPipeStateDescribeResponse;
import software.amazon.awssdk.services.pipes.model.StartPipeResponse;
import software.amazon.awssdk.services.pipes.model.StopPipeResponse;
import software.amazon.awssdk.services.pipes.model.UpdatePipeResponse;

/** What the API says of a pipe. */
final class PipeDescriptions {

  private PipeDescriptions() {}

  static CreatePipeResponse created(ManagedPipe pipe) {
    return CreatePipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(desired(pipe))
        .currentState(pipe.state())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .build();
  }

  static UpdatePipeResponse updated(ManagedPipe pipe) {
    return UpdatePipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(desired(pipe))
        .currentState(pipe.state())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .build();
  }

  static StartPipeResponse started(ManagedPipe pipe) {
    return StartPipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(desired(pipe))
        .currentState(pipe.state())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .build();
  }

  static StopPipeResponse stopped(ManagedPipe pipe) {
    return StopPipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(desired(pipe))
        .currentState(pipe.state())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .build();
  }

  static DeletePipeResponse deleted(ManagedPipe pipe) {
    return DeletePipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(RequestedPipeStateDescribeResponse.DELETED)
        .currentState(pipe.state())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .build();
  }

  static Pipe listed(ManagedPipe pipe) {
    return Pipe.builder()
        .arn(pipe.settings().arn())
        .name(pipe.settings().name())
        .desiredState(desired(pipe))
        .currentState(pipe.state())
        .stateReason(pipe.stateReason())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .source(pipe.settings().source())
        .target(pipe.settings().target())
        .build();
  }

  static DescribePipeResponse described(ManagedPipe pipe) {
    CreatePipeRequest definition = pipe.settings().definition();
    return DescribePipeResponse.builder()
        .arn(pipe.settings().arn())
        .name(definition.name())
        .description(definition.description())
        .desiredState(definition.desiredStateAsString())
        .currentState(pipe.state())
        .stateReason(pipe.stateReason())
        .source(definition.source())
        .sourceParameters(definition.sourceParameters())
        .target(definition.target())
        .targetParameters(definition.targetParameters())
        .roleArn(definition.roleArn())
        .tags(pipe.tags())
        .creationTime(pipe.created())
        .lastModifiedTime(pipe.modified())
        .logConfiguration(log(definition.logConfiguration()))
        .build();
  }

  private static RequestedPipeState desired(ManagedPipe pipe) {
    return pipe.settings().definition().desiredState();
  }

  private static PipeLogConfiguration log(PipeLogConfigurationParameters log) {
    if (log == null) {
      return null;
    }
    PipeLogConfiguration.Builder described =
        PipeLogConfiguration.builder()
            .level(log.level())
            .includeExecutionData(log.includeExecutionData());
    if (log.cloudwatchLogsLogDestination() != null) {
      described.cloudwatchLogsLogDestination(
          CloudwatchLogsLogDestination.builder()
              .logGroupArn(log.cloudwatchLogsLogDestination().logGroupArn())
              .build());
    }
    return described.build();
  }
}
