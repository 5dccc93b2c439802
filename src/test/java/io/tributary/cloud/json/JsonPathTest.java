package io.tributary.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  private static final JsonText ORDER =
      JsonText.parse(
              "{\"id\":7.0,\"lines\":[{\"sku\":\"a-1\"},{\"sku\":\"b\",\"n\":2}],\"a/b\":null}")
          .orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.id|7.0",
        "$.lines[1].sku|\"b\"",
        "$.a/b|null",
        "$.lines[*].sku|[\"a-1\",\"b\"]",
        "$.lines[*].n|[2]"
      })
  void read_followsThePath(String path, String expected) {
    assertThat(JsonPath.parse(path).orElseThrow().read(ORDER))
        .contains(JsonText.parse(expected).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.other", "$.lines[2]", "$.id.x", "$.id[0]", "$.lines.sku", "$.id[*]"})
  void read_ofWhatIsNotThere_isEmpty(String path) {
    assertThat(JsonPath.parse(path).orElseThrow().read(ORDER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id", "$id", "$.", "$..id", "$.a[", "$.a[-1]", "$.a b", "$['a']"})
  void parse_ofWhatIsNoPath_isEmpty(String path) {
    assertThat(JsonPath.parse(path)).isEmpty();
  }
}
