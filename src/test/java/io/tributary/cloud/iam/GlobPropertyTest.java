package io.tributary.cloud.iam;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The wildcard matcher against regular expressions, which say the same more slowly. */
class GlobPropertyTest {

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab:").ofMaxLength(12);
  }

  /** Patterns: a character each for the free and the segment wildcards. */
  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.frequency(
            Tuple.of(6, 'a'),
            Tuple.of(4, 'b'),
            Tuple.of(4, ':'),
            Tuple.of(3, '*'),
            Tuple.of(2, '?'),
            Tuple.of(3, '+'),
            Tuple.of(2, '.'))
        .list()
        .ofMaxSize(9)
        .map(letters -> letters.stream().map(String::valueOf).collect(joining()))
        .map(GlobPropertyTest::segmentsFirst);
  }

  /** No free wildcard of one character stands before the last segment star, as in every ARN. */
  private static String segmentsFirst(String pattern) {
    int last = pattern.lastIndexOf('+');
    return pattern.substring(0, last + 1).replace('?', '.') + pattern.substring(last + 1);
  }

  @Property(tries = 20_000)
  void matches_asTheRegularExpressionDoes(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(glob(pattern).matches(text)).isEqualTo(regex(pattern).matcher(text).matches());
  }

  private static Glob glob(String pattern) {
    Glob.Builder glob = new Glob.Builder();
    for (char c : pattern.toCharArray()) {
      glob.add(
          c,
          switch (c) {
            case '*' -> Glob.STAR;
            case '?' -> Glob.ANY;
            case '+' -> Glob.SEGMENT_STAR;
            case '.' -> Glob.SEGMENT_ANY;
            default -> Glob.LITERAL;
          });
    }
    return glob.build(false);
  }

  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            case '+' -> "[^:]*";
            case '.' -> "[^:]";
            default -> String.valueOf(c);
          });
    }
    return Pattern.compile(regex.toString());
  }
}
