package io.tributary.cloud.pattern;

import io.tributary.cloud.json.JsonText;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.event.ruler.GenericMachine;

/**
 * Many patterns matched at once: an event's cost does not grow with the number of patterns that do
 * not concern it.
 *
 * @param <K> what a pattern belongs to, for example a rule
 */
public final class PatternSet<K> {

  private record Entry<T>(T key, EventPattern pattern, long order) {}

  private final Map<K, Entry<K>> entries = new LinkedHashMap<>();

  /** How many patterns look at each of an event's own fields. */
  private final Map<String, Integer> lookedAt = new HashMap<>();

  /**
   * The matcher of all patterns; null until an event comes. It is made anew after a removal: one
   * from which many patterns were deleted was seen to go on matching some of them.
   */
  private GenericMachine<Entry<K>> machine;

  private long added;

  /** Adds a pattern, in place of the one that the key had. */
  public void put(K key, EventPattern pattern) {
    remove(key);
    Entry<K> entry = new Entry<>(key, pattern, added++);
    entries.put(key, entry);
    pattern.names().forEach(name -> lookedAt.merge(name, 1, Integer::sum));
    if (machine != null) {
      add(machine, entry);
    }
  }

  /** Removes the key's pattern, if it has one. */
  public void remove(K key) {
    Entry<K> entry = entries.remove(key);
    if (entry == null) {
      return;
    }
    for (String name : entry.pattern().names()) {
      lookedAt.computeIfPresent(name, (same, count) -> count == 1 ? null : count - 1);
    }
    machine = null;
  }

  /**
   * The keys whose patterns match the event, a JSON object, in the order in which they were put.
   */
  public List<K> matching(JsonText event) {
    if (!event.isObject()) {
      return List.of();
    }
    return entriesOf(event).stream()
        .sorted(Comparator.comparingLong(Entry::order))
        .map(Entry::key)
        .toList();
  }

  /** Whether all patterns look at no other than these of an event's own fields. */
  public boolean looksOnlyAt(Set<String> names) {
    return names.containsAll(lookedAt.keySet());
  }

  private List<Entry<K>> entriesOf(JsonText event) {
    if (machine == null) {
      machine = GenericMachine.<Entry<K>>builder().build();
      entries.values().forEach(entry -> add(machine, entry));
    }
    try {
      return machine.rulesForJSONEvent(event.text());
    } catch (Exception e) {
      // The matcher declares Exception; of a checked JSON object nothing can be wrong.
      throw new IllegalStateException("a checked event is refused: " + event, e);
    }
  }

  private static <T> void add(GenericMachine<Entry<T>> machine, Entry<T> entry) {
    String pattern = entry.pattern().json();
    try {
      machine.addRule(entry, pattern);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern is refused: " + pattern, e);
    }
  }
}
