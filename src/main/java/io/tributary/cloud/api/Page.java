package io.tributary.cloud.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A page of a list that AWS gives by name. Its token is the last name on it, so that a list may
 * change between two pages without a token going stale; in Base64, since XML and URLs cannot write
 * every name.
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
   * @param invalidToken what the service answers to a token that is of no page of the list
   */
  public static <T> Page<T> of(
      NavigableMap<String, T> byName,
      Predicate<? super T> wanted,
      String token,
      int limit,
      Supplier<? extends AwsServiceException> invalidToken) {
    List<NavigableMap.Entry<String, T>> found =
        rest(byName, token, invalidToken).entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .limit(limit + 1L)
            .toList();
    boolean last = found.size() <= limit;
    return new Page<>(
        found.stream().limit(limit).map(NavigableMap.Entry::getValue).toList(),
        last ? null : encoded(found.get(limit - 1).getKey()));
  }

  private static <T> NavigableMap<String, T> rest(
      NavigableMap<String, T> byName,
      String token,
      Supplier<? extends AwsServiceException> invalidToken) {
    if (token == null) {
      return byName;
    }
    try {
      return byName.tailMap(decoded(token), false);
    } catch (IllegalArgumentException notOurs) { // no Base64, or not of this part of a map
      throw invalidToken.get();
    }
  }

  private static String encoded(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
  }

  private static String decoded(String token) {
    String name = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    if (!encoded(name).equals(token)) {
      throw new IllegalArgumentException("no page has the token " + token);
    }
    return name;
  }

  /** Whether there are more pages. */
  public boolean truncated() {
    return nextToken != null;
  }
}
