package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String STATEMENT =
      "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}";

  /** Each case spoils the second of two statements that are else alike and well formed. */
  static Stream<Arguments> spoiled() throws IOException {
    try (InputStream in = PolicyDocumentTest.class.getResourceAsStream("/iam/malformed.json")) {
      JsonNode file = JSON.readTree(in);
      return StreamSupport.stream(file.get("cases").spliterator(), false)
          .map(one -> arguments(file, one));
    }
  }

  private static Arguments arguments(JsonNode file, JsonNode one) {
    String kind = one.get("kind").asText();
    ObjectNode good = file.get(kind).deepCopy();
    ObjectNode bad = good.deepCopy();
    bad.remove(one.path("drop").asText());
    one.path("set").properties().forEach(field -> bad.set(field.getKey(), field.getValue()));
    ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
    document.putArray("Statement").add(good.put("Sid", "First")).add(bad);
    return Arguments.of(
        one.get("message").asText(),
        PolicyDocument.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        document.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiled")
  void parse_aSpoiledStatement_saysWhereAndWhy(
      String message, PolicyDocument.Kind kind, String json) {
    assertThatThrownBy(() -> PolicyDocument.parse(json, kind))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~|the document is empty",
        "{|invalid Json",
        "[]|the document must be a JSON object",
        "{\"Version\":\"2012-10-17\"}|Statement is missing",
        "{\"Statement\":[]}|Statement is empty",
        "{\"Statement\":[5]}|a statement must be a JSON object (at Statement[0])",
        "{\"Version\":\"2012-10-18\",\"Statement\":[]}|Version '2012-10-18' must be 2012-10-17",
        "{\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\"}|Duplicate field 'Version'",
        "{\"Statement\":[]} {}|invalid Json",
        "{\"Statements\":[]}|unknown element 'Statements'"
      })
  void parse_aSpoiledDocument_saysWhereAndWhy(String json, String message) {
    assertThatThrownBy(() -> PolicyDocument.parse(json))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parse_aSidWithSpaces_isFineAtAResource() {
    String json =
        "{\"Statement\":" + STATEMENT.replace("\"Effect\"", "\"Sid\":\"a b\",\"Effect\"") + "}";

    assertThat(PolicyDocument.parse(json).json()).isEqualTo(json);
  }

  private static String with(String key) {
    return "{\"Statement\":"
        + STATEMENT.replace(
            "\"Effect\"", "\"Condition\":{\"StringEquals\":{\"" + key + "\":\"x\"}},\"Effect\"")
        + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:RequestTag/Cost Center",
        "aws:PrincipalTag/a  b/c d",
        "oidc.example.com/id/1:aud",
        "aws:PrincipalTag/team"
      })
  void parse_aKeyOfATagWithSpaces_isTaken(String key) {
    assertThat(PolicyDocument.parse(with(key)).json()).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:Source Ip",
        "aws:SourceIp ",
        "aws:RequestTag/ team",
        "aws:RequestTag/team ",
        "aws:RequestTag/a ${b}",
        "team"
      })
  void parse_aKeyWithSpacesElsewhere_isRefused(String key) {
    assertThatThrownBy(() -> PolicyDocument.parse(with(key)))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("'" + key + "'");
  }

  @Test
  void version_whenMissing_isTheOldOne() {
    assertThat(PolicyDocument.parse("{\"Statement\":" + STATEMENT + "}").version())
        .isEqualTo("2008-10-17");
  }
}
