package io.tributary.cli;

import io.tributary.cli.bench.Client;
import io.tributary.cli.bench.Load.Plan;
import java.util.Locale;

/**
 * Under what conditions {@code bench} measures.
 *
 * @param version of Tributary, whose client and, if it is a local cloud, server these are
 * @param localCloud whether it measures a local cloud of its own
 * @param client whose requests the loads are
 * @param seconds how long each load of a run is kept up
 * @param rate events/s at which latency is measured
 * @param waiting messages in the queue that is filled apart from the loads; 0 for none
 * @param console whether a page of the console is open
 */
record BenchPlan(
    String version,
    boolean localCloud,
    Client client,
    int seconds,
    int publishers,
    int consumers,
    int rate,
    int runs,
    int waiting,
    boolean console) {

  static BenchPlan of(boolean localCloud, LoadOptions loads, int waiting, boolean console) {
    Plan plan = loads.plan();
    return new BenchPlan(
        Tributary.VERSION,
        localCloud,
        plan.client(),
        plan.seconds(),
        plan.publishers(),
        plan.consumers(),
        plan.perSecond(),
        loads.runs(),
        waiting,
        console);
  }

  /**
   * In one line.
   *
   * @param measured how many of its runs were measured to their end
   */
  String line(int measured) {
    return (measured == runs ? "" : measured + " of ")
        + String.format(
            Locale.ROOT,
            "%s, %d s a load, %s, %s, latency at %,d events/s",
            Counted.of(runs, "run"),
            seconds,
            Counted.of(publishers, "publisher"),
            Counted.of(consumers, "consumer"),
            rate)
        + (console ? ", a page of the console open" : "")
        + ", "
        + version;
  }
}
