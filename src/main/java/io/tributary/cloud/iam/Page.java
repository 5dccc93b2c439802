package io.tributary.cloud.iam;

import java.util.List;

/**
 * One page of a list.
 *
 * @param marker where the next page starts; null when this is the last one
 */
record Page<T>(List<T> items, String marker) {

  private static final int DEFAULT_ITEMS = 100;
  private static final int MAX_ITEMS = 1_000;

  /** Cuts the page that a request asks for. */
  static <T> Page<T> of(List<T> all, Integer maxItems, String marker) {
    int size = maxItems == null ? DEFAULT_ITEMS : maxItems;
    IamRules.range("maxItems", size, 1, MAX_ITEMS);
    int from = start(marker, all.size());
    int to = Math.min(all.size(), from + size);
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }

  private static int start(String marker, int size) {
    if (marker == null) {
      return 0;
    }
    if (!marker.matches("\\d{1,9}") || Integer.parseInt(marker) > size) {
      throw IamErrors.validation("Invalid Marker.");
    }
    return Integer.parseInt(marker);
  }

  boolean truncated() {
    return marker != null;
  }
}
