package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;

import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The runbook's entries on alarms: each alarm rings, the entry is followed, it is mended. */
class RunbookAlarmsTest {

  private static final String ALARM_TOPIC = PurchaseProgram.TOPIC + "alarms";
  private static final String EVENT = PurchaseProgram.example("basket-updated-event");
  private static final String FOUR_DAYS = "345600";
  private static final ResourceGraph GRAPH =
      ProgramRecorder.record(
          PurchaseProgram.with(
              Map.of(
                  "purchase-events:debugRule",
                  "true",
                  "purchase-events:alarmTopicArn",
                  ALARM_TOPIC)));

  @RegisterExtension private final OnCall onCall = new OnCall();

  private RunningProgram program;

  private void deploy(ResourceGraph graph, String name) {
    program = new RunningProgram(graph);
    onCall.at(program, GRAPH, name);
  }

  private void wait(int minutes) {
    program.time.advance(Duration.ofMinutes(minutes));
  }

  private static StateValue state(DescribeAlarmsResponse alarms) {
    assertThat(alarms.metricAlarms()).hasSize(1);
    return alarms.metricAlarms().get(0).stateValue();
  }

  private StateValue stateOf(String alarm) {
    return state(
        (DescribeAlarmsResponse)
            onCall.somebody("cloudwatch", "describe-alarms", "--alarm-names", alarm));
  }

