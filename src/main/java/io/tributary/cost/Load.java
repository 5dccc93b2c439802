package io.tributary.cost;

import java.time.Duration;
import java.util.Locale;

/**
 * What a program has to carry: events of one size that come at random, evenly spread over a time
 * and over the program's topics.
 *
 * @param events all events of all topics, at least 1
 * @param eventBytes of one as it is published, with its message attributes, 1 to 262,144 bytes, the
 *     most that an SNS topic takes by default
 * @param span in which they are published
 */
public record Load(long events, long eventBytes, Duration span) {

  /** As AWS counts a month: 730 hours. */
  public static final Duration MONTH = Duration.ofHours(730);

  /** The most bytes of an event. */
  public static final long LARGEST_EVENT = 262_144;

  /** The most events: beyond, no quota would let them pass in a month. */
  public static final long MOST_EVENTS = 1_000_000_000_000L;

  public Load {
    if (events < 1 || events > MOST_EVENTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "1 to %,d events can be reckoned with, got %,d", MOST_EVENTS, events));
    }
    if (eventBytes < 1 || eventBytes > LARGEST_EVENT) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an event has 1 to %,d bytes, as SNS takes it, got %,d",
              LARGEST_EVENT,
              eventBytes));
    }
  }

  /** So many events in a month. */
  public static Load ofMonth(long events, long eventBytes) {
    return new Load(events, eventBytes, MONTH);
  }

  double seconds() {
    return span.toNanos() / 1e9;
  }
}
