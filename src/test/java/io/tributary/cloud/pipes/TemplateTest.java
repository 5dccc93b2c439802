package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

  private static final Template.Context CONTEXT =
      new Template.Context(
          Records.ACCOUNT.arn("pipes", "pipe/orders"),
          "orders",
          Records.QUEUE,
          Records.ACCOUNT.arn("events", "event-bus/domain"),
          Instant.parse("2025-01-15T12:09:37Z"));

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    JsonNode all =
        new ObjectMapper().readTree(TemplateTest.class.getResource("template-cases.json"));
    for (JsonNode one : all) {
      cases.add(
          Arguments.of(
              one.get("name").asText(),
              one.get("template").asText(),
              one.get("body").asText(),
              one.get("result").asText()));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void apply_putsTheRecordsValuesIn(String name, String template, String body, String result) {
    assertThat(Template.parse(template).apply(Records.withBody(body), CONTEXT)).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void applyJson_isTheResultReadAsJson(String name, String template, String body, String result) {
    assertThat(Template.parse(template).applyJson(Records.withBody(body), CONTEXT))
        .isEqualTo(JsonText.parse(result));
  }

  @Test
  void applyJson_ofABodyNestedAsDeepAsFits_isThere() {
    assertThat(applyTo("[".repeat(JsonText.DEEPEST - 1) + "]".repeat(JsonText.DEEPEST - 1)))
        .isPresent();
  }

  @Test
  void applyJson_ofABodyThatIsNestedTooDeepInTheTemplate_isEmpty() {
    assertThat(applyTo("[".repeat(JsonText.DEEPEST) + "]".repeat(JsonText.DEEPEST))).isEmpty();
  }

  private static Optional<JsonText> applyTo(String body) {
    return Template.parse("{\"a\": <$.body>}").applyJson(Records.withBody(body), CONTEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": <$.body             | has no closing >
          {"a": <$.body[>}          | <$.body[> is no JSON path
          {"a": <$.body..x>}        | <$.body..x> is no JSON path
          {"a": <$.body[?(@.x)]>}   | <$.body[?(@.x)]> is no JSON path
          {"a": <aws.pipes.foo>}    | <aws.pipes.foo> is no variable of pipes: use one of <aws.pipes.pipe-arn>
          {"a": <aws.events.event>} | <aws.events.event> is no variable of pipes
          """)
  void parse_aPlaceholderThatPipesDoNotKnow_isRefusedByName(String template, String problem) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void theRecordAsJsonWithinAString_isRefused() {
    assertThatThrownBy(() -> Template.parse("{\"text\": \"got <aws.pipes.event.json>\"}"))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessage(
            "<aws.pipes.event.json> stands within text, where nothing escapes it: it can only be"
                + " the value of a JSON field, as in {\"event\": <aws.pipes.event.json>}");
  }

  @Test
  void theRecordAsTextWithinAString_isTaken() {
    assertThat(
            Template.parse("{\"text\": \"got <aws.pipes.event>\"}")
                .applyJson(Records.withBody("x"), CONTEXT))
        .isPresent();
  }

  @Test
  void parse_aTemplateWithoutPlaceholders_isThatText() {
    assertThat(Template.parse("{\"a\": 1}").apply(Records.withBody("x"), CONTEXT))
        .isEqualTo("{\"a\": 1}");
  }
}
