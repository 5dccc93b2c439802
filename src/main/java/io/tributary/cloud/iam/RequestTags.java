package io.tributary.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The condition keys by which policies see the tags that a request sets or removes.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
public final class RequestTags {

  /** Told of every request that sets or removes tags. */
  static final String TAG_KEYS = "aws:TagKeys";

  private RequestTags() {}

  /** The keys of {@link AccessRequest#context}; none of a request that sets no tags. */
  public static Map<String, List<String>> keys(Map<String, String> tags) {
    Map<String, List<String>> keys = new TreeMap<>();
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put(TAG_KEYS, tags.keySet().stream().toList());
    }
    return keys;
  }

  /** The keys of a request that removes tags. */
  public static Map<String, List<String>> removed(List<String> tagKeys) {
    return Map.of(TAG_KEYS, tagKeys);
  }
}
