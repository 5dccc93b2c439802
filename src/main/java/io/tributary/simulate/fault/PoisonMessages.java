package io.tributary.simulate.fault;

import io.tributary.cloud.json.JsonText;
import io.tributary.simulate.Injection;

/**
 * Somebody publishes a message that is JSON by itself, nested so deep that it is not once it is
 * wrapped into an event.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html,
 * MalformedDetail
 */
public final class PoisonMessages extends NamedFault {

  /** The arrays in the object; two levels more and it is too deep for an event. */
  private static final int ARRAYS = JsonText.DEEPEST - 1;

  public PoisonMessages() {
    super("poison-messages", "a message is published of which no event can be made", 0.002);
  }

  @Override
  public void inject(Injection injection) {
    injection.bodies(
        (event, body) -> {
          injection.undeliverable(event);
          return "{\"deep\":%s%s,\"text\":%s}"
              .formatted("[".repeat(ARRAYS), "]".repeat(ARRAYS), JsonText.string(body));
        });
  }
}
