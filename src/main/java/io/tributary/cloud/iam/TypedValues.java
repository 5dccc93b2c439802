package io.tributary.cloud.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntPredicate;

/**
 * Condition values that are not text. A value of the policy that is not of its operator's type is
 * an error; a value of the request that is not meets no condition.
 */
final class TypedValues {

  private TypedValues() {}

  static ValueTest number(String written, IntPredicate order) {
    BigDecimal expected = numberOf(written);
    if (expected == null) {
      throw new IllegalArgumentException("'" + written + "' is no number");
    }
    return (actual, context) -> {
      BigDecimal number = numberOf(actual);
      return number != null && order.test(number.compareTo(expected));
    };
  }

  private static BigDecimal numberOf(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  static ValueTest date(String written, IntPredicate order) {
    Instant expected = instantOf(written);
    if (expected == null) {
      throw new IllegalArgumentException(
          "'" + written + "' is no date: give ISO 8601 (2025-01-15T12:00:00Z) or epoch seconds");
    }
    return (actual, context) -> {
      Instant instant = instantOf(actual);
      return instant != null && order.test(instant.compareTo(expected));
    };
  }

  private static Instant instantOf(String text) {
    try {
      if (text.matches("-?\\d{5,}")) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      return switch (text.length()) {
        case 4 -> instantOf(text + "-01-01");
        case 7 -> instantOf(text + "-01");
        case 10 -> LocalDate.parse(text).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        default -> OffsetDateTime.parse(text).toInstant();
      };
    } catch (DateTimeException | NumberFormatException notADate) {
      return null;
    }
  }

  static ValueTest binary(String written) {
    byte[] expected = bytesOf(written);
    if (expected == null) {
      throw new IllegalArgumentException("'" + written + "' is not in base64");
    }
    return (actual, context) -> Arrays.equals(bytesOf(actual), expected);
  }

  private static byte[] bytesOf(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /** Of {@code Null}: the request's value is "true" when the key is absent, else "false". */
  static ValueTest absence(String written) {
    if (!written.equalsIgnoreCase("true") && !written.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("'" + written + "' is neither true nor false");
    }
    return (actual, context) -> written.equalsIgnoreCase(actual);
  }
}
