package io.tributary.cloud.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A page of a list: up to 100 entries, in the order of their ARNs, and the token of the next page.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> entries, String nextToken) {

  private static final int SIZE = 100;

  /**
   * The page after the one that gave the token, of the entries whose ARNs begin so; the first one
   * for a null token.
   */
  static <T> Page<T> of(NavigableMap<String, T> all, String prefix, String token) {
    String after = token == null ? prefix : decode(token);
    if (!after.startsWith(prefix)) {
      throw SnsErrors.invalid("NextToken");
    }
    List<Map.Entry<String, T>> found =
        all.tailMap(after, false).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(prefix))
            .limit(SIZE + 1)
            .toList();
    boolean last = found.size() <= SIZE;
    return new Page<>(
        found.stream().limit(SIZE).map(Map.Entry::getValue).toList(),
        last ? null : encode(found.get(SIZE - 1).getKey()));
  }

  private static String encode(String arn) {
    return Base64.getEncoder().encodeToString(arn.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw SnsErrors.invalid("NextToken");
    }
  }
}
