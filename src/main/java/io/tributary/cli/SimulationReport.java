package io.tributary.cli;

import io.tributary.route.ResourceName;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Untried;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came of one run, for a person and for a program; the same for equal scenarios. */
record SimulationReport(Outcome outcome) {

  /** Lines of at most 100 characters that break between words; a longer word is a line. */
  private static final Pattern LINE = Pattern.compile("\\S(?:.{0,99}(?=\\s|$)|\\S*)");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "events accepted", outcome.accepted());
    addIfAny(lines, "given up by the publisher", outcome.notAccepted());
    add(lines, "delivered", outcome.delivered());
    add(lines, "duplicates", outcome.duplicates());
    addIfAny(lines, "filtered, as the program asks", outcome.filtered());
    addIfAny(lines, "expired before they were delivered", outcome.expired());
    addDeadLetters(lines);
    addIfAny(lines, "redriven when faults had ended", outcome.redriven());
    addIfAny(lines, "left in dead-letter queues", outcome.leftInDeadLetterQueues());
    outcome.struck().forEach((fault, times) -> addIfAny(lines, "fault " + fault, times));
    if (!outcome.brokeBeforeTheFirstEvent()) {
      addFaultsThatNeverStruck(lines);
    }
    addNames(lines, "strikes that never happened", ScenarioOptions.hex(outcome.neverHappened()));
    lines.add(row("simulated time", text(outcome.span())));
    lines.add(
        row(
            "journal",
            String.format(Locale.ROOT, "%,d hops, SHA-256 %s", outcome.hops(), outcome.digest())));
    lines.add(row("invariants", invariants()));
    outcome.untried().forEach(one -> lines.add(warning(one)));
    return lines;
  }

  private String invariants() {
    if (outcome.holds()) {
      return "all held";
    }
    return outcome.brokeBeforeTheFirstEvent() ? "BROKEN before the first event" : "BROKEN";
  }

  /** What may be meant, or a mistake: a person has to say. */
  static String warning(Untried untried) {
    return String.format(
        Locale.ROOT,
        "warning: all %,d events like %s were filtered on the way to %s, at %s; if that is not meant, its pattern does not fit",
        untried.events(),
        untried.example(),
        ResourceName.of(untried.queueArn()),
        untried.filteredAt().stream().map(ResourceName::of).collect(Collectors.joining(", ")));
  }

  /** What {@code --json} prints. */
  Map<String, Object> document() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("options", ScenarioOptions.text(outcome.scenario()));
    all.put("accepted", outcome.accepted());
    all.put("notAccepted", outcome.notAccepted());
    all.put("delivered", outcome.delivered());
    all.put("duplicates", outcome.duplicates());
    all.put("filtered", outcome.filtered());
    all.put("expired", outcome.expired());
    all.put("redriven", outcome.redriven());
    all.put("leftInDeadLetterQueues", outcome.leftInDeadLetterQueues());
    all.put("deadLetters", outcome.deadLetters());
    all.put("faults", outcome.struck());
    all.put("simulatedSeconds", outcome.span().toMillis() / 1e3);
    all.put("hops", outcome.hops());
    all.put("digest", outcome.digest());
    all.put("untried", outcome.untried());
    all.put("violations", outcome.violations());
    return all;
  }

  private void addDeadLetters(List<String> lines) {
    outcome
        .deadLetters()
        .forEach(
            (queue, reasons) -> {
              lines.add("dead-lettered to " + ResourceName.of(queue));
              reasons.forEach((reason, times) -> addReason(lines, reason, times));
            });
  }

  private void addFaultsThatNeverStruck(List<String> lines) {
    addNames(
        lines,
        "faults that never struck",
        outcome.struck().keySet().stream()
            .filter(name -> outcome.struck().get(name) == 0)
            .toList());
  }

  private static void addNames(List<String> lines, String what, Collection<String> names) {
    addIfAny(lines, what, names.size());
    broken(String.join(", ", names)).forEach(part -> lines.add("  " + part));
  }

  /** The whole reason, for what is wrong often stands at its end; the count after its last line. */
  private static void addReason(List<String> lines, String reason, long times) {
    List<String> parts = broken(reason);
    int last = parts.size() - 1;
    for (int part = 0; part <= last; part++) {
      String text = (part == 0 ? "  " : "    ") + parts.get(part);
      lines.add(part < last ? text : row(text, times));
    }
  }

  private static List<String> broken(String text) {
    return LINE.matcher(text).results().map(MatchResult::group).toList();
  }

  private static void addIfAny(List<String> lines, String what, long count) {
    if (count > 0) {
      add(lines, what, count);
    }
  }

  private static void add(List<String> lines, String what, long count) {
    lines.add(row(what, count));
  }

  private static String row(String what, long count) {
    return String.format(Locale.ROOT, "%-34s %,12d", what, count);
  }

  private static String row(String what, String text) {
    return String.format(Locale.ROOT, "%-34s %12s", what, text);
  }

  private static String text(Duration span) {
    return String.format(
        Locale.ROOT,
        "%dd %02d:%02d:%02d",
        span.toDays(),
        span.toHoursPart(),
        span.toMinutesPart(),
        span.toSecondsPart());
  }
}
