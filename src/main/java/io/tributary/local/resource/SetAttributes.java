package io.tributary.local.resource;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Changes the attributes of a thing that AWS lets change one at a time. */
final class SetAttributes {

  private SetAttributes() {}

  /** Sets what differs, one call after the other; what is no longer there is set to empty text. */
  static CompletableFuture<?> changed(
      Map<String, String> before,
      Map<String, String> after,
      BiFunction<String, String, CompletableFuture<?>> set) {
    Map<String, String> changes = new TreeMap<>(after);
    before.keySet().forEach(name -> changes.putIfAbsent(name, ""));
    changes.entrySet().removeAll(before.entrySet());
    CompletableFuture<?> all = CompletableFuture.completedFuture(null);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      all = all.thenCompose(done -> set.apply(change.getKey(), change.getValue()));
    }
    return all;
  }
}
