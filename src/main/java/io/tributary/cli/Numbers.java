package io.tributary.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option's number; what is none is refused in words.
 *
 * @param reader throws a {@link NumberFormatException} where there is none
 * @param allowed what is read
 */
record Numbers<N>(Function<String, N> reader, String allowed) implements ITypeConverter<N> {

  private static final String WHOLE = "a whole number, such as 100";

  /** Makes a command and those under it read their numbers here. */
  static void register(CommandLine command) {
    var ints = new Numbers<>(Integer::valueOf, WHOLE);
    var longs = new Numbers<>(Long::valueOf, WHOLE);
    command.registerConverter(int.class, ints);
    command.registerConverter(Integer.class, ints);
    command.registerConverter(long.class, longs);
    command.registerConverter(Long.class, longs);
    command.registerConverter(
        Double.class, new Numbers<>(Double::valueOf, "a number, such as 100 or 0.5"));
  }

  @Override
  public N convert(String text) {
    try {
      return reader.apply(text);
    } catch (NumberFormatException none) {
      // What the option takes is less than what fits its type; the command tells how much less.
      String takes = text.matches("\\d+") ? "a smaller number" : allowed;
      throw new TypeConversionException("takes " + takes + ", got '" + text + "'");
    }
  }
}
