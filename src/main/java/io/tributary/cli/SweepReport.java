package io.tributary.cli;

import io.tributary.simulate.Scenario;
import io.tributary.simulate.Sweep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of many runs; the same for equal scenarios.
 *
 * @param first the scenario of the first
 */
record SweepReport(Scenario first, Sweep sweep) {

  String text() {
    List<String> lines = new ArrayList<>(List.of(summary()));
    List<String> never = sweep.neverStruck();
    if (sweep.endedWithTheFirst()) {
      lines.add("no seed more was run: it broke before the first event, which depends on no seed");
    } else if (!never.isEmpty()) {
      lines.add("faults that never struck: " + String.join(", ", never));
    }
    sweep.untried().forEach(one -> lines.add(SimulationReport.warning(one)));
    return String.join(System.lineSeparator(), lines);
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%s, seeds %d to %d: %s that SNS accepted, %,d given up by the publisher, %s%s%s%s, %,d strikes of faults; %s",
        Counted.of(sweep.runs(), "run"),
        first.seed(),
        first.seed() + sweep.runs() - 1,
        Counted.of(sweep.events(), "event"),
        sweep.notAccepted(),
        ifAny(sweep.filtered(), "filtered, as the program asks"),
        ifAny(sweep.expired(), "expired before they were delivered"),
        ifAny(sweep.leftInDeadLetterQueues(), "left in dead-letter queues"),
        Counted.of(sweep.hops(), "hop"),
        sweep.strikes(),
        sweep.failed().isEmpty()
            ? "every invariant held"
            : failedSeeds().size() + " failed: seeds " + failedSeeds());
  }

  private static String ifAny(long count, String what) {
    return count == 0 ? "" : String.format(Locale.ROOT, "%,d %s, ", count, what);
  }

  /** What {@code --json} prints. */
  Map<String, Object> document() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("firstSeed", first.seed());
    all.put("runs", sweep.runs());
    all.put("events", sweep.events());
    all.put("notAccepted", sweep.notAccepted());
    all.put("delivered", sweep.delivered());
    all.put("filtered", sweep.filtered());
    all.put("expired", sweep.expired());
    all.put("leftInDeadLetterQueues", sweep.leftInDeadLetterQueues());
    all.put("hops", sweep.hops());
    all.put("strikes", sweep.strikes());
    all.put("faults", sweep.struck());
    all.put("untried", sweep.untried());
    all.put("failed", sweep.failed().stream().map(SweepReport::failure).toList());
    return all;
  }

  private List<Long> failedSeeds() {
    return sweep.failed().stream().map(failure -> failure.scenario().seed()).toList();
  }

  private static Map<String, Object> failure(Sweep.Failure failure) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("options", ScenarioOptions.text(failure.scenario()));
    told.put("violations", failure.violations());
    return told;
  }
}
