package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which JSON is a part of which. */
class JsonTokensTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\":{\"a\":1.50}}       | { \"a\" : 1.50 }",
        "[{\"a\":\"\\u00e9\"},2]    | {\"a\":\"é\"}",
        "{\"a\":{\"b\":1,\"b\":2}}  | {\"b\":1, \"b\":2}",
        "{\"a\":\"text\"}           | \"text\""
      })
  void whiteSpaceAndEscapes_makeNoDifference(String whole, String part) {
    assertThat(contains(whole, part)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\":{\"a\":1.5}}   | {\"a\":1.50}",
        "{\"x\":{\"a\":1e-7}}  | {\"a\":1.0E-7}",
        "{\"a\":{\"b\":2}}     | {\"b\":1, \"b\":2}",
        "{\"text\":1}          | \"text\"",
        "{\"a\":\"1\"}         | 1",
        "[11]                  | 1"
      })
  void digitsMembersAndKinds_makeADifference(String whole, String part) {
    assertThat(contains(whole, part)).isFalse();
  }

  @Test
  void aTextThatIsNotJson_hasNoTokens() {
    assertThat(JsonTokens.of("no JSON at all: \"x\" \\ {")).isEmpty();
  }

  private static boolean contains(String whole, String part) {
    return JsonTokens.of(whole).orElseThrow().contain(JsonTokens.of(part).orElseThrow());
  }
}
