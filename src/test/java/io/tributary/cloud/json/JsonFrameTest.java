package io.tributary.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrameTest {

  /** An open place is written as an underscore. */
  private static List<String> stretches(String frame) {
    return List.of(frame.split("_", -1));
  }

  private static JsonText fill(String frame, String... values) {
    JsonText[] texts = new JsonText[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = JsonText.parse(values[i]).orElseThrow();
    }
    return JsonFrame.of(stretches(frame)).orElseThrow().fill(texts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_",
        "{\"a\":\"_\"}",
        "{\"a\":\"x _ y\"}",
        "{_:1}",
        "{\"a\":1_}",
        "{\"a\":_1}",
        "{\"a\":-_}",
        "{\"a\":nu_}",
        "{\"a\":_",
        "{\"a\":_ _}",
        "\"no container\"",
        ""
      })
  void of_whatIsNotAlwaysAnObjectOrArrayOnceFilled_isEmpty(String frame) {
    assertThat(JsonFrame.of(stretches(frame))).isEmpty();
  }

  @Test
  void fill_putsTheValuesInToTheLetter() {
    assertThat(fill("{ \"a\": _, \"b\": [_] }", "1.50", "{\"x\" : 1}").text())
        .isEqualTo("{ \"a\": 1.50, \"b\": [{\"x\" : 1}] }");
  }

  @Test
  void fill_leavesSpaceAroundTheFrameAway() {
    assertThat(fill(" \n{\"a\":_} ", "1").text()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\" a \\\" b \"", "{ \"x\" : [ 1, 2 ] }", "[]", "1.50"})
  void fill_knowsTheCompactTextOfTheWhole(String value) {
    JsonText filled = fill("{ \"a b\": _ }", value);

    assertThat(filled.compact()).isEqualTo(JsonText.withoutSpace(filled.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "[]", "[[{\"x\":[]}]]"})
  void fill_knowsHowDeepTheWholeIsNested(String value) {
    JsonText filled = fill("{\"a\":[_]}", value);

    assertThat(filled.levels()).isEqualTo(new JsonText(filled.text()).levels());
  }

  @Test
  void fill_ofAFrameWithoutOpenPlaces_isItsText() {
    assertThat(fill("{\"a\": 1}").text()).isEqualTo("{\"a\": 1}");
  }
}
