package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.simulate.Injection;

/**
 * SQS hands a message out once more, within its visibility timeout, after it, or after the message
 * was deleted: a server that was away when it was deleted still has a copy.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
 */
public final class DuplicateDelivery extends NamedFault {

  private static final int LATEST_MICROS = 90_000_000;

  public DuplicateDelivery() {
    super("duplicate-delivery", "SQS hands out a message twice, even after it was deleted", 0.01);
  }

  @Override
  public void inject(Injection injection) {
    injection.queues(Service.PIPES, queues -> LateMessages.again(injection, queues, LATEST_MICROS));
    injection.consumer(queues -> LateMessages.again(injection, queues, LATEST_MICROS));
  }
}
