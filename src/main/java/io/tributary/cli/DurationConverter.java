package io.tributary.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time as people write it: {@code 90s}, {@code 10m}, {@code 1h}, {@code 2d}; more than
 * nothing, and at most 365 days.
 */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern TIME = Pattern.compile("(\\d{1,11})(ms|s|m|h|d)");

  /** The longest simulated time. */
  static final Duration LONGEST = Duration.ofDays(365);

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no time; write a whole number and ms, s, m, h or d, for example 90s");
    }
    Duration read = of(Long.parseLong(time.group(1)), time.group(2));
    if (read.isZero() || read.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "takes more than nothing and at most " + LONGEST.toDays() + "d, got '" + text + "'");
    }
    return read;
  }

  private static Duration of(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
