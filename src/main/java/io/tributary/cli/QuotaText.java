package io.tributary.cli;

import io.tributary.cost.QuotaReport;
import io.tributary.cost.QuotaReport.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A quota report as a person reads it. */
final class QuotaText {

  private static final String HEAD = "%12s %12s  %s";
  private static final String ROW = "%,12.0f %,12.0f  %,.0f %s";

  private QuotaText() {}

  /** The report, line by line. */
  static List<String> lines(QuotaReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Events a second, of all topics together, at which each default quota of %s (%s) binds"
            .formatted(report.region(), report.quotasOf()));
    lines.add("");
    lines.add(HEAD.formatted("one by one", "full batches", "quota"));
    for (Bound bound : report.bounds()) {
      lines.add(
          String.format(
              Locale.ROOT,
              ROW,
              bound.eventsPerSecond(),
              bound.eventsPerSecondInFullBatches(),
              bound.quota().limit(),
              bound.quota().name()));
      String adjustable = bound.quota().adjustable() ? "" : "; AWS does not raise it";
      lines.add("                           to move it: " + bound.quota().remedy() + adjustable);
    }
    lines.add("");
    report.bounds().stream().findFirst().ifPresent(first -> lines.add(first(first)));
    lines.add(
        String.format(
            Locale.ROOT,
            "Assumed: an execution of a pipe takes %s s, and a message is worked on for %s s.",
            report.executionSeconds(),
            report.workSeconds()));
    return lines;
  }

  private static String first(Bound first) {
    return String.format(
        Locale.ROOT,
        "The first to bind, at %,.0f events a second, is the quota of %s.",
        first.eventsPerSecond(),
        // One rate in the sentence is enough.
        first.quota().name().replaceFirst(", a second.*", ""));
  }
}
