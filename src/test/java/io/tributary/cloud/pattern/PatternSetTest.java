package io.tributary.cloud.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSetTest {

  private final PatternSet<String> set = new PatternSet<>();

  private boolean looksOnlyAtSource() {
    return set.looksOnlyAt(Set.of("source"));
  }

  @Test
  void aSetOfNoPattern_looksAtNothing() {
    assertThat(set.looksOnlyAt(Set.of())).isTrue();
  }

  @Test
  void aPatternOnTheSource_looksOnlyAtTheSource() {
    set.put("a", EventPattern.parse("{\"source\":[\"shop\"]}"));

    assertThat(looksOnlyAtSource()).isTrue();
    assertThat(set.looksOnlyAt(Set.of("detail"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":[\"shop\"],\"detail\":{\"n\":[1]}}",
        "{\"detail\":{\"n\":[{\"exists\":false}]}}",
        "{\"detail.n\":[1]}",
        "{\"source\":[\"shop\"],\"$or\":[{\"source\":[\"a\"]},{\"detail\":{\"n\":[1]}}]}"
      })
  void aPatternOnMore_looksFurther(String pattern) {
    set.put("a", EventPattern.parse(pattern));

    assertThat(looksOnlyAtSource()).isFalse();
  }

  @Test
  void aSetLooksFurther_untilTheLastPatternThatDoesIsGone() {
    set.put("a", EventPattern.parse("{\"source\":[\"shop\"]}"));
    set.put("b", EventPattern.parse("{\"detail\":{\"n\":[1]}}"));
    set.put("c", EventPattern.parse("{\"detail\":{\"n\":[2]}}"));

    set.remove("b");
    assertThat(looksOnlyAtSource()).isFalse();

    set.put("c", EventPattern.parse("{\"source\":[\"shed\"]}"));
    assertThat(looksOnlyAtSource()).isTrue();
  }
}
