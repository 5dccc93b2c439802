package io.tributary.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** JSON-like data that nobody can change any more, its keys in order. */
final class PlainData {

  private PlainData() {}

  static Map<String, Object> frozen(Map<String, ?> data) {
    Map<String, Object> copy = new TreeMap<>();
    data.forEach((key, value) -> copy.put(key, frozenValue(value)));
    return Collections.unmodifiableMap(copy);
  }

  static Set<String> sorted(Collection<String> texts) {
    return Collections.unmodifiableSet(new TreeSet<>(texts));
  }

  static Map<String, Set<String>> sorted(Map<String, ? extends Collection<String>> data) {
    Map<String, Set<String>> copy = new TreeMap<>();
    data.forEach((key, texts) -> copy.put(key, sorted(texts)));
    return Collections.unmodifiableMap(copy);
  }

  @SuppressWarnings("unchecked") // JSON's objects have text keys
  private static Object frozenValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return frozen((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(frozenValue(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
