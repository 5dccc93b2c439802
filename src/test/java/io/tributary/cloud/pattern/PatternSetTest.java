package io.tributary.cloud.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set asks AWS's matcher as little as it can; that must never show. */
class PatternSetTest {

  private final PatternSet<String> set = new PatternSet<>();

  private List<String> matching(String event) {
    return set.matching(JsonText.parse(event).orElseThrow());
  }

  @Test
  void matching_afterAnEventAlike_isTheSame() {
    set.put("a", EventPattern.parse("{\"source\":[\"shop\"]}"));

    assertThat(matching("{\"source\":\"shop\",\"n\":1}")).containsExactly("a");
    assertThat(matching("{\"source\":\"shop\",\"n\":2}")).containsExactly("a");
    assertThat(matching("{\"source\":\"shed\",\"n\":2}")).isEmpty();
  }

  @Test
  void matching_seesPatternsThatCameAfterAnEventAlike() {
    set.put("a", EventPattern.parse("{\"source\":[\"shop\"]}"));
    matching("{\"source\":\"shop\",\"n\":1}");

    set.put("b", EventPattern.parse("{\"n\":[1]}"));

    assertThat(matching("{\"source\":\"shop\",\"n\":1}")).containsExactly("a", "b");
    assertThat(matching("{\"source\":\"shop\",\"n\":2}")).containsExactly("a");
  }

  @Test
  void matching_missesPatternsThatWereRemovedAfterAnEventAlike() {
    set.put("a", EventPattern.parse("{\"source\":[\"shop\"]}"));
    set.put("b", EventPattern.parse("{\"source\":[\"shop\"],\"n\":[1]}"));
    matching("{\"source\":\"shop\",\"n\":1}");

    set.remove("a");

    assertThat(matching("{\"source\":\"shop\",\"n\":1}")).containsExactly("b");
  }

  @Test
  void matching_ofFarMoreKindsOfEventsThanAreRemembered_isRightForEach() {
    set.put("even", EventPattern.parse("{\"n\":[{\"suffix\":\"0\"}]}"));

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3_000; i++) {
        assertThat(matching("{\"n\":\"" + i + "\"}").isEmpty()).isEqualTo(i % 10 != 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"$or":[{"a":["1"]},{"b":["2"]}]} | {"b":"2"}
          {"$or":[{"a":["1"]},{"b":["2"]}]} | {"a":"1"}
          {"d":{"x":["1"]}}                 | {"d":{"x":"1"}}
          {"d":{"x":["1"]}}                 | {"d.x":"1"}
          {"d.x":["1"]}                     | {"d":{"x":"1"}}
          {"d.x":["1"]}                     | {"d.x":"1"}
          {"a":[{"exists":false}]}          | {"b":"1"}
          {"a":["1"]}                       | {"\\u0061":"1"}
          """)
  void matching_seesEveryFieldThatAPatternMayLookAt(String pattern, String event) {
    set.put("a", EventPattern.parse(pattern));

    assertThat(matching(event)).containsExactly("a");
  }
}
