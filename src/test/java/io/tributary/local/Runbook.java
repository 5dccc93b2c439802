package io.tributary.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/runbook.md, read as a person reads it: entry by entry, command by command. */
final class Runbook {

  private static final Pattern ENTRY = Pattern.compile("(?m)^### (\\S+)\n");
  private static final Pattern STEP = Pattern.compile("(?m)^\\*\\*(See|Do|Check)\\.\\*\\*");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  private Runbook() {}

  /** What a person does for a symptom: looks, mends, looks whether it is mended. */
  enum Step {
    SEE("See"),
    DO("Do"),
    CHECK("Check");

    private final String title;

    Step(String title) {
      this.title = title;
    }
  }

  /**
   * One entry.
   *
   * @param name its anchor
   * @param text all of it
   * @param commands of each step, in their order
   */
  record Entry(String name, String text, Map<Step, List<String>> commands) {

    List<String> allCommands() {
      return commands.values().stream().flatMap(List::stream).toList();
    }
  }

  static String page() {
    try {
      return Files.readString(Path.of("docs/runbook.md"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The commands that stand before the entries: they set what the entries' commands use. */
  static List<String> preamble() {
    return commands(page().split(ENTRY.pattern(), 2)[0]);
  }

  static List<Entry> entries() {
    String page = page();
    List<Entry> entries = new ArrayList<>();
    Matcher heading = ENTRY.matcher(page);
    String name = null;
    int begin = 0;
    while (heading.find()) {
      if (name != null) {
        entries.add(entry(name, page.substring(begin, heading.start())));
      }
      name = heading.group(1);
      begin = heading.end();
    }
    entries.add(entry(name, page.substring(begin)));
    return entries;
  }

  static Entry entry(String name) {
    return entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("docs/runbook.md has no entry " + name));
  }

  private static Entry entry(String name, String text) {
    Map<Step, List<String>> commands = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>(Arrays.asList(text.split(STEP.pattern())));
    List<String> titles = STEP.matcher(text).results().map(it -> it.group(1)).toList();
    List<String> expected = Arrays.stream(Step.values()).map(step -> step.title).toList();
    if (!titles.equals(expected)) {
      throw new IllegalArgumentException(
          "entry %s has the steps %s, not %s".formatted(name, titles, expected));
    }
    for (Step step : Step.values()) {
      commands.put(step, commands(parts.get(step.ordinal() + 1)));
    }
    return new Entry(name, text, commands);
  }

  private static List<String> commands(String text) {
    return COMMANDS
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).replaceAll("\\\\\n\\s*", "").lines())
        .filter(line -> !line.isBlank())
        .toList();
  }
}
