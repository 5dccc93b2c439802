package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.pattern.InvalidPatternException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cases of docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html and
 * eb-create-pattern-operators.html.
 */
class PipeFilterTest {

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    JsonNode all =
        new ObjectMapper().readTree(PipeFilterTest.class.getResource("filter-cases.json"));
    for (JsonNode one : all) {
      cases.add(
          Arguments.of(
              one.get("name").asText(),
              one.get("pattern").toString(),
              one.get("body").asText(),
              one.get("matches").asBoolean(),
              one.path("because").asText()));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void matches_asAwsDocuments(
      String name, String pattern, String body, boolean matches, String because) {
    PipeFilter filter = PipeFilter.parse(pattern);
    SqsRecord record = Records.withBody(body);

    assertThat(matches(filter, body)).isEqualTo(matches);
    if (!matches) {
      assertThat(filter.mismatch(record, record.filterable())).contains(because);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "awsRegion",
        "eventSource",
        "eventSourceARN",
        "eventVersion",
        "eventID",
        "eventName",
        "invokeIdentityArn",
        "eventSourceKey"
      })
  void parse_aFieldThatCannotBeFilteredBy_isRefusedByName(String field) {
    assertThatThrownBy(() -> PipeFilter.parse("{\"" + field + "\":[\"x\"]}"))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("pipes cannot filter by " + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"$or":[{"awsRegion":["x"]},{"messageId":["y"]}]}                    | awsRegion
          {"messageId":["y"],"$or":[{"body":["x"]},{"eventSourceARN":["y"]}]}  | eventSourceARN
          {"$or":[{"body":["x"]},{"$or":[{"body":["y"]},{"eventID":["z"]}]}]}  | eventID
          """)
  void parse_aFieldThatCannotBeFilteredByInAnAlternative_isRefusedByName(
      String pattern, String field) {
    assertThatThrownBy(() -> PipeFilter.parse(pattern))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("pipes cannot filter by " + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"body":{"a":[{"wildcard":"x*"}]}}                            | wildcard
          {"body":{"a":["b",{"anything-but":{"prefix":"x"}}]}}          | anything-but with prefix
          {"body":{"$or":[{"a":[{"anything-but":{"suffix":"x"}}]},{"b":[1]}]}} | anything-but with suffix
          """)
  void parse_anOperatorThatOnlyRulesHave_isRefusedByName(String pattern, String operator) {
    assertThatThrownBy(() -> PipeFilter.parse(pattern))
        .isInstanceOf(InvalidPatternException.class)
        .hasMessageContaining("pipes have no operator " + operator);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\":{\"awsRegion\":[\"x\"]}}",
        "{\"body\":{\"$or\":[{\"eventName\":[\"x\"]},{\"b\":[1]}]}}",
        "{\"$or\":[{\"body\":{\"eventName\":[\"x\"]}},{\"messageId\":[\"y\"]}]}"
      })
  void parse_aFieldOfTheBodyNamedLikeOneThatCannotBeFilteredBy_isTaken(String pattern) {
    assertThat(PipeFilter.parse(pattern).json()).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"body":{"anything-but":[1]}}  | {"anything-but":1}  | {"anything-but":2}
          {"body":{"anything-but":[1]}}  | {"anything-but":1}  | {"a":2}
          {"body":{"wildcard":["x"]}}    | {"wildcard":"x"}    | {"wildcard":"y"}
          """)
  void matches_aFieldNamedLikeAnOperator_isAField(String pattern, String fits, String other) {
    PipeFilter filter = PipeFilter.parse(pattern);

    assertThat(matches(filter, fits)).isTrue();
    assertThat(matches(filter, other)).isFalse();
  }

  private static boolean matches(PipeFilter filter, String body) {
    SqsRecord record = Records.withBody(body);
    return filter.matches(record, record.filterable());
  }
}
