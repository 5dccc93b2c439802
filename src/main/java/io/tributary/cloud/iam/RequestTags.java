package io.tributary.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The condition keys by which policies see the tags that a request sets.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
public final class RequestTags {

  private RequestTags() {}

  /** The keys of {@link AccessRequest#context}; none of a request that sets no tags. */
  public static Map<String, List<String>> keys(Map<String, String> tags) {
    Map<String, List<String>> keys = new TreeMap<>();
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", tags.keySet().stream().toList());
    }
    return keys;
  }
}
