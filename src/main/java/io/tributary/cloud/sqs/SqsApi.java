package io.tributary.cloud.sqs;

import io.tributary.cloud.api.ApiCalls;
import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The API of SQS as one caller sees it. What it does not have here is not built. */
final class SqsApi implements SqsAsyncClient {

  private final ApiCalls calls;
  private final Caller caller;
  private final QueueOperations queues;
  private final MessageOperations messages;
  private final MoveTaskOperations moveTasks;

  SqsApi(
      ApiCalls calls,
      Caller caller,
      QueueOperations queues,
      MessageOperations messages,
      MoveTaskOperations moveTasks) {
    this.calls = calls;
    this.caller = caller;
    this.queues = queues;
    this.messages = messages;
    this.moveTasks = moveTasks;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  @Override
  public CompletableFuture<CreateQueueResponse> createQueue(CreateQueueRequest request) {
    return calls.answer(() -> queues.create(caller, request));
  }

  @Override
  public CompletableFuture<DeleteQueueResponse> deleteQueue(DeleteQueueRequest request) {
    return calls.answer(() -> queues.delete(caller, request));
  }

  @Override
  public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
    return calls.answer(() -> queues.url(caller, request));
  }

  @Override
  public CompletableFuture<ListQueuesResponse> listQueues(ListQueuesRequest request) {
    return calls.answer(() -> queues.list(caller, request));
  }

  @Override
  public CompletableFuture<ListDeadLetterSourceQueuesResponse> listDeadLetterSourceQueues(
      ListDeadLetterSourceQueuesRequest request) {
    return calls.answer(() -> queues.listSources(caller, request));
  }

  @Override
  public CompletableFuture<GetQueueAttributesResponse> getQueueAttributes(
      GetQueueAttributesRequest request) {
    return calls.answer(() -> queues.attributes(caller, request));
  }

  @Override
  public CompletableFuture<SetQueueAttributesResponse> setQueueAttributes(
      SetQueueAttributesRequest request) {
    return calls.answer(() -> queues.setAttributes(caller, request));
  }

  @Override
  public CompletableFuture<PurgeQueueResponse> purgeQueue(PurgeQueueRequest request) {
    return calls.answer(() -> queues.purge(caller, request));
  }

  @Override
  public CompletableFuture<TagQueueResponse> tagQueue(TagQueueRequest request) {
    return calls.answer(() -> queues.tag(caller, request));
  }

  @Override
  public CompletableFuture<UntagQueueResponse> untagQueue(UntagQueueRequest request) {
    return calls.answer(() -> queues.untag(caller, request));
  }

  @Override
  public CompletableFuture<ListQueueTagsResponse> listQueueTags(ListQueueTagsRequest request) {
    return calls.answer(() -> queues.tags(caller, request));
  }

  @Override
  public CompletableFuture<SendMessageResponse> sendMessage(SendMessageRequest request) {
    return calls.answer(() -> messages.send(caller, request));
  }

  @Override
  public CompletableFuture<SendMessageBatchResponse> sendMessageBatch(
      SendMessageBatchRequest request) {
    return calls.answer(() -> messages.sendBatch(caller, request));
  }

  @Override
  public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
    return calls.answerLater(() -> messages.receive(caller, request));
  }

  @Override
  public CompletableFuture<DeleteMessageResponse> deleteMessage(DeleteMessageRequest request) {
    return calls.answer(() -> messages.delete(caller, request));
  }

  @Override
  public CompletableFuture<DeleteMessageBatchResponse> deleteMessageBatch(
      DeleteMessageBatchRequest request) {
    return calls.answer(() -> messages.deleteBatch(caller, request));
  }

  @Override
  public CompletableFuture<ChangeMessageVisibilityResponse> changeMessageVisibility(
      ChangeMessageVisibilityRequest request) {
    return calls.answer(() -> messages.changeVisibility(caller, request));
  }

  @Override
  public CompletableFuture<ChangeMessageVisibilityBatchResponse> changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    return calls.answer(() -> messages.changeVisibilityBatch(caller, request));
  }

  @Override
  public CompletableFuture<StartMessageMoveTaskResponse> startMessageMoveTask(
      StartMessageMoveTaskRequest request) {
    return calls.answer(() -> moveTasks.start(caller, request));
  }

  @Override
  public CompletableFuture<ListMessageMoveTasksResponse> listMessageMoveTasks(
      ListMessageMoveTasksRequest request) {
    return calls.answer(() -> moveTasks.list(caller, request));
  }

  @Override
  public CompletableFuture<CancelMessageMoveTaskResponse> cancelMessageMoveTask(
      CancelMessageMoveTaskRequest request) {
    return calls.answer(() -> moveTasks.cancel(caller, request));
  }
}
