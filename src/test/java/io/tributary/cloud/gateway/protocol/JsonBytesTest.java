package io.tributary.cloud.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written against what Jackson writes: to the byte the same, but that Jackson writes most
 * characters beyond U+FFFF as two escapes.
 */
class JsonBytesTest {

  private static final JsonFactory JACKSON = new JsonFactory();

  private static final String BEYOND = "\ud83d\ude00";

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String jacksons(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JACKSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\\uD83D\\uDE00", BEYOND);
  }

  private static String written(JsonBytes json) {
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Of what is escaped and what is not, of one to four bytes, longer than any first buffer. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.of("\"", "\\", "/", "plain", "\n", "\u0001", "\u001f", "\u007f", "\u00e9");
    Arbitrary<String> wide = Arbitraries.of("\u20ac", BEYOND, "\uffff", "\0", "\t\b\f\r");
    return Arbitraries.oneOf(piece, wide).list().ofMaxSize(3_000).map(it -> String.join("", it));
  }

  @Property(tries = 300)
  void strings_are_escaped_as_by_jackson(@ForAll("texts") String text) {
    JsonBytes json = new JsonBytes();
    json.string(text);
    assertThat(written(json)).isEqualTo(jacksons(it -> it.writeString(text)));
  }

  @Property
  void numbers_are_written_as_by_jackson(@ForAll double number) {
    JsonBytes json = new JsonBytes();
    json.number(number, Double.toString(number));
    assertThat(written(json)).isEqualTo(jacksons(it -> it.writeNumber(number)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0})
  void what_is_no_number_is_a_string(double number) {
    numbers_are_written_as_by_jackson(number);
  }

  @Property
  void bytes_are_written_as_by_jackson(@ForAll byte[] bytes) {
    JsonBytes json = new JsonBytes();
    json.base64(bytes);
    assertThat(written(json)).isEqualTo(jacksons(it -> it.writeBinary(bytes)));
  }

  @Test
  void commas_stand_between_values_and_nowhere_else() {
    JsonBytes json = new JsonBytes();
    json.open('[');
    json.open('{');
    json.member(JsonBytes.name("none"));
    json.open('[');
    json.close(']');
    json.member(JsonBytes.name("all \"three\""));
    json.open('[');
    json.string("[");
    json.string("{:");
    json.literal("true");
    json.close(']');
    json.close('}');
    json.open('{');
    json.close('}');
    json.close(']');
    assertThat(written(json))
        .isEqualTo("[{\"none\":[],\"all \\\"three\\\"\":[\"[\",\"{:\",true]},{}]");
  }
}
