package io.tributary.simulate;

/**
 * How the consumer of the destination queue works.
 *
 * @param perSecond how many messages it handles in a second, more than 0
 * @param failureRate how likely it fails on a message each time it gets it, from 0 to 1; it then
 *     leaves the message to come back
 */
public record ConsumerSettings(double perSecond, double failureRate) {

  /** Fast, and never failing. */
  public static final ConsumerSettings SOUND = new ConsumerSettings(100_000, 0);

  public ConsumerSettings {
    if (!(perSecond > 0) || !(failureRate >= 0 && failureRate <= 1)) {
      throw new IllegalArgumentException(
          "a consumer handles more than 0 messages a second and fails on a share from 0 to 1 of them, got "
              + perSecond
              + " and "
              + failureRate);
    }
  }
}
