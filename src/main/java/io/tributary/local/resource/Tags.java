package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The tags of a resource, in the shapes that AWS's services want them. */
final class Tags {

  private Tags() {}

  /** The tags in order; none when the program sets none. */
  static Map<String, String> of(Map<String, String> tags) {
    return tags == null ? Map.of() : new TreeMap<>(tags);
  }

  /** The tags as a list of a service's own tag type. */
  static <T> List<T> listed(Map<String, String> tags, BiFunction<String, String, T> tag) {
    return of(tags).entrySet().stream()
        .map(entry -> tag.apply(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Removes and sets what differs, with a call for each that is needed. */
  static CompletableFuture<?> change(
      Map<String, String> before,
      Map<String, String> after,
      Function<List<String>, CompletableFuture<?>> remove,
      Function<Map<String, String>, CompletableFuture<?>> set) {
    List<String> gone =
        of(before).keySet().stream().filter(key -> !of(after).containsKey(key)).toList();
    Map<String, String> changed = new TreeMap<>(of(after));
    changed.entrySet().removeAll(of(before).entrySet());
    CompletableFuture<?> removed =
        gone.isEmpty() ? CompletableFuture.completedFuture(null) : remove.apply(gone);
    return changed.isEmpty() ? removed : removed.thenCompose(done -> set.apply(changed));
  }
}
