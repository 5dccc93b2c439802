package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testing.RunningProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;

/** The runbook's entries on what neither a queue nor its dead-letter queue took. */
class RunbookLostTest {

  private static final String EVENT = PurchaseProgram.example("basket-updated-event");
  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  @RegisterExtension private final OnCall onCall = new OnCall();

  private RunningProgram program;

  private void deploy(ResourceGraph graph, String name) {
    program = new RunningProgram(graph);
    onCall.at(program, GRAPH, name);
  }

  private void publish(String message) {
    program.publish("basket-events", message);
    program.time.advance(Duration.ofMinutes(1));
  }

  private static StateValue state(DescribeAlarmsResponse alarms) {
    assertThat(alarms.metricAlarms()).hasSize(1);
    return alarms.metricAlarms().get(0).stateValue();
  }

  private void assertRings(String alarm) {
    var ringing =
        (DescribeAlarmsResponse)
            onCall.somebody("cloudwatch", "describe-alarms", "--state-value", "ALARM");
    assertThat(ringing.metricAlarms()).extracting(MetricAlarm::alarmName).contains(alarm);
  }

  @Test
  @Exercises("topic-dlq-failed")
  void messageThatSnsLost_arrivesOnceThePoliciesAreBackAndItIsPublishedAgain() {
    deploy(Altered.refusing(GRAPH, "basket-events"), "basket-events");
    publish(EVENT);
    assertRings("jane-basket-events-topic-dlq-failed");

    assertThat(Seen.sum(onCall.see(0, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(Seen.policy(onCall.see(1, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    assertThat(Seen.policy(onCall.see(2, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    assertThat(onCall.see(3, ListSubscriptionsByTopicResponse.class).subscriptions()).hasSize(1);
    onCall.mend(0);
    publish(EVENT);
    program.time.advance(Duration.ofMinutes(10));

    String topic = ":sns:eu-west-1:536697261635:jane-basket-events";
    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class))).contains(topic);
    assertThat(Seen.policy(onCall.check(1, GetQueueAttributesResponse.class))).contains(topic);
    assertThat(Seen.sum(onCall.check(2, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(state(onCall.check(3, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("rule-dlq-failed")
  void eventThatTheRuleLost_arrivesOnceThePoliciesAreBackAndItIsPublishedAgain() {
    deploy(Altered.refusing(GRAPH, "purchase-events"), "purchase-events");
    publish(EVENT);
    assertRings("jane-purchase-events-rule-dlq-failed");

    assertThat(Seen.sum(onCall.see(0, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(Seen.policy(onCall.see(1, GetQueueAttributesResponse.class))).isEqualTo("no policy");
    onCall.mend(0);
    publish(EVENT);

    checkMended();
  }

  @Test
  @Exercises("rule-dlq-failed")
  void textThatGrewTooLarge_arrivesOnceItIsPublishedSmaller() {
    deploy(GRAPH, "purchase-events");
    publish("\"".repeat(131_000));
    assertRings("jane-purchase-events-rule-dlq-failed");

    assertThat(Seen.sum(onCall.see(0, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(Seen.policy(onCall.see(1, GetQueueAttributesResponse.class)))
        .contains("rule/jane-domain-events/jane-purchase-events");
    onCall.mend(0);
    publish("\"".repeat(130_000));

    checkMended();
  }

  private void checkMended() {
    program.time.advance(Duration.ofMinutes(10));

    assertThat(Seen.policy(onCall.check(0, GetQueueAttributesResponse.class)))
        .contains("rule/jane-domain-events/jane-purchase-events");
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isEqualTo(1);
    assertThat(state(onCall.check(2, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    assertThat(program.take("purchase-events")).hasSize(1);
  }
}
