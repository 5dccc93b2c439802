package io.tributary.cloud.events;

import io.tributary.cloud.api.BuiltFields;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Checks of numbers and texts that several operations share.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
final class Limits {

  private static final int LARGEST_PAGE = 100;
  private static final int LONGEST_DESCRIPTION = 512;

  private Limits() {}

  /** The size of a page of a list: 1 to 100, 100 when none is asked for. */
  static int page(Integer limit) {
    requireRange(limit, 1, LARGEST_PAGE, "limit");
    return limit == null ? LARGEST_PAGE : limit;
  }

  /** The value of a field that must be there. */
  static <T> T required(T value, String field) {
    if (value == null) {
      throw EventsErrors.constraint(null, field, "not be null");
    }
    return value;
  }

  /** Refuses a number outside its range; null is allowed. */
  static void requireRange(Integer value, int from, int to, String field) {
    if (value != null && value < from) {
      throw EventsErrors.constraint(value, field, "have value greater than or equal to " + from);
    }
    if (value != null && value > to) {
      throw EventsErrors.constraint(value, field, "have value less than or equal to " + to);
    }
  }

  /** Refuses a text that the pattern does not take as a whole; null is allowed. */
  static void requireMatch(String value, Pattern pattern, String field) {
    if (value != null && !pattern.matcher(value).matches()) {
      throw EventsErrors.constraint(value, field, "satisfy regular expression pattern: " + pattern);
    }
  }

  /** Refuses a text that is too long; null is allowed. */
  static void requireLength(String value, int most, String field) {
    if (value != null && value.length() > most) {
      throw EventsErrors.constraint(value, field, "have length less than or equal to " + most);
    }
  }

  /** Refuses a description that is too long; null is allowed. */
  static void requireDescription(String description) {
    requireLength(description, LONGEST_DESCRIPTION, "description");
  }

  /** Refuses a request that sets what the local cloud would ignore. */
  static void requireBuilt(SdkPojo request, String what, Set<String> built) {
    BuiltFields.require(request, what, built, EventsErrors::validation);
  }
}
