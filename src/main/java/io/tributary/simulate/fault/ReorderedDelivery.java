package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.simulate.Injection;

/**
 * SQS hands a message out after others that came later; standard queues keep no strict order.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-message-order.html
 */
public final class ReorderedDelivery extends NamedFault {

  private static final int LATEST_MICROS = 5_000_000;

  public ReorderedDelivery() {
    super("reordered-delivery", "SQS hands out a message after others that came later", 0.05);
  }

  @Override
  public void inject(Injection injection) {
    injection.queues(Service.PIPES, queues -> LateMessages.later(injection, queues, LATEST_MICROS));
    injection.consumer(queues -> LateMessages.later(injection, queues, LATEST_MICROS));
  }
}
