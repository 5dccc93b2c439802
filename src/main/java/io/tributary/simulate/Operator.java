package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/**
 * Moves what lies in dead-letter queues back by tasks of SQS, each to the queue that the
 * dead-letter queue belongs to; of several {@link Destinations} says which, or each message goes
 * back where it came from. A message at which a task fails since the queue takes none so large is
 * hidden while the next task moves the others; nothing else may fail.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
final class Operator {

  /** The longest that a message may be hidden. */
  static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /** Why a task fails at a message that is too large for its destination. */
  private static final String TOO_LARGE = "InvalidParameterValue";

  private final EventLoop loop;
  private final SqsAsyncClient sqs;
  private final Queues queues;
  private final Caller user;
  private final Map<String, Optional<String>> destinations;
  private final Ledger ledger;
  private int moved;

  /**
   * An operator with nothing to do yet.
   *
   * @param sqs for the tasks
   * @param queues for single messages
   * @param destinations where to move what lies in each dead-letter queue, by ARN; empty for the
   *     queue that each message came from
   */
  Operator(
      EventLoop loop,
      SqsAsyncClient sqs,
      Queues queues,
      Caller user,
      Map<String, Optional<String>> destinations,
      Ledger ledger) {
    this.loop = loop;
    this.sqs = sqs;
    this.queues = queues;
    this.user = user;
    this.ledger = ledger;
    this.destinations = new LinkedHashMap<>(destinations);
  }

  /**
   * Begins to redrive every dead-letter queue. One that no queue names as its own AWS does not
   * redrive: what lies there stays, and is judged.
   */
  void start() {
    destinations.keySet().removeIf(queue -> !isDeadLetterQueue(queue));
    destinations.forEach(this::start);
  }

  private boolean isDeadLetterQueue(String arn) {
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    String url = loop.await(sqs.getQueueUrl(it -> it.queueName(name))).queueUrl();
    return !loop.await(sqs.listDeadLetterSourceQueues(it -> it.queueUrl(url)))
        .queueUrls()
        .isEmpty();
  }

  private void start(String from, Optional<String> to) {
    loop.await(sqs.startMessageMoveTask(it -> it.sourceArn(from).destinationArn(to.orElse(null))));
  }

  /** Whether all is moved that can be; sees to the tasks that have ended since it was asked. */
  boolean done() {
    destinations.entrySet().removeIf(queue -> ended(queue.getKey(), queue.getValue()));
    return destinations.isEmpty();
  }

  private boolean ended(String from, Optional<String> to) {
    ListMessageMoveTasksResultEntry task =
        loop.await(sqs.listMessageMoveTasks(it -> it.sourceArn(from))).results().get(0);
    if (task.status().equals("RUNNING")) {
      return false;
    }
    moved += Math.toIntExact(task.approximateNumberOfMessagesMoved());
    if (TOO_LARGE.equals(task.failureReason())) {
      queues.receive(user, from, 1, Math.toIntExact(LONGEST_VISIBILITY.toSeconds()));
      start(from, to);
      return false;
    }
    if (!task.status().equals("COMPLETED")) {
      ledger.violated(
          "redrive-delivers",
          -1,
          "a task from %s to %s ended as %s: %s"
              .formatted(
                  from,
                  to.orElse("the queues that its messages came from"),
                  task.status(),
                  task.failureReason()));
    }
    return true;
  }

  /** How many messages the tasks that have ended moved. */
  int moved() {
    return moved;
  }
}
