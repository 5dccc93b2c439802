package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import io.tributary.simulate.Topics;

/**
 * Somebody publishes a message that SNS takes, and that is too large, or just not, for a queue, or
 * once it is wrapped into an event. Whether the program's wrapping makes it too large is not
 * reckoned here: any of them may stay in a dead-letter queue.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 * and docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
public final class OversizedOnTheWay extends NamedFault {

  /** Sizes are drawn from the last bytes below SNS's limit. */
  private static final int LAST_BYTES = 1_500;

  public OversizedOnTheWay() {
    super("oversized-on-the-way", "a message fits SNS and is too large for a later hop", 0.001);
  }

  @Override
  public void inject(Injection injection) {
    injection.bodies(
        (event, body) -> {
          injection.undeliverable(event);
          int below = injection.chance().at(event).below(LAST_BYTES, 0);
          return Bodies.padded(body, Topics.MOST_BYTES - below);
        });
  }
}
