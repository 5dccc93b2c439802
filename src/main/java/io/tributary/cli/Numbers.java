package io.tributary.cli;

import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers that options take; what is none is refused in words. */
final class Numbers {

  private static final String WHOLE = "a whole number up to %,d, such as 100";

  private Numbers() {}

  /** Makes a command and those under it read their numbers here. */
  static void register(CommandLine command) {
    String ints = String.format(Locale.ROOT, WHOLE, Integer.MAX_VALUE);
    String longs = String.format(Locale.ROOT, WHOLE, Long.MAX_VALUE);
    command.registerConverter(int.class, text -> read(text, Integer::valueOf, ints));
    command.registerConverter(Integer.class, text -> read(text, Integer::valueOf, ints));
    command.registerConverter(long.class, text -> read(text, Long::valueOf, longs));
    command.registerConverter(Long.class, text -> read(text, Long::valueOf, longs));
    command.registerConverter(
        Double.class, text -> read(text, Double::valueOf, "a number, such as 100 or 0.5"));
  }

  private static <N> N read(String text, Function<String, N> reader, String allowed) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException none) {
      throw new TypeConversionException("takes " + allowed + ", got '" + text + "'");
    }
  }
}