  @Test
  @Exercises("oldest-message")
  void oldestMessageOfASourceQueue_isReadOnceThePipeIsStarted() {
    deploy(GRAPH, "basket-events");
    onCall.somebody("pipes", "stop-pipe", "--name", "jane-basket-events");
    program.publish("basket-events", EVENT);
    wait(7);
    assertThat(stateOf("jane-basket-events-oldest-message")).isEqualTo(StateValue.ALARM);

    var queue = onCall.see(0, GetQueueAttributesResponse.class);
    assertThat(Seen.waiting(queue)).isEqualTo(1);
    assertThat(queue.attributes()).containsEntry(MESSAGE_RETENTION_PERIOD, FOUR_DAYS);
    assertThat(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class))).isZero();
    onCall.mendBy("pipe-stopped", 0);
    wait(5);

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(state(onCall.check(1, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
  }

  @Test
  @Exercises("oldest-message")
  void oldestMessageOfThePurchaseQueue_isReadOnceTheConsumerIsStarted() {
    deploy(GRAPH, "purchase-events");
    program.publish("basket-events", EVENT);
    wait(17);
    assertThat(stateOf("jane-purchase-events-oldest-message")).isEqualTo(StateValue.ALARM);

    assertThat(Seen.waiting(onCall.see(0, GetQueueAttributesResponse.class))).isEqualTo(1);
    assertThat(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class))).isZero();
    assertThat(program.take("purchase-events")).hasSize(1);
    wait(5);

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(state(onCall.check(1, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"basket-events", "checkout-events"})
  @Exercises("pipe-failed")
  void failedPipe_tellsWhyAndWorksOnceMended(String name) {
    deploy(Altered.denying(GRAPH, name, "events:PutEvents"), name);
    program.publish(name, EVENT);
    wait(4);
    assertThat(stateOf("jane-" + name + "-pipe-failed")).isEqualTo(StateValue.ALARM);

    String reason = "no identity-based policy allows the events:PutEvents action";
    assertThat(onCall.see(0, DescribePipeResponse.class).stateReason()).contains(reason);
    assertThat(onCall.see(1, FilterLogEventsResponse.class).events())
        .anyMatch(event -> event.message().contains(reason));
    onCall.mendBy("pipe-role-lacks-an-action", 0);
    wait(5);
    program.publish(name, EVENT);
    wait(5);

    assertThat(state(onCall.check(0, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    var failures = onCall.check(1, GetMetricStatisticsResponse.class).datapoints();
    assertThat(failures).filteredOn(it -> it.sum() == 0).isNotEmpty();
    assertThat(Seen.sum(onCall.check(2, GetMetricStatisticsResponse.class))).isZero();
    assertThat(program.take("purchase-events")).isNotEmpty();
  }

  /** A pipe whose template makes an event of a body only if its n is a number. */
  private static ResourceGraph takingNumbersOnly() {
    return GRAPH.altered(
        GRAPH.named("aws:pipes/pipe:Pipe", "basket-events").urn(),
        inputs -> {
          var target = new TreeMap<Object, Object>((Map<?, ?>) inputs.get("targetParameters"));
          target.put("inputTemplate", "{\"n\":1<$.body.n>}");
          inputs.put("targetParameters", target);
          return inputs;
        });
  }

  @Test
  @Exercises("pipe-failed")
  void pipeThatFailsInPart_isSeenThoughItsAlarmIsSilent() {
    deploy(takingNumbersOnly(), "basket-events");
    onCall.somebody("pipes", "stop-pipe", "--name", "jane-basket-events");
    wait(1);
    program.publish("basket-events", "{\"n\":7}").publish("basket-events", "{\"n\":\"x\"}");
    onCall.somebody("pipes", "start-pipe", "--name", "jane-basket-events");
    program.time.advance(Duration.ofSeconds(10));

    assertThat(onCall.see(0, DescribePipeResponse.class).name()).isEqualTo("jane-basket-events");
    assertThat(onCall.see(1, FilterLogEventsResponse.class).events())
        .anyMatch(event -> event.message().contains("MalformedDetail"));
    assertThat(state(onCall.check(0, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isZero();
    assertThat(Seen.sum(onCall.check(2, GetMetricStatisticsResponse.class))).isEqualTo(1);
  }

  @Test
  @Exercises("pipe-failed")
  void pipeThatFailedHoursAgo_tellsWhySinceTheOldestDeadLetterWasSent() {
    deploy(Altered.denying(GRAPH, "basket-events", "events:PutEvents"), "basket-events");
    program.publish("basket-events", EVENT);
    wait(4 * 60);
    assertThat(onCall.see(1, FilterLogEventsResponse.class).events()).isEmpty();

    assertThat(Runbook.entry("pipe-failed").text())
        .contains("For dead letters, set `SINCE` to the `SentTimestamp` of\nthe oldest");
    assertThat(onCall.see(0, DescribePipeResponse.class).stateReason()).contains("PutEvents");
    onCall.with("SINCE", oldestDeadLetter());
    assertThat(onCall.see(1, FilterLogEventsResponse.class).events())
        .anyMatch(event -> event.message().contains("events:PutEvents"));
    assertThat(state(onCall.check(0, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    assertThat(Seen.sum(onCall.check(1, GetMetricStatisticsResponse.class))).isZero();
    assertThat(Seen.sum(onCall.check(2, GetMetricStatisticsResponse.class))).isZero();
  }

  private String oldestDeadLetter() {
    return ((ReceiveMessageResponse)
            onCall.somebody(
                "sqs",
                "receive-message",
                "--queue-url",
                "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-basket-events-dlq",
                "--attribute-names",
                "All"))
        .messages()
        .get(0)
        .attributes()
        .get(MessageSystemAttributeName.SENT_TIMESTAMP);
  }

  @Test
  @Exercises("rule-failed")
  void failedRule_tellsWhyAndLosesNoMoreOnceMended() {
    deploy(
        Altered.without(GRAPH, Altered.LOG_POLICY, "purchase-events-debug-logs-policy"),
        "purchase-events-debug");
    program.publish("basket-events", EVENT);
    wait(1);
    assertThat(stateOf("jane-purchase-events-debug-rule-failed")).isEqualTo(StateValue.ALARM);

    assertThat(onCall.see(0, ListTargetsByRuleResponse.class).targets())
        .extracting(Target::arn)
        .singleElement()
        .asString()
        .contains(":log-group:/jane/purchase-events");
    assertThat(Seen.errors(onCall.see(1, ReceiveMessageResponse.class), "ERROR_CODE"))
        .containsExactly("NO_PERMISSIONS");
    onCall.mend(0);
    program.publish("basket-events", EVENT);
    wait(10);

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isEqualTo(1);
    assertThat(state(onCall.check(1, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
  }

  @Test
  @Exercises("dlq-not-empty")
  void deadLetters_arriveOnceTheCauseIsMendedAndTheyAreRedriven() {
    deploy(Altered.denying(GRAPH, "basket-events", "events:PutEvents"), "basket-events");
    program.publish("basket-events", EVENT);
    wait(5);
    assertThat(stateOf("jane-basket-events-dlq-not-empty")).isEqualTo(StateValue.ALARM);

    assertThat(Seen.waiting(onCall.see(0, GetQueueAttributesResponse.class))).isEqualTo(1);
    assertThat(onCall.see(1, ReceiveMessageResponse.class).messages())
        .extracting(
            it -> it.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
        .containsExactly("arn:aws:sqs:eu-west-1:536697261635:jane-basket-events");
    onCall.mendBy("pipe-failed > pipe-role-lacks-an-action", 0);
    assertThat(OnCall.status(onCall.mend(0))).isEqualTo("COMPLETED");
    wait(5);

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(state(onCall.check(1, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("debug-dead-letters")
  void debugDeadLetters_areThrownAwayAndNoneFollow() {
    deploy(
        Altered.without(GRAPH, Altered.LOG_POLICY, "purchase-events-debug-logs-policy"),
        "purchase-events-debug");
    program.publish("basket-events", EVENT);
    wait(1);
    assertThat(stateOf("jane-purchase-events-debug-dlq-not-empty")).isEqualTo(StateValue.ALARM);

    assertThat(Seen.errors(onCall.see(0, ReceiveMessageResponse.class), "ERROR_MESSAGE"))
        .hasSize(1);
    assertThat(onCall.see(1, DescribeResourcePoliciesResponse.class).resourcePolicies()).isEmpty();
    onCall.mend(0);
    onCall.mend(1);
    program.publish("basket-events", EVENT);
    wait(2);

    assertThat(onCall.check(0, FilterLogEventsResponse.class).events()).hasSize(1);
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    assertThat(state(onCall.check(2, DescribeAlarmsResponse.class))).isEqualTo(StateValue.OK);
  }

  @Test
  @Exercises("alarm-insufficient-data")
  void alarmThatNoLongerTakesSilenceForGood_isPutBack() {
    String name = "purchase-events-rule-failed";
    deploy(
        Altered.replacing(
            GRAPH, Altered.ALARM, name, "treatMissingData", "notBreaching", "missing"),
        "purchase-events");
    wait(10);

    assertThat(onCall.see(0, DescribeAlarmsResponse.class).metricAlarms())
        .extracting(MetricAlarm::alarmName, MetricAlarm::treatMissingData)
        .containsExactly(tuple("jane-" + name, "missing"));
    onCall.mend(0);
    wait(5);

    assertThat(onCall.check(0, DescribeAlarmsResponse.class).metricAlarms()).isEmpty();
  }

  @Test
  @Exercises("alarm-tells-nobody")
  void alarmThatRingsWhileItsTopicRefusesIt_tellsOnceThePolicyAllows() {
    deploy(GRAPH, "basket-events");
    onCall.with("TOPIC", ALARM_TOPIC);
    String good = onCall.see(1, GetTopicAttributesResponse.class).attributes().get("Policy");
    setPolicy(good.replace("cloudwatch.amazonaws.com", "budgets.amazonaws.com"));
    addDeadLetter();
    wait(2);
    assertThat(stateOf("jane-basket-events-dlq-not-empty")).isEqualTo(StateValue.ALARM);

    assertThat(actions(onCall.see(0, DescribeAlarmHistoryResponse.class)).get(0))
        .startsWith("Failed to execute action " + ALARM_TOPIC);
    assertThat(onCall.see(1, GetTopicAttributesResponse.class).attributes().get("Policy"))
        .doesNotContain("cloudwatch.amazonaws.com");
    onCall.asOwner().withFile("policy.json", good).mend(0);
    wait(2);

    onCall.check(0, SetAlarmStateResponse.class);
    onCall.check(1, SetAlarmStateResponse.class);
    program.time.advance(Duration.ofSeconds(1));
    assertThat(actions(onCall.check(2, DescribeAlarmHistoryResponse.class)).get(0))
        .startsWith("Successfully executed action " + ALARM_TOPIC);
  }

  private void setPolicy(String policy) {
    onCall.somebody(
        "sns",
        "set-topic-attributes",
        "--topic-arn",
        ALARM_TOPIC,
        "--attribute-name",
        "Policy",
        "--attribute-value",
        policy);
  }

  private void addDeadLetter() {
    onCall.somebody(
        "sqs",
        "send-message",
        "--queue-url",
        "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-basket-events-dlq",
        "--message-body",
        "{}");
  }

  private static List<String> actions(DescribeAlarmHistoryResponse history) {
    return history.alarmHistoryItems().stream().map(AlarmHistoryItem::historySummary).toList();
  }
}
