package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Output is the same wherever it is written: {@code "%d".formatted} has the digits of the machine's
 * language, {@code "%,d"} its groups. An integer is written by {@code %s}, all else for {@code
 * Locale.ROOT}.
 */
class WrittenNumbersTest {

  /** One literal or several, one of them with a number, and then the locale's own call. */
  private static final Pattern OF_THE_LOCALE =
      Pattern.compile(
          "\"[^\"\\n]*%(\\d+\\$)?[-+ 0,(]*\\d*(\\.\\d+)?[dfegEG][^\"\\n]*\"(\\s*\\+\\s*\"[^\"\\n]*\")*"
              + "\\)?\\s*\\.formatted\\(");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d\".formatted(n)",
        "\"%ds\".formatted(n)",
        "\"%1$d\".formatted(n)",
        "\"%,.1f us\".formatted(n)",
        "\"%.3E\".formatted(n)"
      })
  void aNumberOfTheLocale_isSeen(String source) {
    assertThat(source).containsPattern(OF_THE_LOCALE);
  }

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
