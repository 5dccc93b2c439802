package io.tributary.simulate;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The same scenario with many seeds, on several threads.
 *
 * @param runs how many were run
 * @param events how many events were accepted in all of them
 * @param notAccepted how many the publisher gave up
 * @param delivered how many accepted events the consumer got and did not fail on
 * @param filtered how many a pattern kept out that the program asks for
 * @param expired how many ended with the retention of a queue, in no other queue nor delivered
 * @param leftInDeadLetterQueues how many lay in one at the end, for they can never be delivered
 * @param hops how many hops they took
 * @param struck how often each fault struck, by its name
 * @param untried the examples of whose events each was filtered, in every run that held
 * @param failed the runs in which an invariant did not hold, by seed
 * @param firstFailed what came of the first of those; empty if none failed
 */
public record Sweep(
    int runs,
    long events,
    long notAccepted,
    long delivered,
    long filtered,
    long expired,
    long leftInDeadLetterQueues,
    long hops,
    SortedMap<String, Long> struck,
    List<Untried> untried,
    List<Failure> failed,
    Optional<Outcome> firstFailed) {

  /**
   * A run in which an invariant did not hold.
   *
   * @param violations the invariants that did not hold, in the order seen
   */
  public record Failure(Scenario scenario, List<Violation> violations) {}

  /** Is told of runs as they end, in whatever order they do, on the thread that sweeps. */
  public interface Listener {
    /** So many runs have ended. */
    void done(int runs);

    /** In a run an invariant did not hold. */
    void failed(Outcome outcome);
  }

  /** How often faults struck. */
  public long strikes() {
    return struck.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether the other seeds were left out, for each would break before the first event. */
  public boolean endedWithTheFirst() {
    return firstFailed.filter(Outcome::brokeBeforeTheFirstEvent).isPresent();
  }

  /** The faults that never struck, by name. */
  public List<String> neverStruck() {
    return struck.keySet().stream().filter(name -> struck.get(name) == 0).toList();
  }

  /**
   * Runs seeds from the scenario's own on; the first alone if it breaks an invariant before the
   * first event, as each of them then does.
   *
   * @param runs how many seeds
   * @param threads how many at the same time
   */
  public static Sweep of(
      Simulation simulation, Scenario first, int runs, int threads, Listener listener)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<Outcome> running = new ExecutorCompletionService<>(pool);
      Iterator<Scenario> left =
          IntStream.range(0, runs)
              .mapToObj(number -> first.withSeed(first.seed() + number))
              .iterator();
      // One more than the threads, so that none waits; of all at once each would take memory.
      for (int ahead = 0; ahead <= threads; ahead++) {
        submitNext(left, simulation, running);
      }
      SweepSum sum = new SweepSum();
      for (int done = 1; done <= runs; done++) {
        Outcome outcome = running.take().get();
        if (outcome.brokeBeforeTheFirstEvent()) {
          return alone(run(simulation, first), listener);
        }
        sum.add(outcome);
        if (!outcome.holds()) {
          listener.failed(outcome);
        }
        listener.done(done);
        submitNext(left, simulation, running);
      }
      return sum.sweep();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Every seed ends as the first does: it is told alone, whichever of them was over first. */
  private static Sweep alone(Outcome first, Listener listener) {
    SweepSum sum = new SweepSum();
    sum.add(first);
    listener.failed(first);
    listener.done(1);
    return sum.sweep();
  }

  private static void submitNext(
      Iterator<Scenario> left, Simulation simulation, CompletionService<Outcome> running) {
    if (left.hasNext()) {
      Scenario scenario = left.next();
      running.submit(() -> run(simulation, scenario));
    }
  }

  private static Outcome run(Simulation simulation, Scenario scenario) {
    try {
      return simulation.run(scenario);
    } catch (RuntimeException broken) {
      throw new IllegalStateException("the run of seed " + scenario.seed() + " broke off", broken);
    }
  }
}
