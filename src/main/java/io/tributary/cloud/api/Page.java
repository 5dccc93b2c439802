package io.tributary.cloud.api;

import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;

/**
 * A page of a list that AWS gives by name. Its token is the last name on it, so that a list may
 * change between two pages without a token going stale.
 *
 * @param nextToken asks for the next page; null on the last one
 */
public record Page<T>(List<T> items, String nextToken) {

  /**
   * The next page of what is listed.
   *
   * @param byName what to list, by its name
   * @param wanted which of it
   * @param token the token of the page before; null for the first page
   * @param limit the most items of a page, at least 1
   */
  public static <T> Page<T> of(
      NavigableMap<String, T> byName, Predicate<T> wanted, String token, int limit) {
    NavigableMap<String, T> rest = token == null ? byName : byName.tailMap(token, false);
    List<NavigableMap.Entry<String, T>> found =
        rest.entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .limit(limit + 1L)
            .toList();
    boolean last = found.size() <= limit;
    return new Page<>(
        found.stream().limit(limit).map(NavigableMap.Entry::getValue).toList(),
        last ? null : found.get(limit - 1).getKey());
  }
}
