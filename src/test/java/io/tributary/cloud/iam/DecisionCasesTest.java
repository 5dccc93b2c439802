package io.tributary.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Decisions as AWS documents them. The cases are data: each names the request, the policies and the
 * cause that the decision must have; each file names the AWS page that it follows.
 */
class DecisionCasesTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> FILES =
      List.of("accounts", "principals", "conditions", "elements", "variables", "trust");

  static Stream<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (String file : FILES) {
      try (InputStream in = DecisionCasesTest.class.getResourceAsStream("/iam/" + file + ".json")) {
        JsonNode content = JSON.readTree(in);
        JsonNode defaults = content.get("defaults");
        content
            .get("cases")
            .forEach(
                one ->
                    cases.add(
                        Arguments.of(
                            file + ": " + one.get("name").asText(), merged(defaults, one))));
      }
    }
    return cases.stream();
  }

  private static JsonNode merged(JsonNode defaults, JsonNode one) {
    ObjectNode all = defaults.deepCopy();
    all.setAll((ObjectNode) one);
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decide_asDocumented(String name, JsonNode one) {
    Decision decision = new DecisionCase(one).decide();

    assertThat(decision.cause()).isEqualTo(Decision.Cause.valueOf(one.get("expect").asText()));
    assertThat(decision.allowed()).isEqualTo(decision.cause() == Decision.Cause.ALLOWED);
  }
}
