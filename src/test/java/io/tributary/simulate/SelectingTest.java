package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tributary.local.DeploymentFailedException;
import io.tributary.local.ResourceGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs a simulation can follow. */
class SelectingTest {

  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";

  private static ResourceGraph templated(ResourceGraph graph, String pipe, String template) {
    Map<String, Object> target = new HashMap<>();
    ((Map<?, ?>) graph.named(PIPE, pipe).inputs().get("targetParameters"))
        .forEach((name, value) -> target.put(name.toString(), value));
    target.put("inputTemplate", template);
    return Purchases.with(graph, PIPE, pipe, Map.of("targetParameters", target));
  }

  private static ResourceGraph templated(String template) {
    return templated(Purchases.GRAPH, "basket-events", template);
  }

  private static ResourceGraph targeted(Map<String, Object> inputs) {
    return Purchases.with(TARGET, "purchase-events-target", inputs);
  }

  private static void assertFollowed(ResourceGraph graph) {
    assertThat(Purchases.simulation(graph).refusal()).isEmpty();
  }

  private static void assertRefused(ResourceGraph graph, String places) {
    assertRefused(Purchases.simulation(graph), places);
  }

  private static void assertRefused(Simulation simulation, String places) {
    assertThat(simulation.refusal())
        .get(STRING)
        .contains("passes on only parts of them: " + places + ". What arrives has to");
  }

  @Test
  void aTemplateOfAPipeThatSelectsFields_isToldByName() {
    assertRefused(
        templated("{ \"id\": <$.body.event_id> }"),
        "pipe jane-basket-events by its targetParameters.inputTemplate");
  }

  @Test
  void eachPipeThatSelectsFields_isTold() {
    String template = "{ \"id\": <$.body.event_id> }";

    assertRefused(
        templated(templated(template), "checkout-events", template),
        "pipe jane-basket-events by its targetParameters.inputTemplate;"
            + " pipe jane-checkout-events by its targetParameters.inputTemplate");
  }

  @Test
  void aTransformerOfARuleThatSelectsFields_isToldByName() {
    assertRefused(
        targeted(
            Map.of(
                "inputTransformer",
                Map.of("inputPaths", Map.of("what", "$.source"), "inputTemplate", "[<what>]"))),
        "rule jane-purchase-events by its inputTransformer.inputTemplate");
  }

  @Test
  void theRemedyForARule_isFollowed() {
    ResourceGraph selecting = targeted(Map.of("inputPath", "$.source"));
    assertThat(Purchases.simulation(selecting).refusal())
        .get(STRING)
        .contains("\"whole\": \"$.detail\" in its inputPaths", "\"whole\": <whole> }");

    Map<String, Object> paths = Map.of("what", "$.source", "whole", "$.detail");
    String template = "{ \"what\": <what>, \"whole\": <whole> }";
    assertFollowed(
        targeted(
            Map.of("inputTransformer", Map.of("inputPaths", paths, "inputTemplate", template))));
  }

  @Test
  void aTargetThatGetsAConstant_isToldByName() {
    assertRefused(targeted(Map.of("input", "{}")), "rule jane-purchase-events by its input");
  }

  @Test
  void whatHandsEachMessageOnWhole_isFollowed() {
    assertFollowed(Purchases.GRAPH);
    assertFollowed(templated("{ \"id\": <$.body.event_id>, \"all\": [<$.body>] }"));
    assertFollowed(targeted(Map.of("inputPath", "$.detail.event")));
  }

