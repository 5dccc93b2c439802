package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/**
 * The operations of the API that move messages out of dead-letter queues.
 *
 * <p>The rights they need are those of
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting.html: more
 * than the operation itself.
 */
final class MoveTaskOperations {

  /**
   * How many tasks of an account may run at a time;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
   */
  private static final int ACTIVE_LIMIT = 100;

  private final EventLoop loop;
  private final QueueRegistry queues;
  private final Access access;
  private final Redrive redrive;

  MoveTaskOperations(EventLoop loop, QueueRegistry queues, Access access, Redrive redrive) {
    this.loop = loop;
    this.queues = queues;
    this.access = access;
    this.redrive = redrive;
  }

  StartMessageMoveTaskResponse start(Caller caller, StartMessageMoveTaskRequest request) {
    Queue source = existing(request.sourceArn(), "SourceArn");
    access.requireWithinAccount(caller, "sqs:StartMessageMoveTask", source);
    access.require(caller, "sqs:ReceiveMessage", source);
    access.require(caller, "sqs:DeleteMessage", source);
    access.require(caller, "sqs:GetQueueAttributes", source);
    requireDeadLetterQueue(source);
    if (request.destinationArn() != null) {
      Queue destination = existing(request.destinationArn(), "DestinationArn");
      access.require(caller, "sqs:SendMessage", destination);
      requireOther(source, destination);
    }
    requireRange(
        request.maxNumberOfMessagesPerSecond(), "MaxNumberOfMessagesPerSecond", MoveTask.MAX_RATE);
    requireNoneActive(source);
    MoveTask task =
        MoveTask.start(
            loop,
            queues,
            redrive,
            new MoveTask.Order(
                caller, source, request.destinationArn(), request.maxNumberOfMessagesPerSecond()));
    source.addMoveTask(task);
    return StartMessageMoveTaskResponse.builder().taskHandle(task.handle().text()).build();
  }

  ListMessageMoveTasksResponse list(Caller caller, ListMessageMoveTasksRequest request) {
    Queue source = existing(request.sourceArn(), "SourceArn");
    access.requireWithinAccount(caller, "sqs:ListMessageMoveTasks", source);
    access.require(caller, "sqs:GetQueueAttributes", source);
    requireRange(request.maxResults(), "MaxResults", Queue.MOVE_TASKS_KEPT);
    List<ListMessageMoveTasksResultEntry> newest =
        source.moveTasks().stream()
            .limit(Objects.requireNonNullElse(request.maxResults(), 1))
            .map(MoveTask::entry)
            .toList();
    return ListMessageMoveTasksResponse.builder().results(newest).build();
  }

  CancelMessageMoveTaskResponse cancel(Caller caller, CancelMessageMoveTaskRequest request) {
    MoveTaskHandle handle = MoveTaskHandle.parse(request.taskHandle());
    Queue source = existing(handle.sourceArn(), "SourceArn");
    access.requireWithinAccount(caller, "sqs:CancelMessageMoveTask", source);
    access.require(caller, "sqs:ReceiveMessage", source);
    access.require(caller, "sqs:DeleteMessage", source);
    access.require(caller, "sqs:GetQueueAttributes", source);
    MoveTask task = task(source, handle);
    if (task.status() != MoveTask.Status.RUNNING) {
      throw SqsError.UNSUPPORTED_OPERATION.with(
          "Only a running task can be cancelled; this one is " + task.status() + ".");
    }
    task.cancel();
    return CancelMessageMoveTaskResponse.builder()
        .approximateNumberOfMessagesMoved(task.moved())
        .build();
  }

  private Queue existing(String arn, String parameter) {
    if (arn == null || arn.isEmpty()) {
      throw SqsError.missing(parameter);
    }
    Queue queue = queues.find(arn);
    if (queue == null) {
      throw SqsError.RESOURCE_NOT_FOUND.with(
          "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
    return queue;
  }

  private void requireDeadLetterQueue(Queue queue) {
    if (queues.all().stream().noneMatch(other -> other.deadLettersGoTo(queue))) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Source queue must be configured as a Dead Letter Queue.");
    }
  }

  private static void requireOther(Queue source, Queue destination) {
    if (source == destination) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "Source queue arn and destination queue arn must be different.");
    }
  }

  private static void requireRange(Integer value, String parameter, int max) {
    if (value != null && (value < 1 || value > max)) {
      throw SqsError.invalidValue(
          value, parameter, "Must be between 1 and " + max + ", if provided.");
    }
  }

  private void requireNoneActive(Queue source) {
    if (source.moveTasks().stream().anyMatch(MoveTask::active)) {
      throw SqsError.INVALID_PARAMETER_VALUE.with(
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    long active =
        queues.all().stream()
            .flatMap(queue -> queue.moveTasks().stream())
            .filter(MoveTask::active)
            .count();
    if (active >= ACTIVE_LIMIT) {
      throw SqsError.OVER_LIMIT.with(
          "An account may have " + ACTIVE_LIMIT + " active message move tasks, and has as many.");
    }
  }

  private static MoveTask task(Queue source, MoveTaskHandle handle) {
    return source.moveTasks().stream()
        .filter(task -> task.handle().equals(handle))
        .findFirst()
        .orElseThrow(() -> SqsError.RESOURCE_NOT_FOUND.with("Task does not exist."));
  }
}
