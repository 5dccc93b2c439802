package io.tributary.cloud.logs;

import io.tributary.cloud.api.BuiltFields;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** Checks that several operations share. */
final class Limits {

  private Limits() {}

  /** The value of a field that must be there. */
  static <T> T required(T value, String field) {
    if (value == null) {
      throw LogsErrors.constraint(null, field, "not be null");
    }
    return value;
  }

  /** The size of a page: from 1 to the largest, which it is when none is asked for. */
  static int page(Integer limit, int largest) {
    if (limit != null && (limit < 1 || limit > largest)) {
      throw LogsErrors.constraint(limit, "limit", "have value between 1 and " + largest);
    }
    return limit == null ? largest : limit;
  }

  /** Refuses a request that sets what the local cloud would ignore. */
  static void requireBuilt(SdkPojo request, String what, Set<String> built) {
    BuiltFields.require(request, what, built, LogsErrors::invalid);
  }
}
