package io.tributary.local.resource;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;

/** A pipe; www.pulumi.com/registry/packages/aws/api-docs/pipes/pipe */
final class PipeType extends ResourceType<PipeInputs> {

  /** How often a pipe that AWS is still working on is looked at. */
  private static final Duration LOOK = Duration.ofMillis(5);

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

  @Override
  CompletableFuture<?> update(PipeInputs before, PipeInputs after, DeployerClients aws) {
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
        .thenCompose(begun -> settled(after.name(), aws))
        .thenCompose(done -> retag(before, after, aws));
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
        .listPipes(request -> request.namePrefix(name))
        .thenCompose(
            found ->
                found.pipes().stream().anyMatch(pipe -> pipe.name().equals(name))
                    ? aws.after(LOOK).thenCompose(passed -> gone(name, aws))
                    : CompletableFuture.completedFuture(null));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "source");
  }
}
