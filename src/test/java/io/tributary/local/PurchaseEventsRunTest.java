package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** The real program, recorded, deployed and run under virtual time; then with one thing wrong. */
class PurchaseEventsRunTest {

  private static final String BASKET_EVENT = PurchaseProgram.example("basket-updated-event");
  private static final String CHECKOUT_EVENT = PurchaseProgram.example("checkout-created-event");

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  private static ResourceGraph with(
      String type, String name, String input, UnaryOperator<Object> change) {
    return GRAPH.altered(
        GRAPH.named(type, name).urn(),
        inputs -> {
          assertThat(inputs).containsKey(input);
          inputs.computeIfPresent(input, (key, value) -> change.apply(value));
          return inputs;
        });
  }

  private static RunningProgram publishBasketEvent(ResourceGraph graph) {
    return new RunningProgram(graph).publish("basket-events", BASKET_EVENT);
  }

  private static JsonNode withoutIdAndTime(JsonNode event) {
    return ((ObjectNode) event.deepCopy()).without(List.of("id", "time"));
  }

  private static JsonNode expected(String source, String inner) {
    return RunningProgram.json(
        """
        { "version": "0", "detail-type": "Event from aws:sqs", "source": "%s",
          "account": "536697261635", "region": "eu-west-1", "resources": [],
          "detail": { "event": %s } }
        """
            .formatted(source, inner));
  }

  private static JsonNode inner(String domain, String name, String id, String timestamp) {
    return RunningProgram.json(
        """
        { "event_domain": "%s", "event_name": "%s", "event_id": "%s",
          "event_attributes": { "basket_id": 1000, "user_id": 1000 }, "timestamp": "%s" }
        """
            .formatted(domain, name, id, timestamp));
  }

  @Test
  void bothExampleEvents_reachThePurchaseQueueAsTheIssueShowsThem() {
    RunningProgram program = publishBasketEvent(GRAPH).publish("checkout-events", CHECKOUT_EVENT);

    List<JsonNode> received = program.takeJson("purchase-events");

    JsonNode basket =
        inner(
            "basket",
            "basket_updated",
            "692AFD4F-D667-4517-829A-5F88F3430D27",
            "2025-01-07T09:05:00Z");
    JsonNode checkout =
        inner(
            "checkout",
            "checkout_created",
            "0f1a5f63-1234-abcd-efef-8a574a44e594",
            "2025-01-07T09:10:00Z");
    assertThat(received)
        .extracting(PurchaseEventsRunTest::withoutIdAndTime)
        .containsExactlyInAnyOrder(
            expected("basket_events", basket.toString()),
            expected("checkout_events", checkout.toString()));
  }

