package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

/**
 * The runbook's entries where the account provides its default bus, and a topic of another name.
 */
class RunbookProvidedTest {

  private static final String EVENT = PurchaseProgram.example("basket-updated-event");
  private static final ResourceGraph GRAPH =
      ProgramRecorder.record(
          PurchaseProgram.with(
              Map.of(
                  "purchase-events:basketTopicArn",
                  PurchaseProgram.TOPIC + "shop",
                  "purchase-events:eventBusArn",
                  PurchaseProgram.BUS.replace("jane-domain-events", "default"))));

  @RegisterExtension private final OnCall onCall = new OnCall();

  private RunningProgram program;

  private void deploy(ResourceGraph graph, String name) {
    program = new RunningProgram(GRAPH);
    program.time.await(program.deployment.apply(graph));
    onCall.at(program, GRAPH, name);
  }

  private void publish() {
    program.publish("shop", EVENT);
    program.time.advance(Duration.ofMinutes(2));
  }

  private void disableRule() {
    onCall.somebody("events", "disable-rule", "--name", "jane-purchase-events");
  }

  private double seen(int number) {
    return Seen.sum(onCall.see(number, GetMetricStatisticsResponse.class));
  }

  private double checked(int number) {
    return Seen.sum(onCall.check(number, GetMetricStatisticsResponse.class));
  }

  @Test
  @Exercises("nothing-arrives")
  void nothingArrives_theMetricsOfTopicAndRuleAreSeen() {
    deploy(GRAPH, "basket-events");
    disableRule();
    publish();

    assertThat(seen(0)).isEqualTo(1);
    assertThat(seen(1)).isEqualTo(1);
    assertThat(seen(2)).isEqualTo(1);
    assertThat(seen(3)).isZero();
    assertThat(seen(4)).isZero();
    onCall.mendBy("rule-disabled", 0);
    onCall.asOwner().withFile("published.json", EVENT).check(1, PublishResponse.class);
    program.time.advance(Duration.ofMinutes(2));

    assertThat(seen(3)).isEqualTo(1);
    assertThat(checked(0)).isEqualTo(1);
  }

  @Test
  @Exercises("rule-disabled")
  void disabledRule_isEnabled() {
    deploy(GRAPH, "basket-events");
    disableRule();

    assertThat(onCall.see(0, DescribeRuleResponse.class).state()).isEqualTo(RuleState.DISABLED);
    onCall.mend(0);
    publish();

    assertThat(onCall.check(0, DescribeRuleResponse.class).state()).isEqualTo(RuleState.ENABLED);
    assertThat(checked(1)).isEqualTo(1);
  }

  @Test
  @Exercises("rule-dlq-failed")
  void eventThatTheRuleLost_isCounted() {
    deploy(Altered.refusing(GRAPH, "purchase-events"), "purchase-events");
    publish();

    assertThat(seen(0)).isEqualTo(1);
    assertThat(Seen.policy(onCall.see(1, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    onCall.mend(0);

    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class)))
        .contains("rule/jane-purchase-events");
    assertThat(checked(1)).isEqualTo(1);
    assertThat(onCall.check(2, DescribeAlarmsResponse.class).metricAlarms()).hasSize(1);
  }

  @Test
  @Exercises("subscription-missing")
  void missingSubscription_isMadeAgain() {
    deploy(
        Altered.without(GRAPH, Altered.SUBSCRIPTION, "basket-events-subscription"),
        "basket-events");

    assertThat(onCall.see(0, ListSubscriptionsByTopicResponse.class).subscriptions()).isEmpty();
    onCall.mend(0);
    publish();

    assertThat(onCall.check(0, ListSubscriptionsByTopicResponse.class).subscriptions()).hasSize(1);
    assertThat(checked(1)).isEqualTo(1);
  }

  @Test
  @Exercises("topic-dlq-failed")
  void messageThatSnsLost_isCounted() {
    deploy(Altered.refusing(GRAPH, "basket-events"), "basket-events");
    publish();

    assertThat(seen(0)).isEqualTo(1);
    assertThat(Seen.policy(onCall.see(1, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    assertThat(Seen.policy(onCall.see(2, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    assertThat(onCall.see(3, ListSubscriptionsByTopicResponse.class).subscriptions()).hasSize(1);
    onCall.mend(0);

    String topic = ":sns:eu-west-1:536697261635:jane-shop";
    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class))).contains(topic);
    assertThat(Seen.policy(onCall.check(1, GetQueueAttributesResponse.class))).contains(topic);
    assertThat(checked(2)).isEqualTo(1);
    assertThat(onCall.check(3, DescribeAlarmsResponse.class).metricAlarms()).hasSize(1);
  }
}
