package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testing.RunningProgram;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The runbook's entries on the way of an event: each way to stop it, found and mended. */
class RunbookWayTest {

  private static final String BUS = "jane-domain-events";
  private static final String EVENT = PurchaseProgram.example("basket-updated-event");
  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  @RegisterExtension private final OnCall onCall = new OnCall();

  private RunningProgram program;

  /** One event is published while something is wrong, and two minutes pass. */
  private void inTrouble(ResourceGraph graph, String name, Consumer<OnCall> byHand) {
    program = new RunningProgram(GRAPH);
    program.time.await(program.deployment.apply(graph));
    onCall.at(program, GRAPH, name);
    byHand.accept(onCall);
    publish();
    assertThat(program.take("purchase-events")).as("something is wrong").isEmpty();
  }

  private void inTrouble(ResourceGraph graph, String name) {
    inTrouble(graph, name, nobody -> {});
  }

  private void publish() {
    program.publish("basket-events", EVENT);
    program.time.advance(Duration.ofMinutes(2));
  }

  private static ResourceGraph withoutSubscription() {
    return Altered.without(GRAPH, Altered.SUBSCRIPTION, "basket-events-subscription");
  }

  private static ResourceGraph withoutPurchaseQueuePolicy() {
    return Altered.without(GRAPH, Altered.QUEUE_POLICY, "purchase-events-policy");
  }

  private static void stopPipe(OnCall hand) {
    hand.somebody("pipes", "stop-pipe", "--name", "jane-basket-events");
  }

  private static void disableRule(OnCall hand) {
    hand.somebody(
        "events", "disable-rule", "--event-bus-name", BUS, "--name", "jane-purchase-events");
  }

  /** Where an event stops, by the number of the first metric without it, and what mends it. */
  private enum Stop {
    NOT_SUBSCRIBED(withoutSubscription(), nobody -> {}, 1, "subscription-missing"),
    PIPE_STOPPED(GRAPH, RunbookWayTest::stopPipe, 2, "pipe-stopped"),
    RULE_DISABLED(GRAPH, RunbookWayTest::disableRule, 3, "rule-disabled"),
    TARGET_DENIES(withoutPurchaseQueuePolicy(), nobody -> {}, 4, "purchase-queue-denies-the-rule");

    private final ResourceGraph graph;
    private final Consumer<OnCall> byHand;
    private final int firstWithout;
    private final String entry;

