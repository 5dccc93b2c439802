package io.tributary.cloud.pipes;

import io.tributary.cloud.api.Page;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.RequestTags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.CreatePipeResponse;
import software.amazon.awssdk.services.pipes.model.DeletePipeRequest;
import software.amazon.awssdk.services.pipes.model.DeletePipeResponse;
import software.amazon.awssdk.services.pipes.model.DescribePipeRequest;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.ListPipesRequest;
import software.amazon.awssdk.services.pipes.model.ListPipesResponse;
import software.amazon.awssdk.services.pipes.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.pipes.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.pipes.model.StartPipeRequest;
import software.amazon.awssdk.services.pipes.model.StartPipeResponse;
import software.amazon.awssdk.services.pipes.model.StopPipeRequest;
import software.amazon.awssdk.services.pipes.model.StopPipeResponse;
import software.amazon.awssdk.services.pipes.model.TagResourceRequest;
import software.amazon.awssdk.services.pipes.model.TagResourceResponse;
import software.amazon.awssdk.services.pipes.model.UntagResourceRequest;
import software.amazon.awssdk.services.pipes.model.UntagResourceResponse;
import software.amazon.awssdk.services.pipes.model.UpdatePipeRequest;
import software.amazon.awssdk.services.pipes.model.UpdatePipeResponse;

/** The Pipes API as one caller has it. */
final class PipesApi implements PipesAsyncClient {

  private final PipesService pipes;
  private final Caller caller;

  PipesApi(PipesService pipes, Caller caller) {
    this.pipes = pipes;
    this.caller = caller;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  @Override
  public CompletableFuture<CreatePipeResponse> createPipe(CreatePipeRequest request) {
    return pipes.calls.answer(() -> PipeDescriptions.created(pipes.create(caller, request)));
  }

  @Override
  public CompletableFuture<UpdatePipeResponse> updatePipe(UpdatePipeRequest request) {
    return pipes.calls.answer(() -> PipeDescriptions.updated(pipes.update(caller, request)));
  }

  @Override
  public CompletableFuture<DescribePipeResponse> describePipe(DescribePipeRequest request) {
    return pipes.calls.answer(
        () -> PipeDescriptions.described(pipes.describe(caller, request.name())));
  }

  @Override
  public CompletableFuture<StartPipeResponse> startPipe(StartPipeRequest request) {
    return pipes.calls.answer(() -> PipeDescriptions.started(pipes.start(caller, request.name())));
  }

  @Override
  public CompletableFuture<StopPipeResponse> stopPipe(StopPipeRequest request) {
    return pipes.calls.answer(() -> PipeDescriptions.stopped(pipes.stop(caller, request.name())));
  }

  @Override
  public CompletableFuture<DeletePipeResponse> deletePipe(DeletePipeRequest request) {
    return pipes.calls.answer(() -> PipeDescriptions.deleted(pipes.delete(caller, request.name())));
  }

  @Override
  public CompletableFuture<ListPipesResponse> listPipes(ListPipesRequest request) {
    return pipes.calls.answer(
        () -> {
          Page<ManagedPipe> page = pipes.list(caller, request);
          return ListPipesResponse.builder()
              .pipes(page.items().stream().map(PipeDescriptions::listed).toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  @Override
  public CompletableFuture<TagResourceResponse> tagResource(TagResourceRequest request) {
    return pipes.calls.answer(
        () -> {
          PipeTags.require(request.tags());
          Map<String, String> tags =
              pipes.tags(
                  caller, "TagResource", request.resourceArn(), RequestTags.keys(request.tags()));
          PipeTags.add(tags, request.tags());
          return TagResourceResponse.builder().build();
        });
  }

  @Override
  public CompletableFuture<UntagResourceResponse> untagResource(UntagResourceRequest request) {
    return pipes.calls.answer(
        () -> {
          Map<String, List<String>> context = RequestTags.removed(request.tagKeys());
          pipes
              .tags(caller, "UntagResource", request.resourceArn(), context)
              .keySet()
              .removeAll(request.tagKeys());
          return UntagResourceResponse.builder().build();
        });
  }

  @Override
  public CompletableFuture<ListTagsForResourceResponse> listTagsForResource(
      ListTagsForResourceRequest request) {
    return pipes.calls.answer(
        () ->
            ListTagsForResourceResponse.builder()
                .tags(pipes.tags(caller, "ListTagsForResource", request.resourceArn(), Map.of()))
                .build());
  }
}
