package io.tributary.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What came of a run.
 *
 * @param scenario what it was a run of
 * @param accepted how many events SNS said yes to
 * @param notAccepted how many the publisher gave up
 * @param delivered how many accepted events the consumer got and did not fail on; as those that
 *     were duplicates, filtered, expired or are left, an event counts once for each of its queues
 * @param duplicates how many deliveries were of events delivered before; one on which the consumer
 *     failed is none
 * @param filtered how many a pattern kept out that the program asks for
 * @param expired how many accepted events expired, the retention of a queue being over: neither
 *     delivered nor filtered, nor in a queue on the way or a dead-letter queue of it. In a run that
 *     holds they could never be delivered
 * @param redriven how many messages came back from dead-letter queues after the faults had stopped
 * @param leftInDeadLetterQueues how many accepted events lie in one at the end, and were neither
 *     delivered nor filtered: those that can never be delivered
 * @param deadLetters how many messages went to each dead-letter queue, by ARN and reason
 * @param hops how many hops the journal has seen
 * @param digest SHA-256 over all of them, in hexadecimal
 * @param span from the begin of the load to the end, of simulated time
 * @param strikes each fault's strikes, by its name; the first {@link FaultRun#MOST_TOLD} of them
 * @param struck how often each fault struck, by its name: what lasts counts once it has an effect
 * @param untried the examples of whose events each was filtered
 * @param violations the invariants that did not hold, in the order seen
 */
public record Outcome(
    Scenario scenario,
    int accepted,
    int notAccepted,
    int delivered,
    long duplicates,
    int filtered,
    int expired,
    int redriven,
    int leftInDeadLetterQueues,
    SortedMap<String, SortedMap<String, Long>> deadLetters,
    long hops,
    String digest,
    Duration span,
    SortedMap<String, List<Long>> strikes,
    SortedMap<String, Long> struck,
    List<Untried> untried,
    List<Violation> violations) {

  /**
   * The strikes that the scenario asks for and that did not happen; 0, which stands for none, is
   * not among them.
   */
  public Set<Long> neverHappened() {
    Set<Long> never = new TreeSet<>(scenario.onlyStrikes().orElse(Set.of()));
    never.remove(0L);
    strikes.values().forEach(never::removeAll);
    return never;
  }

  /**
   * Whether an invariant did not hold before the first event, so that none was published: what the
   * program does as it is deployed broke it. That depends on no seed, for no fault strikes then.
   */
  public boolean brokeBeforeTheFirstEvent() {
    return !holds() && span.isZero();
  }

  /** Whether every invariant held. */
  public boolean holds() {
    return violations.isEmpty();
  }
}
