package io.tributary.cloud.iam.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.DecisionCase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the drawn cases reach. */
class CaseGeneratorTest {

  private static final List<ObjectNode> CASES =
      Stream.generate(new CaseGenerator(1)::next).limit(6_000).toList();

  @Test
  void theSameSeed_drawsTheSameCases() {
    assertThat(Stream.generate(new CaseGenerator(1)::next).limit(50).toList())
        .isEqualTo(CASES.subList(0, 50));
  }

  @Test
  void everyOperatorIsThere_inEveryForm() {
    Set<String> expected = new TreeSet<>(Set.of("Null"));
    for (String operator : DecisionCase.operators()) {
      if (!operator.equals("Null")) {
        for (String prefix : List.of("", "ForAllValues:", "ForAnyValue:")) {
          expected.addAll(List.of(prefix + operator, prefix + operator + "IfExists"));
        }
      }
    }

    assertThat(operators()).isEqualTo(expected);
  }

  private static Set<String> operators() {
    Set<String> operators = new TreeSet<>();
    for (JsonNode one : CASES) {
      for (JsonNode block : one.findValues("Condition")) {
        block.fieldNames().forEachRemaining(operators::add);
      }
    }
    return operators;
  }

  @Test
  void everyVariableIsThere() {
    String all = CASES.toString();
    assertThat(TextGenerator.VARIABLES)
        .allSatisfy(key -> assertThat(all.contains("${" + key)).as(key).isTrue());
  }

  @Test
  void everyElementAndKindOfPrincipalIsThere() {
    for (String element :
        List.of("NotAction", "NotResource", "NotPrincipal", "boundary", "Service", "Federated")) {
      assertThat(CASES).anySatisfy(one -> assertThat(one.findValue(element)).isNotNull());
    }
    for (String caller : List.of("root", "user", "session", "service")) {
      for (String account : List.of(DecisionCase.ACCOUNT, CaseGenerator.OTHER_ACCOUNT)) {
        assertThat(CASES)
            .anySatisfy(
                one -> {
                  assertThat(one.get("principal").asText()).startsWith(caller);
                  assertThat(one.get("principalAccount").asText()).isEqualTo(account);
                });
      }
    }
  }

  @Test
  void aboutHalfOfTheCasesAreAllowed() {
    long allowed = CASES.stream().filter(one -> new DecisionCase(one).decide().allowed()).count();

    assertThat(allowed).isBetween(CASES.size() * 40L / 100, CASES.size() * 60L / 100);
  }
}
