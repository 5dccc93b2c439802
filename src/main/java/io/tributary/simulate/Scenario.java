package io.tributary.simulate;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What happens in a run, as far as it is chosen; all else follows from it.
 *
 * @param seed equal seeds, all else equal, give runs that are equal to the last hop
 * @param events how many events are published, at least 1
 * @param duration in which they are published, evenly with jitter, of simulated time
 * @param faults what may go wrong
 * @param consumer how the consumer of the destination works
 * @param leftOut the events that are not published, while all others are as they were
 * @param masked the strikes of faults that do not happen, while all others are as they were
 */
public record Scenario(
    long seed,
    int events,
    Duration duration,
    List<FaultRate> faults,
    ConsumerSettings consumer,
    BitSet leftOut,
    Set<Long> masked) {

  public Scenario {
    faults = List.copyOf(faults);
    masked = Set.copyOf(masked);
    leftOut = (BitSet) leftOut.clone();
    if (events < 1 || duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "a run needs at least 1 event and some time, got %d in %s".formatted(events, duration));
    }
  }

  /** A whole run: no event left out, no strike masked. */
  public Scenario(
      long seed, int events, Duration duration, List<FaultRate> faults, ConsumerSettings consumer) {
    this(seed, events, duration, faults, consumer, new BitSet(), Set.of());
  }

  /** A copy: the set of events left out is nobody else's. */
  @Override
  public BitSet leftOut() {
    return (BitSet) leftOut.clone();
  }
}
