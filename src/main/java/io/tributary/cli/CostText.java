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
            Counted.of(report.events(), "event"),
            Counted.of(report.eventBytes(), "byte"),
            report.region(),
            report.pricesOf()));
    lines.add("");
    lines.add(format(HEAD, "quantity", "billing unit", "USD", "what"));
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
    lines.addAll(unreckoned(report.unreckoned()));
    lines.add("");
    lines.add("Not from AWS's own price list of " + report.region() + ":");
    report.unverified().forEach(price -> lines.add("  " + price));
    return lines;
  }

  /** What is left out, under a title; no line where that is nothing. */
  static List<String> unreckoned(List<String> words) {
    List<String> lines = new ArrayList<>();
    if (!words.isEmpty()) {
      lines.add("");
      lines.add("Not reckoned, or not as it is:");
      words.forEach(each -> lines.add("  " + each));
    }
    return lines;
  }

  private static String row(Line line) {
    boolean small = line.quantity() < 100 && line.quantity() != Math.rint(line.quantity());
    String quantity = format(small ? "%.3f" : "%,.0f", line.quantity());
    return format(ROW, quantity, line.unit(), line.usd(), line.kind().words(), line.resource());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
