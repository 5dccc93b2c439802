package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;

/**
 * One of the workers of the consumer takes so long for a message that its visibility timeout may
 * end first: it works on what another has received again, and its receipt handle deletes nothing.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
public final class ConsumerOutlastsVisibility extends NamedFault {

  private static final int LATEST_MICROS = 120_000_000;

  public ConsumerOutlastsVisibility() {
    super(
        "consumer-outlasts-visibility",
        "a worker of the consumer takes longer than the visibility timeout",
        0.01);
  }

  @Override
  public void inject(Injection injection) {
    injection.consumer(queues -> LateMessages.later(injection, queues, LATEST_MICROS));
  }
}
