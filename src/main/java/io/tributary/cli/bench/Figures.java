package io.tributary.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by its name and unit: a number a run. */
public final class Figures {

  private final Map<String, List<Double>> byName = new LinkedHashMap<>();
  private long lost;
  private long duplicates;

  /** Adds a run's number. */
  public void add(String name, double value) {
    byName.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
  }

  void lost(long events) {
    lost += events;
  }

  void duplicates(long events) {
    duplicates += events;
  }

  /** The numbers of each, in the order they were measured. */
  public Map<String, List<Double>> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** Events published and never received. */
  public long lost() {
    return lost;
  }

  /** Receipts of events received before. */
  public long duplicates() {
    return duplicates;
  }
}