    Stop(ResourceGraph graph, Consumer<OnCall> byHand, int firstWithout, String entry) {
      this.graph = graph;
      this.byHand = byHand;
      this.firstWithout = firstWithout;
      this.entry = entry;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Exercises("nothing-arrives")
  void nothingArrives_theFirstMetricWithoutTheEventLeadsToTheEntry(Stop stop) {
    inTrouble(stop.graph, "basket-events", stop.byHand);

    int[] without =
        IntStream.range(0, 5)
            .filter(it -> Seen.sum(onCall.see(it, GetMetricStatisticsResponse.class)) == 0)
            .toArray();
    assertThat(without[0]).isEqualTo(stop.firstWithout);
    onCall.mendBy(stop.entry, 0);
    program.time.advance(Duration.ofMinutes(1));
    double before = Seen.sum(onCall.check(0, GetMetricStatisticsResponse.class));
    onCall.withFile("published.json", EVENT).check(1, PublishResponse.class);
    program.time.advance(Duration.ofMinutes(2));

    assertThat(Seen.sum(onCall.check(0, GetMetricStatisticsResponse.class))).isEqualTo(before + 1);
  }

  @Test
  @Exercises("subscription-missing")
  void missingSubscription_isMadeAgain() {
    inTrouble(withoutSubscription(), "basket-events");

    assertThat(onCall.see(0, ListSubscriptionsByTopicResponse.class).subscriptions()).isEmpty();
    onCall.mend(0);
    publish();

    assertThat(onCall.check(0, ListSubscriptionsByTopicResponse.class).subscriptions())
        .extracting(Subscription::endpoint)
        .containsExactly("arn:aws:sqs:eu-west-1:536697261635:jane-basket-events");
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("queue-policy-wrong-topic")
  void queuePolicyForAnotherTopic_isPutBackAndTheMessageMoved() {
    String topic = ":sns:eu-west-1:536697261635:jane-basket-events";
    inTrouble(
        Altered.replacing(
            GRAPH,
            Altered.QUEUE_POLICY,
            "basket-events-policy",
            "policy",
            topic,
            topic.replace("basket", "checkout")),
        "basket-events");

    assertThat(Seen.policy(onCall.see(0, GetQueueAttributesResponse.class)))
        .contains("jane-checkout-events");
    assertThat(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class))).isEqualTo(1);
    onCall.mend(0);
    assertThat(OnCall.status(onCall.mend(1))).isEqualTo("COMPLETED");

    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class))).contains(topic);
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  private void takeAway(String action) {
    program.time.await(program.deployment.apply(Altered.denying(GRAPH, "basket-events", action)));
    program.time.advance(Duration.ofMinutes(1));
  }

  private void assertRoleLacks(String action, GetRolePolicyResponse policy) {
    assertThat(URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8))
        .doesNotContain(action);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "events:PutEvents"})
  @Exercises("pipe-role-lacks-an-action")
  void roleThatLacksAnActionOfARunningPipe_isPutBack(String action) {
    program = new RunningProgram(GRAPH);
    onCall.at(program, GRAPH, "basket-events");
    takeAway(action);
    publish();
    int copies = program.take("purchase-events").size();
    if (action.equals("sqs:DeleteMessage")) {
      assertThat(copies).isGreaterThan(1);
    } else {
      assertThat(copies).isZero();
    }

    assertThat(onCall.see(0, DescribePipeResponse.class).stateReason())
        .containsIgnoringCase(action);
    assertRoleLacks(action, onCall.see(1, GetRolePolicyResponse.class));
    mendAndCheck(action);
  }

  @Test
  @Exercises("pipe-role-lacks-an-action")
  void roleThatMayNotGetAttributes_letsThePipeNotStart() {
    program = new RunningProgram(GRAPH);
    onCall.at(program, GRAPH, "basket-events");
    takeAway("sqs:GetQueueAttributes");
    stopPipe(onCall);
    program.time.advance(Duration.ofSeconds(1));
    onCall.somebody("pipes", "start-pipe", "--name", "jane-basket-events");
    program.time.advance(Duration.ofSeconds(1));

    var pipe = onCall.see(0, DescribePipeResponse.class);
    assertThat(pipe.currentState()).isEqualTo(PipeState.START_FAILED);
    assertThat(pipe.stateReason()).containsIgnoringCase("GetQueueAttributes");
    assertRoleLacks("sqs:GetQueueAttributes", onCall.see(1, GetRolePolicyResponse.class));
    publish();
    onCall.mend(0);
    onCall.mendBy("pipe-stopped", 0);
    mendAndCheck("sqs:GetQueueAttributes");
  }

  private void mendAndCheck(String action) {
    onCall.mend(0);
    program.time.advance(Duration.ofMinutes(3));

    assertThat(onCall.check(0, GetRolePolicyResponse.class).policyDocument())
        .contains(action.split(":")[1]);
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    program.take("purchase-events");
    publish();
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("pipe-stopped")
  void stoppedPipe_isStartedAndTakesWhatWaited() {
    inTrouble(GRAPH, "basket-events", RunbookWayTest::stopPipe);

    assertThat(onCall.see(0, DescribePipeResponse.class).currentState())
        .isEqualTo(PipeState.STOPPED);
    onCall.mend(0);
    program.time.advance(Duration.ofMinutes(1));

    assertThat(onCall.check(0, DescribePipeResponse.class).currentState())
        .isEqualTo(PipeState.RUNNING);
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("bus-policy-denies")
  void busPolicyThatDenies_isTakenAwayByTheOwner() {
    String deny =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"Freeze","Effect":"Deny","Principal":"*",
         "Action":"events:PutEvents","Resource":"%s"}]}"""
            .formatted(PurchaseProgram.BUS);
    inTrouble(
        GRAPH,
        "basket-events",
        hand ->
            hand.somebody("events", "put-permission", "--event-bus-name", BUS, "--policy", deny));

    assertThat(onCall.see(0, DescribeEventBusResponse.class).policy()).contains("\"Deny\"");
    assertThat(onCall.see(1, DescribePipeResponse.class).stateReason()).contains("explicit deny");
    onCall.asOwner().with("SID", "Freeze").mend(0);
    program.time.advance(Duration.ofMinutes(1));
    publish();

    assertThat(onCall.check(0, DescribeEventBusResponse.class).policy()).isNull();
    assertThat(onCall.check(1, DescribePipeResponse.class).stateReason()).isNull();
    assertThat(program.take("purchase-events")).isNotEmpty();
  }

  @Test
  @Exercises("rule-disabled")
  void disabledRule_isEnabled() {
    inTrouble(GRAPH, "basket-events", RunbookWayTest::disableRule);

    assertThat(onCall.see(0, DescribeRuleResponse.class).state()).isEqualTo(RuleState.DISABLED);
    onCall.mend(0);
    publish();

    assertThat(onCall.check(0, DescribeRuleResponse.class).state()).isEqualTo(RuleState.ENABLED);
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("rule-does-not-match")
  void ruleThatDoesNotMatch_isPutBack() {
    inTrouble(
        Altered.replacing(
            GRAPH,
            Altered.RULE,
            "purchase-events-rule",
            "eventPattern",
            "basket_events",
            "basket-events"),
        "basket-events");
    String event =
        """
        {"id":"1","account":"536697261635","source":"basket_events","time":"2025-01-15T12:09:36Z",
         "region":"eu-west-1","resources":[],"detail-type":"Event from aws:sqs","detail":{}}""";

    String pattern = onCall.see(0, DescribeRuleResponse.class).eventPattern();
    onCall.withFile("pattern.json", pattern).withFile("event.json", event);
    assertThat(onCall.see(1, TestEventPatternResponse.class).result()).isFalse();
    onCall.mend(0);
    publish();

    onCall.withFile("pattern.json", onCall.check(0, DescribeRuleResponse.class).eventPattern());
    assertThat(onCall.see(1, TestEventPatternResponse.class).result()).isTrue();
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("purchase-queue-denies-the-rule")
  void purchaseQueueThatDeniesTheRule_letsItAgainAndTheEventIsMoved() {
    inTrouble(withoutPurchaseQueuePolicy(), "purchase-events");

    assertThat(Seen.policy(onCall.see(0, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    assertThat(Seen.errors(onCall.see(1, ReceiveMessageResponse.class), "ERROR_CODE"))
        .containsExactly("NO_PERMISSIONS");
    onCall.mend(0);
    assertThat(OnCall.status(onCall.mend(1))).isEqualTo("COMPLETED");

    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class)))
        .contains("events.amazonaws.com", "rule/" + BUS + "/jane-purchase-events");
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    assertThat(program.take("purchase-events")).hasSize(1);
  }
}
