package io.tributary.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner against Jackson, which reads the same texts elsewhere: they must agree on all. */
class JsonScannerTest {

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonText.DEEPEST).build())
          .build();

  private static boolean jacksonTakes(String text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (JsonProcessingException notJson) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertAgreed(String text) {
    assertThat(JsonText.parse(text).isPresent()).as(text).isEqualTo(jacksonTakes(text));
  }

  /** Pieces of JSON, whole and broken: most texts of them are nearly JSON. */
  @Provide
  Arbitrary<String> nearlyJson() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\n",
            "\t",
            "\"",
            "\"a\"",
            "\"a\":",
            "\"\":1",
            "\"\\u00e9\"",
            "\"\\u00g9\"",
            "\"\\x\"",
            "\"\\\"\"",
            "\\",
            "\"\u0001\"",
            "\"of 8 and more\"",
            "\"\ud83d\ude00 \u20ac \u00e9, \u00ff, more: \"",
            "abcdefgh",
            "\ud83d\ude00",
            "\u007f",
            "\u0100",
            "\ud800",
            "é",
            "0",
            "1",
            "-",
            "-1",
            "01",
            "1.",
            ".5",
            "1.50",
            "1e5",
            "1E+5",
            "1e-",
            "1e+400",
            "+1",
            "true",
            "false",
            "null",
            "nul",
            "trues",
            "NaN",
            "/*x*/",
            "'a'",
            "\u00a0",
            "\ufeff",
            "\u0000",
            "{}",
            "[]",
            "[1,2]",
            "{\"a\":[{}]}");
    return piece.list().ofMinSize(1).ofMaxSize(7).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 20_000)
  void nearlyJson_isTakenWhenJacksonTakesIt(@ForAll("nearlyJson") String text) {
    assertAgreed(text);
  }

  @Property(tries = 20_000)
  void nearlyJsonWithinAnArrayAndAnObject_isTakenWhenJacksonTakesIt(
      @ForAll("nearlyJson") String text) {
    assertAgreed("[" + text + "]");
    assertAgreed("{\"a\": [ " + text + " ] }");
    assertAgreed("{" + text + "}");
    assertAgreed("\"" + text + "\"");
  }

  /** An example event, with one character changed. */
  @Property(tries = 20_000)
  void aChangedEvent_isTakenWhenJacksonTakesIt(@ForAll int where, @ForAll("changes") char change) {
    String event =
        """
        { "event": { "name": "basket_\\u00fcpdated", "price": -1.50e+3, "gone": null,
          "items": [ 1, true, { "id": "\\n" }, [], {} ] } }""";
    int at = Math.floorMod(where, event.length());
    assertAgreed(event.substring(0, at) + change + event.substring(at + 1));
    assertAgreed(event.substring(0, at) + event.substring(at + 1));
  }

  @Provide
  Arbitrary<Character> changes() {
    return Arbitraries.of(
        '{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n', '0', '9', '-', '+', '.', 'e', 'E', 'u',
        't', '\u0000', '\u001f', '\u00e9');
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1_000, 1_001})
  void numbers_haveAsManyDigitsAsJacksonTakes(int digits) {
    String many = "7".repeat(digits - 2);
    assertAgreed("77" + many);
    assertAgreed("-77" + many);
    assertAgreed("[77" + many + "]");
    assertAgreed("[7.7" + many + "]");
    assertAgreed("[-7e" + "0".repeat(digits - 1) + "]");
    assertAgreed("[7.7e-" + many + "]");
    assertAgreed("[" + "0,".repeat(20_000) + "77" + many + "]");
    // Whole numbers only: of others that cross the end of its buffer Jackson takes a digit more,
    // and
    // how long that buffer is depends on what was read before.
    assertAgreed("[" + "0,".repeat(20_000) + "-77" + many + "]");
  }

  @ParameterizedTest
  @ValueSource(ints = {49_999, 50_000, 50_001})
  void names_areAsLongAsJacksonTakes(int length) {
    assertAgreed("{\"" + "n".repeat(length) + "\":1}");
    assertAgreed("{\"" + "n".repeat(length - 1) + "\\u006e\":1}");
    assertAgreed("{\"" + "\\n".repeat(length) + "\":1}");
  }

  @ParameterizedTest
  @ValueSource(ints = {JsonText.DEEPEST, JsonText.DEEPEST + 1})
  void values_areNestedAsDeepAsJacksonTakes(int levels) {
    assertAgreed("[".repeat(levels) + "]".repeat(levels));
    assertAgreed("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
  }
}
