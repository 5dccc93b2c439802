package io.tributary.cli;

import io.tributary.cli.bench.Figures;
import io.tributary.cli.bench.Machine;
import io.tributary.cli.bench.Percentile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code bench} prints: a table of what was measured, or JSON. */
final class BenchText {

  /** The name of the only figure that is measured beside waiting messages. */
  static final String WAITING = "resident memory, messages waiting (MiB)";

  /** As wide as the longest name, and a space. */
  private static final String ROW = "%-44s %10s %10s %10s%n";

  private final Terminal terminal;
  private final PrintWriter out;

  BenchText(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
  }

  void print(URI endpoint, BenchPlan plan, Figures figures, boolean json) throws IOException {
    if (json) {
      printJson(endpoint, plan, figures);
    } else {
      printTable(endpoint, plan, figures);
    }
  }

  private void printJson(URI endpoint, BenchPlan plan, Figures figures) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("endpoint", endpoint);
    document.put("plan", plan);
    document.put("runs", figures.runs());
    document.put("client", Machine.here());
    document.put("figures", figures.byName());
    document.put("lost", figures.lost());
    document.put("late", figures.late());
    document.put("duplicates", figures.duplicates());
    terminal.printJson(document);
  }

  private void printTable(URI endpoint, BenchPlan plan, Figures figures) throws IOException {
    out.printf(Locale.ROOT, ROW, "by " + plan.client().words(), "min", "median", "max");
    figures.byName().forEach(this::printRow);
    out.println(events(endpoint, figures));
    out.println(plan.line(figures.runs()));
    if (figures.byName().containsKey(WAITING)) {
      out.println(
          WAITING
              + ": with "
              + Counted.of(plan.waiting(), "message")
              + " in a queue, and no load beside them");
    }
    out.println("the client on " + Machine.here().line());
  }

  /** What came of the events, in one line. */
  static String events(URI endpoint, Figures figures) {
    return String.format(
        Locale.ROOT,
        "%s lost, %,d late, %,d received twice, at %s",
        Counted.of(figures.lost(), "event"),
        figures.late(),
        figures.duplicates(),
        endpoint);
  }

  private void printRow(String name, List<Double> values) {
    double[] numbers = values.stream().mapToDouble(it -> it).toArray();
    out.printf(
        Locale.ROOT,
        ROW,
        name,
        text(Collections.min(values)),
        text(Percentile.median(numbers)),
        text(Collections.max(values)));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }
}
