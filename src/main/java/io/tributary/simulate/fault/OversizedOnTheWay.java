package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;

/**
 * Somebody publishes a message that SNS takes, and that is too large for a queue once it is wrapped
 * into an event.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 * and docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
public final class OversizedOnTheWay extends NamedFault {

  private static final int ROOM_LEFT = 150;

  public OversizedOnTheWay() {
    super("oversized-on-the-way", "a message fits SNS and is too large for a later hop", 0.001);
  }

  @Override
  public void inject(Injection injection) {
    injection.bodies(
        (event, body) -> {
          injection.undeliverable(event);
          int room = injection.chance().at(event).below(ROOM_LEFT, 0);
          return Bodies.padded(body, Bodies.TOPIC_LIMIT - room);
        });
  }
}
