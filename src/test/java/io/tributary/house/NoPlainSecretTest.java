package io.tributary.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.local.Stack;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each text is put together here, so that no scanner takes this file for a leak. */
class NoPlainSecretTest {

  private static final Stack STACK =
      new Stack("shop", "dev", "aws", "536697261635", "eu-west-1", "jane");

  private static List<Finding> findings(Map<String, Object> inputs, Set<String> secrets) {
    var dashboard =
        new GraphResource(
            "urn",
            "aws:cloudwatch/dashboard:Dashboard",
            "orders",
            null,
            true,
            Set.of(),
            Map.of(),
            secrets,
            inputs,
            Map.of("dashboardName", "jane-orders"),
            Set.of(),
            false);
    var graph = new ResourceGraph(STACK, List.of(dashboard), Map.of());
    return HouseRules.check(graph, Waivers.none(), LocalDate.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id AKIA|IOSFODNN7EXAMPLE used",
        "ASIA|IOSFODNN7EXAMPLE",
        "-----BEGIN RSA |PRIVATE KEY-----",
        "-----BEGIN |PRIVATE KEY-----",
        "gh|p_0123456789abcdefghijABCDEFGHIJ012345",
        "github|_pat_0123456789abcdefghijAB",
        "xox|b-1234567890-abc",
        "eyJ|hbGciOiJI.eyJ|zdWIiOiIx.SflKxw",
        "https://jane:|opensesame@example.org/",
        "wJalrXUtnFEMI/K7MDENG/|bPxRfiCYEXAMPLEKEY"
      })
  void aValueOfAKnownShape_isFoundAndNeverShown(String split) {
    String secret = split.replace("|", "");

    assertThat(findings(Map.of("dashboardBody", secret), Set.of()))
        .singleElement()
        .satisfies(it -> assertThat(it.rule().id()).isEqualTo("no-plain-secret"))
        .satisfies(it -> assertThat(it.toString()).doesNotContain(secret));
  }

  @Test
  void aSecretMarkedAsOne_isNoFinding() {
    assertThat(
            findings(Map.of("dashboardBody", "AKIA" + "IOSFODNN7EXAMPLE"), Set.of("dashboardBody")))
        .isEmpty();
  }

  @Test
  void aSecretDeepInside_isFoundWithItsPlace() {
    Map<String, Object> inputs = Map.of("body", List.of(Map.of("dbPassword", "sesame")));

    assertThat(findings(inputs, Set.of()))
        .extracting(Finding::problem)
        .containsExactly("the input body.dbPassword, of 6 characters, is by its name a secret");
  }

  @Test
  void anEmptyPassword_isNoFinding() {
    assertThat(findings(Map.of("password", ""), Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sqs:eu-west-1:536697261635:jane-checkout-events-dlq",
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html",
        "692AFD4F-D667-4517-829A-5F88F3430D27",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "AllowEventsFromBasketAndCheckoutTopics2",
        "AKIA is how access keys begin"
      })
  void whatOnlyLooksLong_isNoFinding(String text) {
    assertThat(findings(Map.of("dashboardBody", text), Set.of())).isEmpty();
  }
}
