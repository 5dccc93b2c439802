package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often each event is tried at each place. What a fault draws by this count does not
 * hang on when an event comes, and a try again in the same microsecond is drawn anew.
 */
final class Attempts {

  private final int events;

  /** By place, the tries of each event; at the end those of what carries none of the run. */
  private final Map<String, byte[]> tried = new HashMap<>();

  Attempts(Injection injection) {
    this.events = injection.events();
  }

  /**
   * A key for one more try of an event, another one at each place. After 256 tries the keys repeat:
   * a byte an event is all that is kept.
   *
   * @param event its number; -1 for none
   * @param place the ARN of a queue, or of who calls
   */
  long next(int event, String place) {
    byte[] tries = tried.computeIfAbsent(place, any -> new byte[events + 1]);
    int at = event >= 0 && event < events ? event : events;
    return (long) place.hashCode() << 8 | tries[at]++ & 0xFF;
  }
}
