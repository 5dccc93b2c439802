package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final String LONG = "x".repeat(100_000);

  @Test
  void aShortText_isQuotedWhole() {
    assertThat(Excerpt.of("a\u001b\"b")).isEqualTo("\"a\\u001B\\\"b\"");
  }

  @Test
  void aLongText_isItsBegin() {
    assertThat(Excerpt.of(LONG)).isEqualTo('"' + "x".repeat(120) + "\"...");
  }

  @Test
  void aLongEventOfEventBridge_isTheBeginOfItsDetail() {
    String event = "{\"id\":\"%s\",\"detail-type\":\"a\",\"detail\":{\"b\":1}}".formatted(LONG);

    assertThat(Excerpt.ofBody(event)).isEqualTo("...\"\\\"detail\\\":{\\\"b\\\":1}}\"");
    assertThat(Excerpt.ofBody("{\"detail\":1}")).isEqualTo("\"{\\\"detail\\\":1}\"");
  }

  @Test
  void aDifference_isShownWithWhatStandsAround() {
    String published = "{\"a\":1.50,\"b\":\"" + LONG + "\"}";
    String received = "{\"detail\":{\"a\":1.5,\"b\":\"" + LONG + "\"}}";

    assertThat(Excerpt.difference(published, received))
        .startsWith("\"{\\\"detail\\\":{\\\"a\\\":1.5,\\\"b\\\":")
        .contains("\"... instead of \"{\\\"a\\\":1.50,\\\"b\\\":")
        .hasSizeLessThan(400);
  }

  @Test
  void aDifferenceDeepInALongText_isFound() {
    assertThat(Excerpt.difference("{" + LONG + "1" + LONG, "{" + LONG + "2" + LONG))
        .isEqualTo(
            "...\"%1$s2%2$s\"... instead of ...\"%1$s1%2$s\"..."
                .formatted("x".repeat(60), "x".repeat(59)));
  }

  @Test
  void aTextCutShort_differsAtItsEnd() {
    assertThat(Excerpt.difference("abc", "ab")).isEqualTo("\"ab\" instead of \"abc\"");
  }
}
