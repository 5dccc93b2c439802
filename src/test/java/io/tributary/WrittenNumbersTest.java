package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Output is the same wherever it is written: {@code "%d".formatted} has the digits of the machine's
 * language, {@code "%,d"} its groups. An integer is written by {@code %s}, all else for {@code
 * Locale.ROOT}.
 */
class WrittenNumbersTest {

  /** One literal or several, one of them with a number, and then the locale's own call. */
  private static final Pattern OF_THE_LOCALE =
      Pattern.compile(
          "\"[^\"\\n]*%[-+ 0,(]*\\d*(\\.\\d+)?[dfeg]\\b[^\"\\n]*\"(\\s*\\+\\s*\"[^\"\\n]*\")*"
              + "\\)?\\s*\\.formatted\\(");

  @Test
  void numbers_areWrittenForNoLocale() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(it -> it.toString().endsWith(".java")).toList();

      assertThat(sources)
          .isNotEmpty()
          .allSatisfy(it -> assertThat(Files.readString(it)).doesNotContainPattern(OF_THE_LOCALE));
    }
  }
}
