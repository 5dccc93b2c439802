package io.tributary.local.resource;

import io.tributary.cloud.api.ApiErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.NotFoundException;

/** A pipe; www.pulumi.com/registry/packages/aws/api-docs/pipes/pipe */
final class PipeType extends ResourceType<PipeInputs> {

  /** How often a pipe that AWS is still working on is looked at. */
  private static final Duration LOOK = Duration.ofMillis(5);

  /**
   * The calls that AWS makes in the name of who creates, changes or deletes a pipe that logs;
   * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html
   */
  private static final List<ProviderCall> LOG_DELIVERY =
      ProviderCall.writes(
          ProviderCall.ANY,
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:DescribeResourcePolicies",
          "logs:DescribeLogGroups");

  PipeType() {
    super("aws:pipes/pipe:Pipe", PipeInputs.class);
  }

  @Override
  Map<String, Object> computed(PipeInputs pipe, Identity identity) {
    return Map.of("id", pipe.name(), "arn", identity.arn("pipes", "pipe/" + pipe.name()));
  }

  @Override
  CompletableFuture<?> create(PipeInputs pipe, DeployerClients aws) {
    return aws.pipes()
        .createPipe(
            request ->
                request
                    .name(pipe.name())
                    .description(pipe.description())
                    .desiredState(pipe.desiredState())
                    .source(pipe.source())
                    .sourceParameters(pipe.awsSourceParameters())
                    .target(pipe.target())
                    .targetParameters(pipe.awsTargetParameters())
                    .roleArn(pipe.roleArn())
                    .logConfiguration(pipe.awsLogConfiguration())
                    .tags(Tags.of(pipe.tags())))
        .thenCompose(begun -> settled(pipe.name(), aws));
  }

  /**
   * The provider leaves a pipe alone of which only tags change, so that one that was stopped stays
   * so.
   */
  @Override
  CompletableFuture<?> update(PipeInputs before, PipeInputs after, DeployerClients aws) {
    boolean onlyTags = before.withTags(after.tags()).equals(after);
    CompletableFuture<?> changed =
        onlyTags ? CompletableFuture.completedFuture(null) : changed(after, aws);
    return changed.thenCompose(done -> retag(before, after, aws));
  }

  private static CompletableFuture<?> changed(PipeInputs after, DeployerClients aws) {
    return aws.pipes()
        .updatePipe(
            request ->
                request
                    .name(after.name())
                    .description(after.description())
                    .desiredState(after.desiredState())
                    .sourceParameters(after.awsUpdatedSourceParameters())
                    .target(after.target())
                    .targetParameters(after.awsTargetParameters())
                    .roleArn(after.roleArn())
                    .logConfiguration(after.awsLogConfiguration()))
        .thenCompose(begun -> settled(after.name(), aws));
  }

  private static CompletableFuture<?> retag(
      PipeInputs before, PipeInputs after, DeployerClients aws) {
    String arn = aws.cloud().account().arn("pipes", "pipe/" + after.name());
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.pipes().untagResource(request -> request.resourceArn(arn).tagKeys(gone)),
        set -> aws.pipes().tagResource(request -> request.resourceArn(arn).tags(set)));
  }

  /** Waits while AWS works on the pipe, and fails with its reason if that did not end well. */
  private static CompletableFuture<?> settled(String name, DeployerClients aws) {
    return aws.pipes()
        .describePipe(request -> request.name(name))
        .thenCompose(
            pipe ->
                switch (pipe.currentState()) {
                  case RUNNING, STOPPED -> CompletableFuture.completedFuture(null);
                  case CREATING, UPDATING, STARTING, STOPPING ->
                      aws.after(LOOK).thenCompose(passed -> settled(name, aws));
                  default -> CompletableFuture.failedFuture(failed(pipe));
                });
  }

  private static ResourceFailedException failed(DescribePipeResponse pipe) {
    return new ResourceFailedException(
        "the pipe is " + pipe.currentStateAsString() + ": " + pipe.stateReason());
  }

  @Override
  CompletableFuture<?> delete(PipeInputs pipe, DeployerClients aws) {
    return aws.pipes()
        .deletePipe(request -> request.name(pipe.name()))
        .thenCompose(begun -> gone(pipe.name(), aws));
  }

  /** Waits while AWS takes the pipe down; only then its name is free again. */
  private static CompletableFuture<?> gone(String name, DeployerClients aws) {
    return aws.pipes()
        .describePipe(request -> request.name(name))
        .thenApply(found -> true)
        .exceptionally(PipeType::isThere)
        .thenCompose(
            there ->
                there
                    ? aws.after(LOOK).thenCompose(passed -> gone(name, aws))
                    : CompletableFuture.completedFuture(null));
  }

  private static boolean isThere(Throwable failure) {
    Throwable cause = ApiErrors.cause(failure);
    if (cause instanceof NotFoundException) {
      return false;
    }
    throw new CompletionException(cause);
  }

  /** pipes/pipe.go; with logs, what AWS asks of who sets up their delivery */
  @Override
  List<ProviderCall> calls(PipeInputs pipe, Identity identity) {
    String arn = identity.arn("pipes", "pipe/" + pipe.name());
    return ProviderCall.all(
        ProviderCall.reads(arn, "pipes:DescribePipe", "pipes:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "pipes:CreatePipe",
            "pipes:UpdatePipe",
            "pipes:DeletePipe",
            "pipes:TagResource",
            "pipes:UntagResource"),
        ProviderCall.passRole(pipe.roleArn(), "pipes.amazonaws.com"),
        pipe.logsNothing() ? List.of() : LOG_DELIVERY);
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "source");
  }
}
