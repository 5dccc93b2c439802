package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/**
 * A running or ended message move task: it moves one message after the other, each in a task of the
 * loop, until the dead-letter queue has nothing left to receive. Messages in flight stay.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
final class MoveTask {

  /** As {@code Status} shows it. */
  enum Status {
    RUNNING,
    COMPLETED,
    CANCELLING,
    CANCELLED,
    FAILED
  }

  /**
   * What was asked for.
   *
   * @param destinationArn null for the queue that each message came from
   * @param rate messages a second; null where the service may choose
   */
  record Order(Caller caller, Queue source, String destinationArn, Integer rate) {}

  /** Messages a second, at most. */
  static final int MAX_RATE = 500;

  /**
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
   */
  private static final Duration LONGEST = Duration.ofHours(36);

  private final EventLoop loop;
  private final QueueRegistry queues;
  private final Redrive redrive;
  private final Order order;
  private final MoveTaskHandle handle;
  private final long startedMicros;
  private Status status = Status.RUNNING;
  private String failureReason;
  private Long toMove;
  private long moved;

  private MoveTask(EventLoop loop, QueueRegistry queues, Redrive redrive, Order order) {
    this.loop = loop;
    this.queues = queues;
    this.redrive = redrive;
    this.order = order;
    this.handle = new MoveTaskHandle(loop.random().uuid(), order.source().arn());
    this.startedMicros = loop.micros();
  }

  /** Begins to move messages, soon. */
  static MoveTask start(EventLoop loop, QueueRegistry queues, Redrive redrive, Order order) {
    MoveTask task = new MoveTask(loop, queues, redrive, order);
    loop.execute(task::begin);
    return task;
  }

  MoveTaskHandle handle() {
    return handle;
  }

  Status status() {
    return status;
  }

  long moved() {
    return moved;
  }

  /** Whether it keeps others from being started. */
  boolean active() {
    return status == Status.RUNNING || status == Status.CANCELLING;
  }

  /** Ends it before it moves another message; what has moved stays moved. */
  void cancel() {
    status = Status.CANCELLING;
  }

  /** How a list of tasks shows it. */
  ListMessageMoveTasksResultEntry entry() {
    return ListMessageMoveTasksResultEntry.builder()
        .taskHandle(status == Status.RUNNING ? handle.text() : null)
        .status(status.name())
        .sourceArn(order.source().arn())
        .destinationArn(order.destinationArn())
        .maxNumberOfMessagesPerSecond(order.rate())
        .approximateNumberOfMessagesMoved(moved)
        .approximateNumberOfMessagesToMove(toMove)
        .failureReason(failureReason)
        .startedTimestamp(startedMicros / 1_000)
        .build();
  }

  private void begin() {
    toMove = (long) order.source().backlog().visible();
    step();
  }

  private void step() {
    Queue source = order.source();
    if (status == Status.CANCELLING) {
      status = Status.CANCELLED;
    } else if (queues.find(source.arn()) != source) {
      fail(SqsError.QUEUE_DOES_NOT_EXIST.queryCode());
    } else if (loop.micros() - startedMicros >= LONGEST.toNanos() / 1_000) {
      fail("the task has run for " + LONGEST.toHours() + " hours");
    } else {
      moveNext(source);
    }
  }

  private void moveNext(Queue source) {
    Message next = source.backlog().firstVisible();
    if (next != null) {
      Optional<String> failure = redrive.move(order.caller(), source, next, order.destinationArn());
      if (failure.isPresent()) {
        fail(failure.get());
        return;
      }
      moved++;
    }
    if (source.backlog().visible() == 0) {
      status = Status.COMPLETED;
    } else {
      loop.schedule(pause(), this::step);
    }
  }

  private Duration pause() {
    int rate = order.rate() == null ? MAX_RATE : order.rate();
    return Duration.ofSeconds(1).dividedBy(rate);
  }

  private void fail(String reason) {
    status = Status.FAILED;
    failureReason = reason;
  }
}
