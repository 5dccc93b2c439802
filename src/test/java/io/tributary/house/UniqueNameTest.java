package io.tributary.house;

import static io.tributary.house.EachRuleTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two resources of one name, of which AWS makes one or refuses one. */
class UniqueNameTest {

  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String ROLE = "aws:iam/role:Role";
  private static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

  private static ResourceGraph purchases;

  @BeforeAll
  static void record() {
    purchases =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:debugRule", "true")));
  }

  private static List<Finding> found(ResourceGraph graph) {
    return HouseRules.check(graph, Waivers.none(), LocalDate.parse("2026-11-21")).stream()
        .filter(finding -> finding.rule().id().equals("unique-name"))
        .toList();
  }

  private static Object input(String type, String name, String input) {
    return purchases.named(type, name).inputs().get(input);
  }

  private static String secondNamedAs(String type, String first, String second, String input) {
    ResourceGraph graph = with(purchases, type, second, input, input(type, first, input));
    List<Finding> found = found(graph);
    assertThat(found).extracting(Finding::name).containsExactly(second);
    return found.get(0).problem();
  }

  @Test
  void twoRulesOfOneNameOnOneBus_areFoundByTheNamesOfBoth() {
    assertThat(secondNamedAs(RULE, "purchase-events-debug-rule", "purchase-events-rule", "name"))
        .isEqualTo(
            "the rule is named 'jane-purchase-events-debug' on bus jane-domain-events, as that of"
                + " purchase-events-debug-rule: AWS replaces the one by the other");
  }

  @Test
  void rulesOfOneNameOnTwoBuses_areTwo() {
    ResourceGraph graph =
        with(
            purchases,
            RULE,
            "purchase-events-rule",
            "name",
            input(RULE, "purchase-events-debug-rule", "name"));

    assertThat(found(with(graph, RULE, "purchase-events-rule", "eventBusName", "default")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:sqs/queue:Queue, basket-events, checkout-events, name,"
        + " 'takes the two for one, or refuses the second where it differs'",
    "aws:pipes/pipe:Pipe, basket-events, checkout-events, name, refuses the second",
    "aws:cloudwatch/logGroup:LogGroup, basket-events-logs, checkout-events-logs, name,"
        + " refuses the second"
  })
  void theSecond_isToldWithWhatAwsDoesWithIt(
      String type, String first, String second, String input, String fate) {
    assertThat(secondNamedAs(type, first, second, input)).endsWith(": AWS " + fate);
  }

  @Test
  void twoAlarmsOfOneName_replaceEachOther() {
    String type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    List<String> alarms = purchases.ofType(type).map(GraphResource::name).toList();

    assertThat(secondNamedAs(type, alarms.get(0), alarms.get(1), "name"))
        .endsWith(": AWS replaces the one by the other");
  }

  @Test
  void rolesThatDifferInCaseOnly_areFound() {
    String name = ((String) input(ROLE, "basket-events-role", "name"));
    ResourceGraph graph =
        with(
            purchases,
            ROLE,
            "checkout-events-role",
            "name",
            "jane-" + name.substring("jane-".length()).toUpperCase());

    assertThat(found(graph))
        .singleElement()
        .extracting(Finding::problem)
        .asString()
        .endsWith(", as that of basket-events-role: AWS refuses the second");
  }

  @Test
  void queuesThatDifferInCaseOnly_areTwo() {
    assertThat(
            found(
                with(
                    purchases,
                    "aws:sqs/queue:Queue",
                    "checkout-events",
                    "name",
                    "jane-Basket-Events")))
        .isEmpty();
  }

  @Test
  void twoTargetsOfOneRuleWithOneId_areFound() {
    ResourceGraph graph =
        with(
            with(
                purchases,
                TARGET,
                "purchase-events-debug-target",
                "rule",
                input(TARGET, "purchase-events-target", "rule")),
            TARGET,
            "purchase-events-debug-target",
            "targetId",
            input(TARGET, "purchase-events-target", "targetId"));

    assertThat(found(graph))
        .singleElement()
        .extracting(Finding::problem)
        .asString()
        .contains(" in rule jane-domain-events/jane-purchase-events, as that of ");
  }

  @Test
  void targetsWithOneIdInTwoRules_areTwo() {
    Object id = input(TARGET, "purchase-events-target", "targetId");

    assertThat(found(with(purchases, TARGET, "purchase-events-debug-target", "targetId", id)))
        .isEmpty();
  }

  @Test
  void twoInlinePoliciesOfOneNameInOneRole_areFound() {
    Object name = input(ROLE_POLICY, "basket-events-role-policy", "name");
    ResourceGraph sameName =
        with(purchases, ROLE_POLICY, "checkout-events-role-policy", "name", name);
    Object role = input(ROLE_POLICY, "basket-events-role-policy", "role");

    assertThat(found(sameName)).isEmpty();
    assertThat(found(with(sameName, ROLE_POLICY, "checkout-events-role-policy", "role", role)))
        .singleElement()
        .extracting(Finding::problem)
        .asString()
        .contains(" in role " + role + ", as that of basket-events-role-policy: AWS replaces");
  }
}
