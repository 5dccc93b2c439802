package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Moves dead letters out of their queue, one by one. The queue loses a message only after the
 * destination has it, as a new message: with an id, a send time and a count of receives of its own.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
final class Redrive {

  /** docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting.html */
  private static final String NO_MESSAGE_SOURCE = "CouldNotDetermineMessageSource";

  private final QueueRegistry queues;
  private final Access access;
  private final MessageFlow flow;
  private final Journal journal;

  Redrive(QueueRegistry queues, Access access, MessageFlow flow, Journal journal) {
    this.queues = queues;
    this.access = access;
    this.flow = flow;
    this.journal = journal;
  }

  /**
   * Moves a dead letter on, if the caller may.
   *
   * @param destinationArn null for the queue that it came from
   * @return why it stays where it is, in the terms of a task's {@code FailureReason}; nothing when
   *     it moved
   */
  Optional<String> move(Caller caller, Queue source, Message dead, String destinationArn) {
    String target = destinationArn == null ? dead.deadLetterSource : destinationArn;
    HopEntry hop =
        journal.hop(dead.trace, Step.SQS_REDRIVE, source.arn()).peer(target).id(dead.id());
    if (target == null) {
      hop.stopped(
          Outcome.FAILED,
          "no queue moved it here, so only a task with a destination can move it on");
      return Optional.of(NO_MESSAGE_SOURCE);
    }
    try {
      pass(caller, source, dead, queues.requireArn(target));
    } catch (SqsException refusal) {
      AccessDenied.behind(refusal)
          .ifPresentOrElse(
              denial -> hop.denied(denial),
              () -> hop.stopped(Outcome.FAILED, refusal.awsErrorDetails().errorMessage()));
      return Optional.of(refusal.awsErrorDetails().errorCode());
    }
    hop.passed();
    return Optional.empty();
  }

  private void pass(Caller caller, Queue source, Message dead, Queue target) {
    access.require(caller, "sqs:ReceiveMessage", source);
    access.require(caller, "sqs:DeleteMessage", source);
    access.require(caller, "sqs:SendMessage", target);
    OutgoingMessage again =
        new OutgoingMessage(
            dead.body, dead.attributes, dead.traceHeader, dead.messageGroupId, dead.trace);
    int bytes = MessageRules.size(dead.body, dead.attributes);
    MessageOperations.requireSize(bytes, target, "are invalid");
    flow.send(caller.principal(), target, again, bytes, target.attributes().delaySeconds());
    source.remove(dead);
  }
}
