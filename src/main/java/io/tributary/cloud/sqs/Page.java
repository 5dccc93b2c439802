package io.tributary.cloud.sqs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/**
 * One page of a list of queues, in the order of their names.
 *
 * @param nextToken names where the next page begins; null when this is the last one, or the caller
 *     asked for no pages
 */
record Page(List<String> urls, String nextToken) {

  private static final int MAX_RESULTS = 1_000;

  /**
   * The page that a request asks for.
   *
   * @param maxResults 1 to 1,000; null for the first 1,000 queues without a token to go on
   * @param token of the page before, or null
   */
  static Page of(QueueRegistry queues, Predicate<Queue> wanted, Integer maxResults, String token) {
    if (maxResults != null && (maxResults < 1 || maxResults > MAX_RESULTS)) {
      throw SqsError.invalidValue(
          maxResults, "MaxResults", "MaxResults must be an integer between 1 and 1000.");
    }
    int size = maxResults == null ? MAX_RESULTS : maxResults;
    List<String> urls = new ArrayList<>();
    String last = null;
    for (Queue queue : token == null ? queues.all() : queues.after(decoded(token))) {
      if (wanted.test(queue)) {
        if (urls.size() == size) {
          return new Page(urls, maxResults == null ? null : encoded(last));
        }
        urls.add(queues.url(queue));
        last = queue.name();
      }
    }
    return new Page(urls, null);
  }

  private static String encoded(String name) {
    return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw SqsError.INVALID_PARAMETER_VALUE.with("Invalid or expired next token.");
    }
  }
}
