package io.tributary.cli;

import io.tributary.simulate.ConsumerSettings;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how a consumer works: {@code 100/s}, or {@code 100/s,failing=0.01}. */
final class ConsumerOption implements ITypeConverter<ConsumerSettings> {

  private static final Pattern CONSUMER =
      Pattern.compile("([0-9]*\\.?[0-9]+)/s(?:,failing=([0-9]*\\.?[0-9]+))?");

  @Override
  public ConsumerSettings convert(String text) {
    Matcher consumer = CONSUMER.matcher(text);
    if (consumer.matches()) {
      double perSecond = Double.parseDouble(consumer.group(1));
      double failing = consumer.group(2) == null ? 0 : Double.parseDouble(consumer.group(2));
      if (perSecond >= ConsumerSettings.SLOWEST
          && perSecond <= ConsumerSettings.FASTEST
          && failing <= 1) {
        return new ConsumerSettings(perSecond, failing);
      }
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is no consumer; write messages a second, 0.0001 to 1,000,000, and the share it fails on, 0 to 1,"
            + " for example 100/s,failing=0.01");
  }

  /** A consumer as it is read again. */
  static String text(ConsumerSettings consumer) {
    return String.format(
        Locale.ROOT, "%s/s,failing=%s", plain(consumer.perSecond()), plain(consumer.failureRate()));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
