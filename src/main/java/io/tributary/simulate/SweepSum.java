package io.tributary.simulate;

import io.tributary.simulate.Sweep.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of runs together, whatever the order in which they end. */
final class SweepSum {

  private static final Comparator<Scenario> BY_SEED = Comparator.comparingLong(Scenario::seed);

  private int runs;
  private long events;
  private long notAccepted;
  private long delivered;
  private long filtered;
  private long expired;
  private long leftInDeadLetterQueues;
  private long hops;
  private final SortedMap<String, Long> struck = new TreeMap<>();

  /** By the example and its queue; null before a run has held. */
  private SortedMap<String, Untried> untried;

  private final List<Failure> failed = new ArrayList<>();

  /** The only one kept whole: its strikes may be many thousands. */
  private Outcome firstFailed;

  void add(Outcome outcome) {
    runs++;
    events += outcome.accepted();
    notAccepted += outcome.notAccepted();
    delivered += outcome.delivered();
    filtered += outcome.filtered();
    expired += outcome.expired();
    leftInDeadLetterQueues += outcome.leftInDeadLetterQueues();
    hops += outcome.hops();
    outcome.struck().forEach((fault, times) -> struck.merge(fault, times, Long::sum));
    if (outcome.holds()) {
      addUntried(outcome);
    } else {
      addFailed(outcome);
    }
  }

  private void addUntried(Outcome outcome) {
    SortedMap<String, Untried> here = new TreeMap<>();
    for (Untried one : outcome.untried()) {
      Untried before = untried == null ? null : untried.get(key(one));
      if (untried == null || before != null) {
        here.put(key(one), before == null ? one : before.and(one));
      }
    }
    untried = here;
  }

  private static String key(Untried one) {
    return one.example() + " " + one.queueArn();
  }

  private void addFailed(Outcome outcome) {
    failed.add(new Failure(outcome.scenario(), outcome.violations()));
    if (firstFailed == null || BY_SEED.compare(outcome.scenario(), firstFailed.scenario()) < 0) {
      firstFailed = outcome;
    }
  }

  Sweep sweep() {
    failed.sort(Comparator.comparing(Failure::scenario, BY_SEED));
    return new Sweep(
        runs,
        events,
        notAccepted,
        delivered,
        filtered,
        expired,
        leftInDeadLetterQueues,
        hops,
        struck,
        untried == null ? List.of() : List.copyOf(untried.values()),
        List.copyOf(failed),
        Optional.ofNullable(firstFailed));
  }
}
