package io.tributary.cli;

import io.tributary.local.Change;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a deployment did, as {@code pulumi up} tells it. */
final class ChangesText {

  private static final Map<Change.Kind, String> SIGNS =
      Map.of(
          Change.Kind.CREATED, "+",
          Change.Kind.UPDATED, "~",
          Change.Kind.REPLACED, "+-",
          Change.Kind.DELETED, "-");

  private ChangesText() {}

  /** One line for each resource, with its type and name. */
  static List<String> lines(List<Change> changes) {
    return changes.stream()
        .map(it -> "  %-2s %s".formatted(SIGNS.get(it.kind()), Greeting.named(it.resource())))
        .toList();
  }

  /** Such as {@code 1 created, 2 updated}. */
  static String counted(List<Change> changes) {
    return changes.stream()
        .collect(Collectors.groupingBy(Change::kind, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(it -> it.getValue() + " " + it.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
