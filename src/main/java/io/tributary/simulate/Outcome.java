package io.tributary.simulate;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What came of a run.
 *
 * @param scenario what it was a run of
 * @param accepted how many events SNS said yes to
 * @param notAccepted how many the publisher gave up
 * @param delivered how many accepted events reached the destination
 * @param duplicates how many deliveries were of events delivered before
 * @param hops how many hops the journal has seen
 * @param digest SHA-256 over all of them, in hexadecimal
 * @param span from the first hop to the end, of simulated time
 * @param strikes how often each fault struck, by its name
 * @param violations the invariants that did not hold, in the order seen
 */
public record Outcome(
    Scenario scenario,
    int accepted,
    int notAccepted,
    int delivered,
    long duplicates,
    long hops,
    String digest,
    Duration span,
    SortedMap<String, Long> strikes,
    List<Violation> violations) {

  /** Whether every invariant held. */
  public boolean holds() {
    return violations.isEmpty();
  }
}