  private static void assertNotDeployed(ResourceGraph graph, String problem) {
    assertThatThrownBy(Purchases.simulation(graph)::refusal)
        .isInstanceOf(DeploymentFailedException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void whatCannotBeDeployed_isToldAsADeploymentIs() {
    assertNotDeployed(
        targeted(Map.of("inputTransformer", Map.of("inputPaths", Map.of(), "inputTemplate", "{"))),
        "Invalid InputTemplate");
  }

  @Test
  void aFilterOfAPipeThatIsNoJson_isToldAsADeploymentIs() {
    Map<String, Object> filters = Map.of("filters", List.of(Map.of("pattern", "{not json")));

    assertNotDeployed(
        Purchases.with(
            PIPE, "basket-events", Map.of("sourceParameters", Map.of("filterCriteria", filters))),
        "Pipe::basket-events could not be created");
  }

  @Test
  void aPolicyOfAQueueThatIsNoJson_isToldAsADeploymentIs() {
    assertNotDeployed(
        Purchases.with(
            "aws:sqs/queuePolicy:QueuePolicy",
            "basket-events-policy",
            Map.of("policy", "{not json")),
        "basket-events-policy");
  }

  @Test
  void aTransformerOfAWayAside_isNoMatter() {
    ResourceGraph audited = Purchases.withAudit();

    assertFollowed(
        Purchases.with(
            audited, TARGET, "purchase-events-target-audit", Map.of("inputPath", "$.source")));
  }

  @Test
  void aTransformerOnTheWayToASecondQueueWhereEventsHaveToArrive_isToldByName() {
    ResourceGraph audited = Purchases.withAudit();

    assertRefused(
        Purchases.audited(
            Purchases.with(
                audited, TARGET, "purchase-events-target-audit", Map.of("inputPath", "$.source")),
            "basketTopicArn"),
        "rule jane-audit by its inputPath");
  }

  @Test
  void whatSelectsOnTheWayOfAnotherExamplesEvents_isToldByName() {
    ResourceGraph audited =
        Purchases.with(
            Purchases.withAudit(),
            RULE,
            "purchase-events-rule-audit",
            Map.of("eventPattern", "{\"source\":[\"basket_events\"]}"));

    assertRefused(
        Purchases.audited(
            Purchases.with(
                audited, TARGET, "purchase-events-target-audit", Map.of("inputPath", "$.source")),
            "checkoutTopicArn"),
        "rule jane-audit by its inputPath");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", ">="})
  void aTemplateThatSelectsFields_isToldByName_whicheverNumbersARuleWants(String than) {
    String pattern = "{\"detail\":{\"n\":[{\"numeric\":[\"%s\",150000]}]}}".formatted(than);
    ResourceGraph wanting =
        Purchases.with(RULE, "purchase-events-rule", Map.of("eventPattern", pattern));

    assertRefused(
        templated(
            wanting,
            "basket-events",
            "{ \"id\": <$.body.event_id>, \"n\": <$.body.event_attributes.basket_id> }"),
        "pipe jane-basket-events by its targetParameters.inputTemplate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", ">="})
  void aTemplateThatSelectsFieldsForOneOfTwoQueues_isToldByName_whicheverNumbersARuleWants(
      String than) {
    String pattern =
        "{\"source\":[\"analytics\"],\"detail\":{\"n\":[{\"numeric\":[\"%s\",150000]}]}}"
            .formatted(than);
    String template = "{ \"n\": <$.body.event_attributes.basket_id> }";

    assertRefused(
        Purchases.audited(
            Purchases.with(audit(pattern), PIPE, "basket-events-audit", forAnalytics(template)),
            "basketTopicArn"),
        "pipe jane-audit-basket by its targetParameters.inputTemplate");
  }

  @Test
  void aPipeThatSelectsFieldsForAQueueAside_byTheBusOfAll_isNoMatter() {
    ResourceGraph analysed = audit("{\"source\":[\"analytics\"]}");
    Map<String, Object> selecting = forAnalytics("{ \"id\": <$.body.event_id> }");

    assertFollowed(
        Purchases.with(
            Purchases.with(analysed, PIPE, "basket-events-audit", selecting),
            PIPE,
            "checkout-events-audit",
            selecting));
  }

  private static ResourceGraph audit(String eventPattern) {
    return Purchases.with(
        Purchases.withAuditPipes(),
        RULE,
        "purchase-events-rule-audit",
        Map.of("eventPattern", eventPattern));
  }

  private static Map<String, Object> forAnalytics(String inputTemplate) {
    return Map.of(
        "targetParameters",
        Map.of(
            "eventbridgeEventBusParameters",
            Map.of("source", "analytics", "detailType", "an event"),
            "inputTemplate",
            inputTemplate));
  }
}
