package io.tributary.simulate;

/**
 * How the consumer of the destination queue works.
 *
 * @param perSecond how many messages it handles in a second, from {@link #SLOWEST} to {@link
 *     #FASTEST}
 * @param failureRate how likely it fails on a message each time it gets it, from 0 to 1; it then
 *     leaves the message to come back
 */
public record ConsumerSettings(double perSecond, double failureRate) {

  /** One message in some three hours: with fewer a batch could outlast what a run can count. */
  public static final double SLOWEST = 0.0001;

  /** A message a microsecond, the finest that a run tells apart. */
  public static final double FASTEST = 1_000_000;

  /** Fast, and never failing. */
  public static final ConsumerSettings SOUND = new ConsumerSettings(100_000, 0);

  public ConsumerSettings {
    if (!(perSecond >= SLOWEST && perSecond <= FASTEST)
        || !(failureRate >= 0 && failureRate <= 1)) {
      throw new IllegalArgumentException(
          "a consumer handles 0.0001 to 1,000,000 messages a second and fails on a share from 0 to 1 of them, got "
              + perSecond
              + " and "
              + failureRate);
    }
  }
}
