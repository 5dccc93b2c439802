package io.tributary.cloud.gateway;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.api.CloudService;
import io.tributary.cloud.iam.Caller;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** An SQS of a few operations, each behaving in a way that the gateway must cope with. */
final class FewQueues implements CloudService {

  /** The long poll that waits, if one does. */
  CompletableFuture<ReceiveMessageResponse> waiting;

  @Override
  public Class<? extends SdkClient> clientType() {
    return SqsAsyncClient.class;
  }

  @Override
  public SdkClient client(Caller caller) {
    return new Client(caller);
  }

  private final class Client implements SqsAsyncClient {

    private final Caller caller;

    Client(Caller caller) {
      this.caller = caller;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** Answers with who asked. */
    @Override
    public CompletableFuture<CreateQueueResponse> createQueue(CreateQueueRequest request) {
      String url =
          request.queueName() + " " + caller.principal().arn() + " " + caller.secureTransport();
      return CompletableFuture.completedFuture(CreateQueueResponse.builder().queueUrl(url).build());
    }

    /** A caller's mistake. */
    @Override
    public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
      return CompletableFuture.failedFuture(
          request.queueName() == null
              ? ApiErrors.error(SqsException.builder(), "MissingParameter", 400, "No name.")
              : ApiErrors.error(
                  QueueDoesNotExistException.builder(),
                  "AWS.SimpleQueueService.NonExistentQueue",
                  400,
                  "The specified queue does not exist."));
    }

    /** A bug. */
    @Override
    public CompletableFuture<DeleteQueueResponse> deleteQueue(DeleteQueueRequest request) {
      throw new IllegalStateException("a secret of the inside");
    }

    @Override
    public CompletableFuture<UntagQueueResponse> untagQueue(UntagQueueRequest request) {
      throw new NoClassDefFoundError("io/tributary/cloud/Secret");
    }

    /** Built in part. */
    @Override
    public CompletableFuture<PurgeQueueResponse> purgeQueue(PurgeQueueRequest request) {
      throw new UnsupportedOperationException("purging is not built for FIFO queues");
    }

    /** A long poll that waits until the test says otherwise. */
    @Override
    public CompletableFuture<ReceiveMessageResponse> receiveMessage(ReceiveMessageRequest request) {
      waiting = new CompletableFuture<>();
      return waiting;
    }
  }

  void deliver(String body) {
    waiting.complete(
        ReceiveMessageResponse.builder()
            .messages(Message.builder().messageId("1").body(body).build())
            .build());
  }
}
