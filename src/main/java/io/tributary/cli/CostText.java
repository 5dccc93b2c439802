package io.tributary.cli;

import io.tributary.cost.CostReport;
import io.tributary.cost.CostReport.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cost report as a person reads it. */
final class CostText {

  private static final String HEAD = "%17s  %-25s %12s  %s";
  private static final String ROW = "%17s  %-25s %,12.2f  %s %s";
  private static final String SUM = "%44s %,12.2f  %s";

  private CostText() {}

  /** The report, line by line. */
  static List<String> lines(CostReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "%s a month of %s, at list prices of %s looked up on %s, in USD without tax",
            counted(report.events(), "event"),
            counted(report.eventBytes(), "byte"),
            report.region(),
            report.pricesOf()));
    lines.add("");
    lines.add(format(HEAD, "quantity", "", "USD", "what"));
    report.lines().forEach(line -> lines.add(row(line)));
    lines.add(format(SUM, "", report.usd(), "in all, when messages come one by one"));
    lines.add(
        format(SUM, "", report.usdInFullBatches(), "when messages always wait for full batches"));
    lines.add(
        format(
            SUM,
            "",
            report.usdAfterFreeTier(),
            "one by one, less what an account has for nothing"));
    lines.add("");
    lines.add("Not from AWS's own price list of " + report.region() + ":");
    report.unverified().forEach(price -> lines.add("  " + price));
    return lines;
  }

  private static String counted(long number, String what) {
    return format("%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  private static String row(Line line) {
    String quantity = format(line.quantity() < 100 ? "%.3f" : "%,.0f", line.quantity());
    return format(ROW, quantity, line.unit(), line.usd(), line.kind().words(), line.resource());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
