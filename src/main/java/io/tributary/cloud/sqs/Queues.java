package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the other services of the cloud ask of SQS: the same operations as its API, authorised and
 * written down alike, without the API's types. Only to be called on the loop.
 *
 * <p>Every method throws the SDK's {@code SqsException} with AWS's code when the queue does not
 * exist or the caller may not do this; {@link io.tributary.cloud.iam.AccessDenied#behind} tells the
 * two apart.
 */
public interface Queues {

  /**
   * The names of standard queues.
   *
   * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
   */
  Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  /** The ARNs of queues, FIFO queues too, of any region and account. */
  Pattern ANY_ARN = Pattern.compile("arn:[a-z-]+:sqs:[a-z0-9-]+:[0-9]{12}:" + NAME + "(\\.fifo)?");

  /**
   * Puts a message into a queue ({@code sqs:SendMessage}).
   *
   * @return the new message's id
   */
  String send(Caller caller, String queueArn, OutgoingMessage message);

  /**
   * Receives what is there, without waiting ({@code sqs:ReceiveMessage}).
   *
   * @param max 1 to 10
   * @param visibilitySeconds how long the messages stay hidden; null for the queue's own visibility
   *     timeout
   */
  List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer visibilitySeconds);

  /** Deletes a received message ({@code sqs:DeleteMessage}). */
  void delete(Caller caller, String queueArn, String receiptHandle);

  /**
   * Asks for the queue's attributes ({@code sqs:GetQueueAttributes}), as a pipe does before it
   * polls.
   */
  void requireAttributes(Caller caller, String queueArn);

  /**
   * Calls back once, as soon as a message can be received from the queue: in a task of its own,
   * also when one can be already. A queue that is deleted calls back too, so that its consumer
   * finds out.
   */
  Wake whenAvailable(String queueArn, Runnable wake);

  /** A wish to be woken. */
  interface Wake {
    /** Takes the wish back; no effect once it was fulfilled. */
    void cancel();
  }
}
