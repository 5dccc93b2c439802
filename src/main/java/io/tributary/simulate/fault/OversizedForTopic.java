package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import io.tributary.simulate.Topics;

/**
 * Somebody publishes a message of one byte more than SNS takes.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
public final class OversizedForTopic extends NamedFault {

  public OversizedForTopic() {
    super("oversized-for-topic", "a message is published that is too large for SNS", 0.001);
  }

  @Override
  public void inject(Injection injection) {
    injection.bodies((event, body) -> Bodies.padded(body, Topics.MOST_BYTES + 1));
  }
}
