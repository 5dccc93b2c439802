package io.tributary.cloud.pattern;

import io.tributary.cloud.json.JsonText;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of an event's own fields some patterns look at. Most look at source and detail type only;
 * what they need not see, the matcher need not read.
 */
final class LookedAt {

  /** How many patterns look at each field. */
  private final Map<String, Integer> names = new HashMap<>();

  /** How many patterns may look at any field. */
  private int everything;

  void add(EventPattern pattern) {
    count(pattern, 1);
  }

  void remove(EventPattern pattern) {
    count(pattern, -1);
  }

  private void count(EventPattern pattern, int by) {
    for (String name : pattern.names()) {
      if (isPath(name) || name.equals("$or")) {
        everything += by;
      } else {
        names.merge(name, by, Integer::sum);
        names.remove(name, 0);
      }
    }
  }

  /** The event, without the fields at which no pattern looks. */
  JsonText of(JsonText event) {
    return everything > 0 ? event : event.only(name -> names.containsKey(name) || isPath(name));
  }

  /** To AWS's matcher {@code {"a.b": 1}} is the same as {@code {"a": {"b": 1}}}. */
  private static boolean isPath(String name) {
    return name.indexOf('.') >= 0;
  }
}
