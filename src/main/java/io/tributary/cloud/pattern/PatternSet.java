package io.tributary.cloud.pattern;

import io.tributary.cloud.json.JsonText;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.GenericMachine;

/**
 * Many patterns matched at once: an event's cost does not grow with the number of patterns that do
 * not concern it.
 *
 * @param <K> what a pattern belongs to, for example a rule
 */
public final class PatternSet<K> {

  /** So many characters hold what tells events apart that are routed alike; a payload seldom. */
  private static final int LONGEST_KNOWN = 200;

  private static final int MOST_KNOWN = 1_000;

  private record Entry<T>(T key, EventPattern pattern, long order) {}

  private final GenericMachine<Entry<K>> machine = GenericMachine.<Entry<K>>builder().build();
  private final Map<K, Entry<K>> entries = new HashMap<>();
  private final LookedAt lookedAt = new LookedAt();

  /** What matched lately, by the text that the patterns looked at. */
  private final Map<String, List<K>> known = new HashMap<>();

  private long added;

  /** Adds a pattern, in place of the one that the key had. */
  public void put(K key, EventPattern pattern) {
    remove(key);
    Entry<K> entry = new Entry<>(key, pattern, added++);
    entries.put(key, entry);
    lookedAt.add(pattern);
    known.clear();
    try {
      machine.addRule(entry, pattern.json());
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern is refused: " + pattern.json(), e);
    }
  }

  /** Removes the key's pattern, if it has one. */
  public void remove(K key) {
    Entry<K> entry = entries.remove(key);
    if (entry == null) {
      return;
    }
    lookedAt.remove(entry.pattern());
    known.clear();
    try {
      machine.deleteRule(entry, entry.pattern().json());
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern is refused: " + entry.pattern().json(), e);
    }
  }

  /**
   * The keys whose patterns match the event, a JSON object, in the order in which they were put.
   */
  public List<K> matching(JsonText event) {
    if (!event.isObject()) {
      return List.of();
    }
    JsonText seen = lookedAt.of(event);
    List<K> matching = known.get(seen.text());
    if (matching == null) {
      matching = match(seen);
      remember(seen.text(), matching);
    }
    return matching;
  }

  private void remember(String seen, List<K> matching) {
    if (seen.length() <= LONGEST_KNOWN) {
      if (known.size() == MOST_KNOWN) {
        known.clear();
      }
      known.put(seen, matching);
    }
  }

  private List<K> match(JsonText event) {
    return machine(event).stream()
        .sorted(Comparator.comparingLong(Entry::order))
        .map(Entry::key)
        .toList();
  }

  private List<Entry<K>> machine(JsonText event) {
    try {
      return machine.rulesForJSONEvent(event.text());
    } catch (Exception e) {
      // The matcher declares Exception; of a checked JSON object nothing can be wrong.
      throw new IllegalStateException("a checked event is refused: " + event, e);
    }
  }
}