  @Test
  void anEvent_carriesAnIdAndTheTimeOfItsPut() {
    JsonNode event = publishBasketEvent(GRAPH).takeJson("purchase-events").get(0);

    assertThat(event.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(event.path("time").asText()).matches("2025-01-15T12:09:3\\dZ");
  }

  @Test
  void anEventThatTheDebugRuleMayNotLog_liesInItsDeadLetterQueue() {
    ResourceGraph whole =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:debugRule", "true")));
    ResourceGraph graph =
        Altered.without(whole, Altered.LOG_POLICY, "purchase-events-debug-logs-policy");

    List<JsonNode> dead = publishBasketEvent(graph).takeJson("purchase-events-debug-dlq");

    assertThat(dead)
        .extracting(event -> event.path("detail").path("event").path("event_id").asText())
        .containsExactly("692AFD4F-D667-4517-829A-5F88F3430D27");
  }

  @Test
  void anEvent_isLoggedByTheLogPolicyThatTheAccountProvidesAndAnotherUsersAfterIt() {
    RunningProgram program = publishBasketEvent(withDebugLogPolicyOf("jane"));

    assertThat(program.takeJson("purchase-events-debug-dlq")).isEmpty();
    assertThat(logGroupsDeliveredTo(program)).containsExactly("/jane/purchase-events");

    program.apply(withDebugLogPolicyOf("bob"));
    program.publish("basket-events", BASKET_EVENT);

    assertThat(logGroupsDeliveredTo(program))
        .containsExactly("/jane/purchase-events", "/bob/purchase-events");

    assertThat(program.cloud.journal().hops())
        .as("neither user's")
        .noneMatch(hop -> hop.outcome() == Outcome.DEAD_LETTERED);
  }

  private static List<String> logGroupsDeliveredTo(RunningProgram program) {
    return program.hops(Step.TARGET_DELIVER, Outcome.PASSED).stream()
        .map(Hop::peer)
        .filter(peer -> peer.contains(":log-group:"))
        .map(peer -> peer.substring(peer.indexOf('/')))
        .toList();
  }

  private static ResourceGraph withDebugLogPolicyOf(String username) {
    return ProgramRecorder.record(
        PurchaseProgram.with(
            Map.of(
                "purchase-events:username", username,
                "purchase-events:debugRule", "true",
                "purchase-events:debugLogPolicy", "events-to-logs")));
  }

  @Test
  void eventsArrive_withinThePermissionsBoundaryThatTheAccountProvides() {
    RunningProgram program = new RunningProgram(GRAPH);

    program.apply(bounded());
    program.publish("basket-events", BASKET_EVENT);

    assertThat(program.take("purchase-events")).hasSize(1);
    assertThat(Provided.of(bounded()).boundaries()).containsExactly("team/pipes");
  }

  @Test
  void whoDeploys_freesNoRoleOfItsBoundary_andIsToldTheWayOut() {
    RunningProgram program = new RunningProgram(bounded());

    assertThatThrownBy(() -> program.apply(GRAPH))
        .hasMessageContaining(
            "role jane-basket-events-pipe has the permissions boundary"
                + " arn:aws:iam::536697261635:policy/team/pipes")
        .hasMessageContaining("Set permissionsBoundary to it again")
        .hasMessageContaining("start the local cloud anew")
        .hasMessageContaining("iam:DeleteRolePermissionsBoundary")
        .hasMessageNotContaining("This statement would allow it");
    assertThatCode(() -> program.apply(bounded())).doesNotThrowAnyException();
  }

  private static ResourceGraph bounded() {
    return ProgramRecorder.record(
        PurchaseProgram.with(
            Map.of(
                "purchase-events:permissionsBoundary",
                "arn:aws:iam::536697261635:policy/team/pipes")));
  }

  @Test
  void twoRuns_areTheSameToTheLastHop() {
    List<Hop> first = publishBasketEvent(GRAPH).cloud.journal().hops().toList();
    List<Hop> second = publishBasketEvent(GRAPH).cloud.journal().hops().toList();

    assertThat(first).hasSizeGreaterThan(5).hasToString(second.toString());
  }

  @Test
  void theAccountsOwnSources_canBeMadeByTheProgramItself() {
    ResourceGraph graph =
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "purchase-events:createSources", "true",
                    "purchase-events:basketTopicArn", "",
                    "purchase-events:checkoutTopicArn", "",
                    "purchase-events:eventBusArn", "")));

    assertThat(publishBasketEvent(graph).take("purchase-events")).hasSize(1);
  }

  @Test
  void rawDeliveryOff_bringsTheEnvelopeInsteadOfTheEvent() {
    RunningProgram program =
        publishBasketEvent(
            with(
                Altered.SUBSCRIPTION,
                "basket-events-subscription",
                "rawMessageDelivery",
                on -> false));

    JsonNode event = program.takeJson("purchase-events").get(0).at("/detail/event");
    assertThat(event.path("Type").asText()).isEqualTo("Notification");
    assertThat(event.path("Message").asText()).isEqualTo(BASKET_EVENT);
    assertThat(program.hops(Step.SQS_SEND, Outcome.PASSED).get(0).payload())
        .contains("\"Type\"", "Notification");
  }

  @Test
  void noQueuePolicy_snsIsDeniedAndTheStatementNamed() {
    ResourceGraph graph =
        GRAPH.without(GRAPH.named(Altered.QUEUE_POLICY, "basket-events-policy").urn());

    RunningProgram program = publishBasketEvent(graph);

    Hop denied = program.hops(Step.SNS_DELIVER, Outcome.DENIED).get(0);
    assertThat(denied.decision().cause()).isEqualTo(Decision.Cause.NO_RESOURCE_POLICY_ALLOWS);
    assertThat(denied.reason())
        .contains("sns.amazonaws.com")
        .containsIgnoringCase("sqs:SendMessage");
    assertThat(denied.decision().missingStatement())
        .hasValueSatisfying(
            statement ->
                assertThat(statement)
                    .contains("sqs:SendMessage", "sns.amazonaws.com", "jane-basket-events"));
    assertThat(program.take("purchase-events")).isEmpty();
    assertThat(program.take("basket-events-dlq"))
        .extracting(Message::body)
        .containsExactly(BASKET_EVENT);
  }

  @Test
  void aPolicyForAnotherTopic_isShownAsTheNearMiss() {
    ResourceGraph graph =
        Altered.replacing(
            GRAPH,
            Altered.QUEUE_POLICY,
            "basket-events-policy",
            "policy",
            ":sns:eu-west-1:536697261635:jane-basket-events",
            ":sns:eu-west-1:536697261635:jane-checkout-events");

    RunningProgram program = publishBasketEvent(graph);

    Hop denied = program.hops(Step.SNS_DELIVER, Outcome.DENIED).get(0);
    assertThat(denied.decision().nearMiss()).contains("aws:SourceArn", "jane-checkout-events");
    assertThat(program.take("purchase-events")).isEmpty();
  }

  @Test
  void aPipeRoleThatMayNotPut_isDeniedAtThePipeAndTheMessageDeadLettered() {
    ResourceGraph graph =
        Altered.replacing(
            GRAPH,
            Altered.ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            "events:PutEvents",
            "events:PutRule");
    RunningProgram program = publishBasketEvent(graph);

    Hop denied = program.hops(Step.PIPE_DELIVER, Outcome.DENIED).get(0);
    assertThat(denied.reason()).contains("events:PutEvents", "jane-domain-events");
    assertThat(denied.decision().missingStatement())
        .hasValueSatisfying(it -> assertThat(it).contains("events:PutEvents"));

    program.time.advance(Duration.ofMinutes(5));
    assertThat(program.take("basket-events-dlq"))
        .extracting(Message::body)
        .containsExactly(BASKET_EVENT);
  }

  @Test
  void aPipeRoleThatMayNotReceive_failsTheDeployment() {
    ResourceGraph graph =
        Altered.replacing(
            GRAPH,
            Altered.ROLE_POLICY,
            "basket-events-role-policy",
            "policy",
            "sqs:ReceiveMessage",
            "sqs:SendMessage");

    assertThatThrownBy(() -> new RunningProgram(graph))
        .hasRootCauseInstanceOf(ProgramException.class)
        .hasMessageContaining("aws:pipes/pipe:Pipe::basket-events could not be created")
        .hasMessageContaining("CREATE_FAILED")
        .hasMessageContaining("sqs:ReceiveMessage");
  }

  @Test
  void aRuleThatMatchesNothing_isTheLastHop() {
    ResourceGraph graph =
        with(
            Altered.RULE,
            "purchase-events-rule",
            "eventPattern",
            pattern -> "{\"source\":[\"basket-events\"]}");

    RunningProgram program = publishBasketEvent(graph);

    Hop unmatched = program.hops(Step.RULE_MATCH, Outcome.FILTERED).get(0);
    assertThat(unmatched.reason()).contains("basket_events");
    assertThat(program.take("purchase-events")).isEmpty();
  }

  @Test
  void aBodyThatIsNotJson_arrivesAsTextAndThePipeShowsIt() {
    String body = BASKET_EVENT.substring(0, BASKET_EVENT.lastIndexOf('}'));

    RunningProgram program = new RunningProgram(GRAPH).publish("basket-events", body);

    String passedOn = program.hops(Step.PIPE_DELIVER, Outcome.PASSED).get(0).payload();
    assertThat(passedOn).startsWith("{ \"event\": \"{").contains("\\\"event_domain\\\"");
    JsonNode event = program.takeJson("purchase-events").get(0);
    assertThat(event.at("/detail/event").textValue()).isEqualTo(body);
  }
}
