package io.tributary.cloud.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;

/**
 * A page of a list: up to 100 entries, in the order of their ARNs, and the token of the next page.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> entries, String nextToken) {

  private static final int SIZE = 100;

  /** The page after the one that gave the token; the first one for a null token. */
  static <T> Page<T> of(NavigableMap<String, T> all, String token) {
    NavigableMap<String, T> rest = token == null ? all : all.tailMap(decode(token), false);
    List<T> entries = rest.values().stream().limit(SIZE).toList();
    if (rest.size() <= SIZE) {
      return new Page<>(entries, null);
    }
    String last = rest.keySet().stream().skip(SIZE - 1).findFirst().orElseThrow();
    return new Page<>(entries, encode(last));
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
