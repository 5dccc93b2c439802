package io.tributary.cloud.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.json.JsonText;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {

  private static final JsonText EVENT =
      JsonText.parse(
              "{\"source\":\"basket_events\",\"detail\":{\"n\":300.0,\"items\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]}}")
          .orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":[\"checkout_events\",\"basket_events\"]}",
        "{\"source\":[{\"prefix\":\"\"}]}",
        "{\"detail\":{\"n\":[300]}}",
        "{\"detail\":{\"items\":{\"a\":[3],\"b\":[4]}}}"
      })
  void matches_whatTheEventSatisfies(String pattern) {
    assertThat(EventPattern.parse(pattern).matches(EVENT)).isTrue();
  }

  @Test
  void matches_ofAnythingButAnObject_isFalse() {
    assertThat(EventPattern.parse("{\"a\":[{\"exists\":false}]}").matches(JsonText.string("x")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"source\":\"x\"}",
        "{\"source\":[]}",
        "{\"source\":{\"prefix\":\"\"}}",
        "{\"source\":[{\"unknown\":\"x\"}]}"
      })
  void parse_ofWhatIsNoPattern_isRefused(String pattern) {
    assertThatThrownBy(() -> EventPattern.parse(pattern))
        .isInstanceOf(InvalidPatternException.class);
  }

  @Test
  void mismatch_namesTheFieldWhatItIsAndWhatThePatternWants() {
    EventPattern pattern =
        EventPattern.parse("{\"source\":[\"checkout_events\"],\"detail\":{\"n\":[300],\"m\":[1]}}");

    assertThat(pattern.mismatch(EVENT))
        .isEqualTo(
            "source is \"basket_events\", the pattern wants [\"checkout_events\"];"
                + " detail.m is missing, the pattern wants [1]");
  }

  @Test
  void mismatch_belowAnArray_tellsWhatItsElementsHave() {
    assertThat(EventPattern.parse("{\"detail\":{\"items\":{\"a\":[5]}}}").mismatch(EVENT))
        .isEqualTo("detail.items.a is [1,3], the pattern wants [5]");
    assertThat(EventPattern.parse("{\"detail\":{\"items\":{\"c\":[5]}}}").mismatch(EVENT))
        .isEqualTo("detail.items.c is missing, the pattern wants [5]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"detail\":{\"a\":{\"n\":2}}}", "{\"detail.a\":{\"n\":2}}"})
  void mismatch_ofANameWithDots_readsItAsAPathAsTheMatcherDoes(String json) {
    JsonText event = JsonText.parse(json).orElseThrow();

    assertThat(EventPattern.parse("{\"detail.a.n\":[2]}").matches(event)).isTrue();
    assertThat(EventPattern.parse("{\"detail.a.n\":[1]}").mismatch(event))
        .isEqualTo("detail.a.n is 2, the pattern wants [1]");
    assertThat(EventPattern.parse("{\"detail\":{\"a.n\":[1]}}").mismatch(event))
        .isEqualTo("detail.a.n is 2, the pattern wants [1]");
  }

  @Test
  void mismatch_acrossTheElementsOfAnArray_saysSo() {
    EventPattern pattern = EventPattern.parse("{\"detail\":{\"items\":{\"a\":[1],\"b\":[4]}}}");

    assertThat(pattern.matches(EVENT)).isFalse();
    assertThat(pattern.mismatch(EVENT)).contains("no one element of an array");
  }

  @Test
  void patternSet_answersInTheOrderInWhichPatternsWerePut() {
    PatternSet<String> set = new PatternSet<>();
    set.put("b", EventPattern.parse("{\"source\":[\"basket_events\"]}"));
    set.put("a", EventPattern.parse("{\"source\":[{\"prefix\":\"basket\"}]}"));
    set.put("never", EventPattern.parse("{\"source\":[\"other\"]}"));

    assertThat(set.matching(EVENT)).containsExactly("b", "a");
  }

  @Test
  void patternSet_forgetsAReplacedOrRemovedPattern() {
    PatternSet<String> set = new PatternSet<>();
    set.put("replaced", EventPattern.parse("{\"source\":[\"basket_events\"]}"));
    set.put("replaced", EventPattern.parse("{\"source\":[\"other\"]}"));
    set.put("removed", EventPattern.parse("{\"source\":[\"basket_events\"]}"));
    set.remove("removed");

    assertThat(set.matching(EVENT)).isEmpty();
  }

  @Test
  void aThousandCombinationsOfOrAreAcceptedAndMoreRefusedBeforeTheyAreWrittenOut() {
    assertThat(EventPattern.parse(combined(10, 10, 10)).json()).contains("$or");
    assertThatThrownBy(() -> EventPattern.parse(combined(10, 10, 11)))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessage("Rule is too complex: its $or combine to more than 1000");
    assertThatThrownBy(() -> EventPattern.parse(combined(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3)))
        .isInstanceOf(InvalidPatternException.class);
  }

  @Test
  void aLongValueIsShownInPart() {
    EventPattern pattern = EventPattern.parse("{\"x\":[\"y\"]}");
    JsonText event = JsonText.object(Map.of("x", JsonText.string("z".repeat(100_000))));

    assertThat(pattern.mismatch(event)).hasSizeLessThan(300).contains("zzz...");
  }

  @Test
  void aValueOf200CharactersIsShownWhole() {
    EventPattern pattern = EventPattern.parse("{\"x\":[\"y\"]}");
    String whole = "z".repeat(198);

    assertThat(pattern.mismatch(JsonText.object(Map.of("x", JsonText.string(whole)))))
        .isEqualTo("x is \"" + whole + "\", the pattern wants [\"y\"]");
    assertThat(pattern.mismatch(JsonText.object(Map.of("x", JsonText.string(whole + "z")))))
        .isEqualTo("x is \"" + whole + "z..., the pattern wants [\"y\"]");
  }

  @Test
  void mismatch_ofAlternatives_namesThemAll() {
    EventPattern pattern = EventPattern.parse("{\"$or\":[{\"a\":[1]},{\"source\":[\"x\"]}]}");

    assertThat(pattern.mismatch(EVENT))
        .isEqualTo("none of the alternatives of $or matches: [{\"a\":[1]},{\"source\":[\"x\"]}]");
  }

  /** A pattern of several fields, each with so many alternatives. */
  private static String combined(int... alternatives) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    for (int count : alternatives) {
      StringJoiner or = new StringJoiner(",", "[", "]");
      for (int i = 0; i < count; i++) {
        or.add("{\"a" + i + "\":[1]}");
      }
      fields.add("\"f" + fields.length() + "\":{\"$or\":" + or + "}");
    }
    return fields.toString();
  }
}
