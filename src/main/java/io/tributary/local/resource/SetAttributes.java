package io.tributary.local.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Changes the attributes of a thing that AWS lets change one at a time. */
final class SetAttributes {

  private SetAttributes() {}

  /**
   * Sets what differs, one call after the other: first what is no longer there to empty text, then
   * the others in their order.
   *
   * @param staying what AWS keeps when it is no longer there
   */
  static CompletableFuture<?> changed(
      Map<String, String> before,
      Map<String, String> after,
      String staying,
      BiFunction<String, String, CompletableFuture<?>> set) {
    Map<String, String> changes = new LinkedHashMap<>();
    before.keySet().forEach(name -> changes.put(name, ""));
    changes.remove(staying);
    changes.keySet().removeAll(after.keySet());
    changes.putAll(after);
    changes.entrySet().removeAll(before.entrySet());
    CompletableFuture<?> all = CompletableFuture.completedFuture(null);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      all = all.thenCompose(done -> set.apply(change.getKey(), change.getValue()));
    }
    return all;
  }
}
