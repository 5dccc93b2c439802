package io.tributary.cloud.gateway.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.TraitType;

/** Points in time as the protocols write them, to the millisecond. */
final class Timestamps {

  private static final double SECONDS_MAX = 253_402_300_799d; // the end of the year 9999

  private Timestamps() {}

  /** The format of a member: its own, or else the protocol's. */
  static Format format(SdkField<?> field, Format protocols) {
    TimestampFormatTrait own =
        field.getTrait(TimestampFormatTrait.class, TraitType.TIMESTAMP_FORMAT_TRAIT);
    return own == null ? protocols : own.format();
  }

  static String text(Instant time, Format format) {
    return switch (format) {
      case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(millis(time));
      case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
      case UNIX_TIMESTAMP ->
          BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
    };
  }

  /**
   * Reads a time.
   *
   * @throws IllegalArgumentException if the text is no time of that format
   */
  static Instant instant(String text, Format format) {
    try {
      return switch (format) {
        case ISO_8601 -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        case UNIX_TIMESTAMP -> ofSeconds(Double.parseDouble(text));
        case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
      };
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException("no time in the format " + format, broken);
    }
  }

  /**
   * Reads seconds since 1970. A double keeps milliseconds for all years up to 9999.
   *
   * @throws IllegalArgumentException if they lie outside of the years that AWS's formats can write
   */
  static Instant ofSeconds(double seconds) {
    if (!(Math.abs(seconds) <= SECONDS_MAX)) {
      throw new IllegalArgumentException("seconds out of range: " + seconds);
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1_000));
  }

  private static Instant millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
