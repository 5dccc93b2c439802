package io.tributary.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by its name and unit: a number a run. */
public final class Figures {

  private final Map<String, List<Double>> byName = new LinkedHashMap<>();
  private int runs;
  private long lost;
  private long late;
  private long duplicates;

  /** Adds a run's number. */
  public void add(String name, double value) {
    byName.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
  }

  /** Told when all of a run was measured. */
  public void ran() {
    runs++;
  }

  /** Takes what came of a load's events. */
  void add(Receipts receipts) {
    lost += receipts.lost();
    addBrokenOff(receipts);
  }

  /** Takes what came in a load that failed, whose own missing events were still on their way. */
  void addBrokenOff(Receipts receipts) {
    lost -= receipts.late();
    late += receipts.late();
    duplicates += receipts.duplicates();
  }

  /** Takes a run: what came of its events, and its numbers if all of it was measured. */
  public void add(Figures run) {
    addEvents(run);
    if (run.runs > 0) {
      runs += run.runs;
      run.byName.forEach((name, values) -> values.forEach(value -> add(name, value)));
    }
  }

  /** Takes what came of the events of others, whose numbers do not count. */
  public void addEvents(Figures others) {
    lost += others.lost;
    late += others.late;
    duplicates += others.duplicates;
  }

  /** The numbers of each, in the order they were measured. */
  public Map<String, List<Double>> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** How many runs were measured to their end. */
  public int runs() {
    return runs;
  }

  /** Events published and never received, but for what a load that failed left on its way. */
  public long lost() {
    return lost;
  }

  /** Events received only by a later load, after theirs had waited for them in vain. */
  public long late() {
    return late;
  }

  /** Receipts of events received before. */
  public long duplicates() {
    return duplicates;
  }
}
