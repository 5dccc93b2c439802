package io.tributary.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens in a run, as far as it is chosen; all else follows from it.
 *
 * @param seed equal seeds, all else equal, give runs that are equal to the last hop
 * @param events how many events are published, at least 1
 * @param duration in which they are published, evenly with jitter, of simulated time
 * @param faults what may go wrong
 * @param consumer how the consumer of the destination works
 * @param onlyEvents the events that are published, as they would be among all others; empty for all
 * @param onlyStrikes the strikes of faults that happen, by {@link Outcome#strikes}; empty for all
 */
public record Scenario(
    long seed,
    int events,
    Duration duration,
    List<FaultRate> faults,
    ConsumerSettings consumer,
    Optional<Set<Integer>> onlyEvents,
    Optional<Set<Long>> onlyStrikes) {

  public Scenario {
    faults = List.copyOf(faults);
    onlyEvents = onlyEvents.map(Set::copyOf);
    onlyStrikes = onlyStrikes.map(Set::copyOf);
    if (events < 1 || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "a run needs at least 1 event and some time, got %s in %s".formatted(events, duration));
    }
  }

  /** A whole run: every event is published, and every fault strikes as the seed says. */
  public Scenario(
      long seed, int events, Duration duration, List<FaultRate> faults, ConsumerSettings consumer) {
    this(seed, events, duration, faults, consumer, Optional.empty(), Optional.empty());
  }

  /** The same with another seed. */
  public Scenario withSeed(long other) {
    return new Scenario(other, events, duration, faults, consumer, onlyEvents, onlyStrikes);
  }

  /** The same with these faults only. */
  public Scenario withFaults(List<FaultRate> some) {
    return new Scenario(seed, events, duration, some, consumer, onlyEvents, onlyStrikes);
  }

  /** The same with these events only. */
  public Scenario withEvents(Set<Integer> some) {
    return new Scenario(seed, events, duration, faults, consumer, Optional.of(some), onlyStrikes);
  }

  /** The same with these strikes only. */
  public Scenario withStrikes(Set<Long> some) {
    return new Scenario(seed, events, duration, faults, consumer, onlyEvents, Optional.of(some));
  }

  /** A time as {@code --duration} takes it, in the largest unit that it is whole in: 14d, 270m. */
  public static String text(Duration time) {
    long millis = time.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    if (millis % 60_000 != 0) {
      return time.toSeconds() + "s";
    }
    if (millis % 3_600_000 != 0) {
      return time.toMinutes() + "m";
    }
    return millis % 86_400_000 == 0 ? time.toDays() + "d" : time.toHours() + "h";
  }
}
