package io.tributary.cloud.sqs;

/**
 * How much lies in a queue at one moment.
 *
 * @param visible how many messages can be received
 * @param inFlight how many are received and neither deleted nor visible again
 * @param delayed how many cannot be received yet
 * @param waitingSinceMicros when the message arrived that waits longest, in microseconds since
 *     1970; a dead letter arrived when it was moved. {@link Long#MAX_VALUE} when all were received
 *     {@value #SET_ASIDE} times or more, which SQS sets aside
 */
public record QueueDepth(
    String arn, int visible, int inFlight, int delayed, long waitingSinceMicros) {

  /**
   * After so many receives without a deletion a message no longer counts for the queue's age;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
   */
  static final int SET_ASIDE = 3;

  static QueueDepth of(Queue queue) {
    Backlog backlog = queue.backlog();
    return new QueueDepth(
        queue.arn(),
        backlog.visible(),
        backlog.inFlight(),
        backlog.delayed(),
        backlog.longestWaitingSince(SET_ASIDE));
  }

  /** Whether there is any message. */
  public boolean isEmpty() {
    return visible + inFlight + delayed == 0;
  }
}
