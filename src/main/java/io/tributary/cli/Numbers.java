package io.tributary.cli;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option's number; what is none is refused in words.
 *
 * @param reader throws a {@link NumberFormatException} where there is none
 * @param allowed what the option takes, said only when it is needed
 */
record Numbers<N>(Function<String, N> reader, Supplier<String> allowed)
    implements ITypeConverter<N> {

  /** Makes a command and those under it read their numbers here. */
  static void register(CommandLine command) {
    var ints = new Numbers<>(Integer::valueOf, () -> wholeUpTo(Integer.MAX_VALUE));
    var longs = new Numbers<>(Long::valueOf, () -> wholeUpTo(Long.MAX_VALUE));
    command.registerConverter(int.class, ints);
    command.registerConverter(Integer.class, ints);
    command.registerConverter(long.class, longs);
    command.registerConverter(Long.class, longs);
    command.registerConverter(
        Double.class, new Numbers<>(Double::valueOf, () -> "a number, such as 100 or 0.5"));
  }

  private static String wholeUpTo(long most) {
    return String.format(Locale.ROOT, "a whole number up to %,d, such as 100", most);
  }

  @Override
  public N convert(String text) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException none) {
      throw new TypeConversionException("takes " + allowed.get() + ", got '" + text + "'");
    }
  }
}
