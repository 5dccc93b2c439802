package io.tributary.cli;

import io.tributary.cost.QuotaReport;
import io.tributary.cost.QuotaReport.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A quota report as a person reads it. */
final class QuotaText {

  private static final String HEAD = "%12s %12s  %s";
  private static final String ROW = "%12s %12s  %,.0f %s";

  /** What a computed rate may be too low by, as a share of it. */
  private static final double EXACT = 1e-9;

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
              rate(bound.eventsPerSecond()),
              rate(bound.eventsPerSecondInFullBatches()),
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
            "Assumed: an event has %s, an execution of a pipe takes %s s, and a message is worked on for %s s.",
            Counted.of(report.eventBytes(), "byte"),
            report.executionSeconds(),
            report.workSeconds()));
    lines.addAll(CostText.unreckoned(report.unreckoned()));
    return lines;
  }

  /** Cut off, not rounded up: so many still pass. */
  private static String rate(double perSecond) {
    double unit = perSecond < 100 ? 10 : 1;
    double passing = Math.floor(perSecond * unit * (1 + EXACT)) / unit;
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", passing);
  }

  private static String first(Bound first) {
    return String.format(
        Locale.ROOT,
        "The first to bind, at %s events a second, is the quota of %s.",
        rate(first.eventsPerSecond()),
        // One rate in the sentence is enough.
        first.quota().name().replaceFirst(", a second.*", ""));
  }
}
