package io.tributary.cloud.metrics;

import io.tributary.cloud.api.BuiltFields;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/** Checks that several operations share. */
final class Limits {

  private Limits() {}

  static <T> T required(T value, String parameter) {
    if (value == null) {
      throw CloudWatchErrors.missing(parameter);
    }
    return value;
  }

  static String requiredText(String value, String parameter, int longest) {
    if (value == null || value.isEmpty()) {
      throw CloudWatchErrors.missing(parameter);
    }
    return withinLength(value, parameter, longest);
  }

  static String withinLength(String value, String parameter, int longest) {
    if (value != null && value.length() > longest) {
      throw CloudWatchErrors.invalid(
          String.format(
              Locale.ROOT,
              "%s has %,d characters but may have %,d at most.",
              parameter,
              value.length(),
              longest));
    }
    return value;
  }

  /** Refuses more of something than AWS takes. */
  static void requireFew(Collection<?> items, String parameter, String what, int most) {
    if (items.size() > most) {
      throw CloudWatchErrors.invalid(
          String.format(
              Locale.ROOT,
              "%s has %,d %s but may have %d at most.",
              parameter,
              items.size(),
              what,
              most));
    }
  }

  /**
   * Refuses a value that is not among those allowed; null is.
   *
   * @param value as the SDK reads what was given
   */
  static <E> void requireOneOf(Set<E> allowed, E value, String given, String parameter) {
    if (value != null && !allowed.contains(value)) {
      throw CloudWatchErrors.invalid(
          "%s is '%s' but must be %s.".formatted(parameter, given, oneOf(allowed)));
    }
  }

  /** As {@link #requireOneOf}, of each of a list. */
  static <E> void requireEachOneOf(
      Set<E> allowed, List<E> values, List<String> given, String parameter) {
    for (int i = 0; i < values.size(); i++) {
      requireOneOf(allowed, values.get(i), given.get(i), parameter);
    }
  }

  /** The values of an enumeration, in words. */
  static String oneOf(Collection<?> values) {
    return values.stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  /** Refuses a request that sets what the local cloud would ignore. */
  static void requireBuilt(SdkPojo request, String what, Set<String> built) {
    BuiltFields.require(request, what, built, CloudWatchErrors::invalid);
  }
}
