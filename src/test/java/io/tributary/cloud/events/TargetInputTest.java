package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.DLQ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.Target;

class TargetInputTest {

  private final EventsFixture fixture = new EventsFixture().rule("{\"source\":[\"shop\"]}");

  static Stream<Arguments> cases() throws IOException {
    try (InputStream data = TargetInputTest.class.getResourceAsStream("input-cases.json")) {
      JsonNode cases = new ObjectMapper().readTree(data);
      return StreamSupport.stream(cases.spliterator(), false)
          .map(one -> Arguments.of(one.get("name").asText(), one));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void input_isAsExpected(String name, JsonNode one) {
    fixture.target(target -> target(target, one));

    fixture.put(
        EventsFixture.entry(one.get("detail").asText())
            .time(Instant.parse("2020-01-01T00:00:00Z"))
            .build());

    if (one.get("expected").isNull()) {
      assertThat(fixture.bodies()).isEmpty();
      assertThat(fixture.hops(Step.TARGET_DELIVER))
          .extracting(Hop::outcome)
          .containsExactly(Outcome.FAILED, Outcome.DEAD_LETTERED);
    } else {
      String id = fixture.hops(Step.EVENTS_PUT).get(0).id();
      assertThat(fixture.bodies()).containsExactly(one.get("expected").asText().replace("ID", id));
    }
  }

  private static Target.Builder target(Target.Builder target, JsonNode one) {
    target.deadLetterConfig(dlq -> dlq.arn(DLQ));
    if (one.has("input")) {
      target.input(one.get("input").asText());
    }
    if (one.has("inputPath")) {
      target.inputPath(one.get("inputPath").asText());
    }
    if (one.has("template")) {
      Map<String, String> paths = new LinkedHashMap<>();
      one.path("paths").properties().forEach(p -> paths.put(p.getKey(), p.getValue().asText()));
      target.inputTransformer(
          t -> t.inputPathsMap(paths).inputTemplate(one.get("template").asText()));
    }
    return target;
  }

  private void assertRefused(UnaryOperator<Target.Builder> target, String message) {
    assertThatThrownBy(() -> fixture.target(target))
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("ValidationException"))
        .hasMessageContaining(message);
  }

  @Test
  void twoInputs_areRefused() {
    assertRefused(
        t -> t.input("{}").inputPath("$.detail"),
        "Only one of Input, InputPath, or InputTransformer must be provided for target target.");
  }

  @Test
  void undefinedPlaceholder_isRefused() {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate("{\"a\": <nowhere>}")),
        "InputTemplate for target target contains invalid placeholder nowhere.");
  }

  @Test
  void templateThatCanNeverBeJson_isRefused() {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate("{\"a\": }")),
        "Invalid InputTemplate for target target");
  }

  @Test
  void textTemplateWithoutQuotes_isRefused() {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate("order <aws.events.rule-name>")),
        "Invalid InputTemplate for target target");
  }

  @Test
  void textTemplateWithOneLineOutsideQuotes_isRefused() {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate("\"one\"\ntwo")),
        "Invalid InputTemplate for target target");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"got <aws.events.event.json>\"",
        "\"got <aws.events.event>\"",
        "\"got\" <aws.events.event>"
      })
  void theWholeEventWithinText_isRefused(String template) {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate(template)),
        "it can only be the value of a JSON field, as in {\"event\": <aws.events.event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.events.event", "aws.events.event.json"})
  void theWholeEventWithinQuotes_isRefused(String variable) {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate("{\"raw\": \"<" + variable + ">\"}")),
        "<" + variable + "> stands within text");
  }

  @Test
  void theWholeEventAsAnElement_isTaken() {
    fixture.target(
        t -> t.inputTransformer(i -> i.inputTemplate("{\"all\": [<aws.events.event.json>]}")));

    fixture.put("{}");

    assertThat(fixture.bodies().get(0)).startsWith("{\"all\":[{\"version\":\"0\",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"<k>\": 1}",
        "{\"a \\\" <k>: \\\" b\" : 1}",
        "{\"a\": [{\"<k><k>\": \"<k>\"}]}"
      })
  void aPlaceholderAsAFieldsName_isRefused(String template) {
    assertRefused(
        t ->
            t.inputTransformer(
                i -> i.inputPathsMap(Map.of("k", "$.detail.kind")).inputTemplate(template)),
        "the placeholder <k> cannot be used as an object key");
  }

  @Test
  void aPlaceholderBeforeAColonWithinAText_isTaken() {
    fixture.target(
        t ->
            t.inputTransformer(
                i ->
                    i.inputPathsMap(Map.of("k", "$.detail.kind"))
                        .inputTemplate("{\"a\": \"<k>\\\":\", \"b\": \"<k>\", \"c\": 1}")));

    fixture.put("{\"kind\":\"order\"}");

    assertThat(fixture.bodies()).containsExactly("{\"a\":\"order\\\":\",\"b\":\"order\",\"c\":1}");
  }

  @Test
  void textTemplateWithABlankLine_isTaken() {
    fixture.target(t -> t.inputTransformer(i -> i.inputTemplate("\"one\"\n \n\"two\"")));

    fixture.put("{}");

    assertThat(fixture.bodies()).containsExactly("\"one\"\n \n\"two\"");
  }

  @Test
  void pathOutsideTheSupportedSyntax_isRefusedWithWhatIs() {
    assertRefused(t -> t.inputPath("$..a"), "write $.name.name");
  }

  @Test
  void inputThatIsNotJson_isRefused() {
    assertRefused(t -> t.input("text"), "is not valid JSON");
  }

  @Test
  void hundredPaths_areTheMost() {
    fixture.target(t -> t.inputTransformer(i -> i.inputPathsMap(paths(100)).inputTemplate("1")));

    assertRefused(
        t -> t.inputTransformer(i -> i.inputPathsMap(paths(101)).inputTemplate("1")),
        "Member must have length less than or equal to 100");
  }

  private static Map<String, String> paths(int count) {
    Map<String, String> paths = new LinkedHashMap<>();
    IntStream.range(0, count).forEach(i -> paths.put("p" + i, "$.detail"));
    return paths;
  }

  @Test
  void transformerWithoutATemplate_isRefusedAtItsField() {
    assertRefused(
        t -> t.inputTransformer(i -> i.inputPathsMap(paths(1))),
        "at 'targets.member.inputTransformer.inputTemplate' failed to satisfy constraint: Member"
            + " must not be null");
  }

  @Test
  void template_mayHave8192Characters() {
    String longest = "\"" + "x".repeat(8_190) + "\"";
    fixture.target(t -> t.inputTransformer(i -> i.inputTemplate(longest)));

    assertRefused(
        t -> t.inputTransformer(i -> i.inputTemplate(longest + " ")),
        "Member must have length less than or equal to 8192");
  }

  @Test
  void transformedText_standsInTheJournal() {
    fixture.target(t -> t.input("{\"constant\":true}"));

    fixture.put("{}");

    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::payload)
        .containsExactly("{\"constant\":true}");
  }
}
