package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the pages below docs point to is there. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern COMMAND =
      Pattern.compile("scripts/tributary ([a-z][a-z-]*)([^`|#\\n]*)");
  private static final Pattern OPTION = Pattern.compile(" (--[a-z][a-z-]*)");

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
          Stream.of(Path.of("README.md")), docs.filter(it -> it.toString().endsWith(".md")))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_leadToFilesAndHeadingsThatAreThere(Path page) throws IOException {
    assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
        .filteredOn(link -> !link.startsWith("http"))
        .allSatisfy(link -> assertLeadsSomewhere(page, link));
  }

  private static void assertLeadsSomewhere(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    assertThat(file).exists();
    if (parts.length > 1 && file.toString().endsWith(".md")) {
      assertThat(anchors(file)).contains(parts[1]);
    }
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(words -> words.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void options_areOnesThatTheirCommandKnows() throws IOException {
    Stream<String> texts = pages().map(DocumentationTest::text);

    assertThat(texts.flatMap(text -> COMMAND.matcher(text).results()))
        .hasSizeGreaterThan(30)
        .allSatisfy(DocumentationTest::assertKnown);
  }

  private static void assertKnown(MatchResult command) {
    Screen screen = new Screen();
    assertThat(screen.run(command.group(1), "--help")).isZero();
    assertThat(OPTION.matcher(command.group(2)).results().map(option -> option.group(1)))
        .allSatisfy(option -> assertThat(screen.out()).containsPattern(option + "\\b"));
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
