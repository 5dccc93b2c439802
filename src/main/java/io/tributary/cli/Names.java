package io.tributary.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few values by its name in small letters; another name is refused with theirs. */
abstract class Names<E extends Enum<E>> implements ITypeConverter<E> {

  private final Class<E> values;

  Names(Class<E> values) {
    this.values = values;
  }

  /** The name that is read. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public E convert(String text) {
    return all()
        .filter(value -> of(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is neither "
                        + all().map(Names::of).collect(Collectors.joining(" nor "))));
  }

  private Stream<E> all() {
    return Arrays.stream(values.getEnumConstants());
  }
}
