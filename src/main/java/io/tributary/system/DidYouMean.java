package io.tributary.system;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the name that somebody has mistyped, such as that of a config key or its namespace. */
public final class DidYouMean {

  private DidYouMean() {}

  /**
   * A key with what may have been meant by it, as in {@code retensionDays (did you mean
   * retentionDays?)}; the key alone if none is near.
   *
   * @param key with or without a namespace, which may be wrong
   * @param known the keys that are read
   */
  public static String hint(String key, Collection<String> known) {
    return key + question(key, known);
  }

  /**
   * What stands after the name in {@link #hint}, for a name that is told in quotes; nothing if none
   * is near.
   */
  public static String question(String name, Collection<String> known) {
    return nearest(name, known).map(near -> " (did you mean " + near + "?)").orElse("");
  }

  /**
   * What may have been meant by a key: near is what differs in no more than a third of its letters.
   */
  static Optional<String> nearest(String key, Collection<String> known) {
    Map<String, Integer> distances = new TreeMap<>();
    known.forEach(it -> distances.put(it, distance(name(key), name(it))));
    return distances.entrySet().stream()
        .filter(it -> it.getValue() <= name(it.getKey()).length() / 3)
        .min(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }

  private static String name(String key) {
    return key.substring(key.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /** How many letters have to be put in, taken out or replaced: Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[other.length()];
  }
}
