package io.tributary.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The same scenario with many seeds, on several threads.
 *
 * @param runs how many were run
 * @param events how many events were accepted in all of them
 * @param notAccepted how many the publisher gave up
 * @param hops how many hops they took
 * @param struck how often each fault struck, by its name
 * @param failed the runs in which an invariant did not hold, by seed
 */
public record Sweep(
    int runs,
    long events,
    long notAccepted,
    long hops,
    SortedMap<String, Long> struck,
    List<Outcome> failed) {

  /** How often faults struck. */
  public long strikes() {
    return struck.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The faults that never struck, by name. */
  public List<String> neverStruck() {
    return struck.keySet().stream().filter(name -> struck.get(name) == 0).toList();
  }

  /**
   * Runs seeds from the scenario's own on.
   *
   * @param runs how many seeds
   * @param threads how many at the same time
   * @param done is told, on one thread, how many are done
   */
  public static Sweep of(
      Simulation simulation, Scenario first, int runs, int threads, IntConsumer done)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        Scenario scenario = first.withSeed(first.seed() + run);
        running.add(pool.submit(() -> run(simulation, scenario)));
      }
      return gather(running, done);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Outcome run(Simulation simulation, Scenario scenario) {
    try {
      return simulation.run(scenario);
    } catch (RuntimeException broken) {
      throw new IllegalStateException("the run of seed " + scenario.seed() + " broke off", broken);
    }
  }

  private static Sweep gather(List<Future<Outcome>> running, IntConsumer done)
      throws InterruptedException, ExecutionException {
    long events = 0;
    long notAccepted = 0;
    long hops = 0;
    SortedMap<String, Long> struck = new TreeMap<>();
    List<Outcome> failed = new ArrayList<>();
    for (int run = 0; run < running.size(); run++) {
      Outcome outcome = running.set(run, null).get();
      events += outcome.accepted();
      notAccepted += outcome.notAccepted();
      hops += outcome.hops();
      outcome.struck().forEach((fault, times) -> struck.merge(fault, times, Long::sum));
      if (!outcome.holds()) {
        failed.add(outcome);
      }
      done.accept(run + 1);
    }
    return new Sweep(running.size(), events, notAccepted, hops, struck, failed);
  }
}
