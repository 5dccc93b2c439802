package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations of the API that concern messages. */
final class MessageOperations {

  private final EventLoop loop;
  private final QueueRegistry queues;
  private final Access access;
  private final MessageFlow flow;
  private final Md5 md5;

  MessageOperations(
      EventLoop loop, QueueRegistry queues, Access access, MessageFlow flow, Md5 md5) {
    this.loop = loop;
    this.queues = queues;
    this.access = access;
    this.flow = flow;
    this.md5 = md5;
  }

  SendMessageResponse send(Caller caller, SendMessageRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    SendRequest send = SendRequest.of(request, flow.newTrace());
    flow.maySend(caller, queue, List.of(send.message()));
    int bytes = send.check();
    requireSize(bytes, queue, "are invalid");
    OutgoingMessage message = send.message();
    String id = flow.send(caller.principal(), queue, message, bytes, send.delaySeconds(queue));
    return SendMessageResponse.builder()
        .messageId(id)
        .md5OfMessageBody(md5.ofBody(message.body()))
        .md5OfMessageAttributes(md5.ofAttributes(message.attributes()))
        .md5OfMessageSystemAttributes(md5.ofAttributes(send.systemAttributes()))
        .build();
  }

  SendMessageBatchResponse sendBatch(Caller caller, SendMessageBatchRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    List<SendRequest> sends = new ArrayList<>(request.entries().size());
    request.entries().forEach(entry -> sends.add(SendRequest.of(entry, flow.newTrace())));
    flow.maySend(caller, queue, sends.stream().map(SendRequest::message).toList());
    Batch.check(sends, SendRequest::id, "SendMessageBatchRequestEntry");
    requireBatchSize(sends);
    Batch<SendMessageBatchResultEntry> batch =
        Batch.run(sends, SendRequest::id, send -> sendEntry(caller, queue, send));
    return SendMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  CompletableFuture<ReceiveMessageResponse> receive(Caller caller, ReceiveMessageRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    flow.mayReceive(caller, queue);
    ReceiveRequest receive = ReceiveRequest.of(request, queue.attributes());
    ReceiveMessageResponse now = receiveNow(caller, queue, receive);
    CompletableFuture<ReceiveMessageResponse> answer =
        now.hasMessages() || receive.waitSeconds() == 0
            ? CompletableFuture.completedFuture(now)
            : LongPoll.start(
                loop,
                queue.waiters(),
                receive.waitSeconds(),
                () -> receiveNow(caller, queue, receive));
    answer.thenAccept(
        response -> {
          if (!response.hasMessages()) {
            flow.foundEmpty(queue);
          }
        });
    return answer;
  }

  DeleteMessageResponse delete(Caller caller, DeleteMessageRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    flow.mayDelete(caller, queue, List.of(given(request.receiptHandle())));
    flow.delete(caller.principal(), queue, request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  DeleteMessageBatchResponse deleteBatch(Caller caller, DeleteMessageBatchRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    flow.mayDelete(
        caller, queue, request.entries().stream().map(e -> given(e.receiptHandle())).toList());
    Batch.check(
        request.entries(), DeleteMessageBatchRequestEntry::id, "DeleteMessageBatchRequestEntry");
    Batch<DeleteMessageBatchResultEntry> batch =
        Batch.run(
            request.entries(),
            DeleteMessageBatchRequestEntry::id,
            entry -> {
              flow.delete(caller.principal(), queue, entry.receiptHandle());
              return DeleteMessageBatchResultEntry.builder().id(entry.id()).build();
            });
    return DeleteMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  ChangeMessageVisibilityResponse changeVisibility(
      Caller caller, ChangeMessageVisibilityRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.require(caller, "sqs:ChangeMessageVisibility", queue);
    changeVisibility(queue, request.receiptHandle(), request.visibilityTimeout());
    return ChangeMessageVisibilityResponse.builder().build();
  }

  ChangeMessageVisibilityBatchResponse changeVisibilityBatch(
      Caller caller, ChangeMessageVisibilityBatchRequest request) {
    Queue queue = queues.requireUrl(request.queueUrl());
    access.require(caller, "sqs:ChangeMessageVisibility", queue);
    Batch.check(
        request.entries(),
        ChangeMessageVisibilityBatchRequestEntry::id,
        "ChangeMessageVisibilityBatchRequestEntry");
    Batch<ChangeMessageVisibilityBatchResultEntry> batch =
        Batch.run(
            request.entries(),
            ChangeMessageVisibilityBatchRequestEntry::id,
            entry -> {
              changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
              return ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build();
            });
    return ChangeMessageVisibilityBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  /** Fails if a message is larger than its queue takes. */
  static void requireSize(int size, Queue queue, String whatIsWrong) {
    int max = queue.attributes().maximumMessageSize();
    if (size > max) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "One or more parameters "
              + whatIsWrong
              + ". Reason: Message must be shorter than "
              + max
              + " bytes.");
    }
  }

  private SendMessageBatchResultEntry sendEntry(Caller caller, Queue queue, SendRequest send) {
    int bytes = send.check();
    requireSize(bytes, queue, "cannot be validated");
    OutgoingMessage message = send.message();
    String id = flow.send(caller.principal(), queue, message, bytes, send.delaySeconds(queue));
    return SendMessageBatchResultEntry.builder()
        .id(send.id())
        .messageId(id)
        .md5OfMessageBody(md5.ofBody(message.body()))
        .md5OfMessageAttributes(md5.ofAttributes(message.attributes()))
        .md5OfMessageSystemAttributes(md5.ofAttributes(send.systemAttributes()))
        .build();
  }

  private static void requireBatchSize(List<SendRequest> sends) {
    long size =
        sends.stream()
            .map(SendRequest::message)
            .mapToLong(message -> MessageRules.size(message.body(), message.attributes()))
            .sum();
    if (size > QueueAttributes.MESSAGE_SIZE_LIMIT) {
      throw SqsError.BATCH_REQUEST_TOO_LONG.with(
          "Batch requests cannot be longer than "
              + QueueAttributes.MESSAGE_SIZE_LIMIT
              + " bytes. You have sent "
              + size
              + " bytes.");
    }
  }

  private ReceiveMessageResponse receiveNow(Caller caller, Queue queue, ReceiveRequest receive) {
    if (receive.waitSeconds() == 0 && queue.backlog().inFlightLimitReached()) {
      throw SqsError.OVER_LIMIT.with(
          "The maximum number of in flight messages, " + Backlog.IN_FLIGHT_LIMIT + ", is reached.");
    }
    List<Message> received =
        flow.receive(caller.principal(), queue, receive.max(), receive.visibilitySeconds());
    return receive.response(received, md5);
  }

  private void changeVisibility(Queue queue, String handle, Integer seconds) {
    if (seconds == null) {
      throw SqsError.missing("VisibilityTimeout");
    }
    ReceiveRequest.checkVisibility(seconds);
    flow.changeVisibility(queue, handle, seconds);
  }

  private static String given(String handle) {
    return handle == null ? "" : handle;
  }
}
