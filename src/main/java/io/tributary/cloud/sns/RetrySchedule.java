package io.tributary.cloud.sns;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * When SNS tries again to reach an endpoint that AWS manages: 3 attempts at once, 2 a second apart,
 * 10 backing off from 1 to 20 seconds, 100,000 every 20 seconds; 100,015 in 23 days.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html, which does not give
 * the curve of the backing off; it is taken to be exponential.
 */
final class RetrySchedule {

  /** How many attempts there are in all, the first one included. */
  static final int ATTEMPTS = 100_015;

  private static final int AT_ONCE = 3;
  private static final int BEFORE_BACKOFF = AT_ONCE + 2;
  private static final int BACKOFF = 10;
  private static final int SLOWEST_SECONDS = 20;

  private static final Duration[] BACKING_OFF =
      IntStream.range(0, BACKOFF).mapToObj(RetrySchedule::backoff).toArray(Duration[]::new);

  private RetrySchedule() {}

  /** How long to wait before the next attempt, when so many were made and all failed. */
  static Duration delayAfter(int attempts) {
    if (attempts < AT_ONCE) {
      return Duration.ZERO;
    }
    if (attempts < BEFORE_BACKOFF) {
      return Duration.ofSeconds(1);
    }
    return BACKING_OFF[Math.min(attempts - BEFORE_BACKOFF, BACKOFF - 1)];
  }

  private static Duration backoff(int step) {
    return Duration.ofMillis(
        Math.round(1_000 * StrictMath.pow(SLOWEST_SECONDS, (double) step / (BACKOFF - 1))));
  }
}
