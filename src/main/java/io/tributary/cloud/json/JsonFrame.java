package io.tributary.cloud.json;

import java.util.List;
import java.util.Optional;

/**
 * A JSON object or array in which the places of some values are left open. It is checked once,
 * however often it is filled: values that are well-formed make it well-formed.
 */
public final class JsonFrame {

  private final String[] stretches;
  private final String[] compact;
  private final boolean isCompact;
  private final int levels;

  private JsonFrame(String[] stretches, int levels) {
    this.stretches = stretches;
    this.compact = new String[stretches.length];
    for (int i = 0; i < stretches.length; i++) {
      compact[i] = JsonText.withoutSpace(stretches[i]);
    }
    this.isCompact = List.of(compact).equals(List.of(stretches));
    this.levels = levels;
  }

  /**
   * A frame of the text before, between and behind its open places.
   *
   * @return empty if what comes of it is not always a well-formed object or array, whatever values
   *     are filled in: also if a place is a name, or lies within a string
   */
  public static Optional<JsonFrame> of(List<String> stretches) {
    // A name is no place for null, and within a string the quotes are one too many.
    Optional<JsonText> nulls = JsonText.parse(String.join("null", stretches));
    boolean sound = nulls.isPresent() && JsonText.parse(String.join("\"\"", stretches)).isPresent();
    return nulls
        .filter(filled -> sound && filled.levels() > 0)
        .map(filled -> new JsonFrame(trimmed(stretches), filled.levels()));
  }

  private static String[] trimmed(List<String> stretches) {
    String[] all = stretches.toArray(String[]::new);
    int last = all.length - 1;
    all[0] = all[0].stripLeading();
    all[last] = all[last].stripTrailing();
    return all;
  }

  /**
   * The frame with values in its open places.
   *
   * @param values as many as there are open places, in their order
   */
  public JsonText fill(JsonText... values) {
    int deepest = 0;
    boolean allCompact = isCompact;
    for (JsonText value : values) {
      deepest = Math.max(deepest, value.levels());
      allCompact &= value.isCompact();
    }
    String text = joined(stretches, values, false);
    return new JsonText(text, allCompact ? text : joined(compact, values, true), levels + deepest);
  }

  private static String joined(String[] between, JsonText[] values, boolean compact) {
    String[] all = new String[between.length + values.length];
    for (int i = 0; i < values.length; i++) {
      all[2 * i] = between[i];
      all[2 * i + 1] = compact ? values[i].compact() : values[i].text();
    }
    all[all.length - 1] = between[between.length - 1];
    return String.join("", all);
  }
}
