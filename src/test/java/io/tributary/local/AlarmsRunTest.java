package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Each alarm of purchase events, made to begin by its cause and to end by the cause's mending. */
class AlarmsRunTest {

  private static final String ALARM_TOPIC = PurchaseProgram.TOPIC + "alarms";

  private static final ResourceGraph GRAPH =
      ProgramRecorder.record(
          PurchaseProgram.with(
              Map.of(
                  "purchase-events:debugRule",
                  "true",
                  "purchase-events:alarmTopicArn",
                  ALARM_TOPIC)));

  /** Something that goes wrong with an event, and the alarms that begin by it, all and only. */
  private enum Trouble {
    BASKET_PIPE_MAY_NOT_PUT(
        "basket-events",
        graph -> Altered.denying(graph, "basket-events", "events:PutEvents"),
        6,
        List.of("basket-events-pipe-failed", "basket-events-dlq-not-empty")),
    CHECKOUT_PIPE_MAY_NOT_PUT(
        "checkout-events",
        graph -> Altered.denying(graph, "checkout-events", "events:PutEvents"),
        6,
        List.of("checkout-events-pipe-failed", "checkout-events-dlq-not-empty")),
    BASKET_PIPE_IS_STOPPED(
        "basket-events",
        graph -> stopped(graph, "basket-events"),
        7,
        List.of("basket-events-oldest-message")),
    CHECKOUT_PIPE_IS_STOPPED(
        "checkout-events",
        graph -> stopped(graph, "checkout-events"),
        7,
        List.of("checkout-events-oldest-message")),
    RULE_MAY_NOT_SEND(
        "basket-events",
        graph -> Altered.without(graph, Altered.QUEUE_POLICY, "purchase-events-policy"),
        1,
        List.of("purchase-events-rule-failed", "purchase-events-dlq-not-empty")),
    DEBUG_RULE_MAY_NOT_LOG(
        "basket-events",
        graph -> Altered.without(graph, Altered.LOG_POLICY, "purchase-events-debug-logs-policy"),
        1,
        List.of("purchase-events-debug-rule-failed", "purchase-events-debug-dlq-not-empty")),
    BASKET_QUEUES_REFUSE(
        "basket-events",
        graph -> Altered.refusing(graph, "basket-events"),
        1,
        List.of("basket-events-topic-dlq-failed")),
    CHECKOUT_QUEUES_REFUSE(
        "checkout-events",
        graph -> Altered.refusing(graph, "checkout-events"),
        1,
        List.of("checkout-events-topic-dlq-failed")),
    PURCHASE_QUEUES_REFUSE(
        "basket-events",
        graph -> Altered.refusing(graph, "purchase-events"),
        1,
        List.of("purchase-events-rule-failed", "purchase-events-rule-dlq-failed")),
    DEBUG_LOG_AND_QUEUE_REFUSE(
        "basket-events",
        graph ->
            Altered.without(
                Altered.without(graph, Altered.LOG_POLICY, "purchase-events-debug-logs-policy"),
                Altered.QUEUE_POLICY,
                "purchase-events-debug-dlq-policy"),
        1,
        List.of("purchase-events-debug-rule-failed", "purchase-events-debug-rule-dlq-failed")),
    NOBODY_READS_THE_PURCHASE_QUEUE(
        "checkout-events", graph -> graph, 17, List.of("purchase-events-oldest-message"));

    private final String topic;
    private final UnaryOperator<ResourceGraph> cause;
    private final int minutes;
    private final Set<String> alarms;

    Trouble(String topic, UnaryOperator<ResourceGraph> cause, int minutes, List<String> alarms) {
      this.topic = topic;
      this.cause = cause;
      this.minutes = minutes;
      this.alarms = new TreeSet<>(alarms);
    }
  }

  private static ResourceGraph stopped(ResourceGraph graph, String pipe) {
    return graph.altered(
        graph.named("aws:pipes/pipe:Pipe", pipe).urn(),
        inputs -> {
          inputs.put("desiredState", "STOPPED");
          return inputs;
        });
  }

  private static RunningProgram inTrouble(Trouble trouble) {
    RunningProgram program = new RunningProgram(trouble.cause.apply(GRAPH));
    program.time.advance(Duration.ofMinutes(2));
    assertThat(alarms(program)).as("before anything is published").isEmpty();
    program.publish(trouble.topic, PurchaseProgram.example("basket-updated-event"));
    program.time.advance(Duration.ofMinutes(trouble.minutes));
    return program;
  }

  /** The alarms that are on, without the username. */
  private static Set<String> alarms(RunningProgram program) {
    var cloudWatch = program.cloud.client(CloudWatchAsyncClient.class, root());
    List<MetricAlarm> on =
        program
            .time
            .await(cloudWatch.describeAlarms(request -> request.stateValue(StateValue.ALARM)))
            .metricAlarms();
    var names = new TreeSet<String>();
    on.forEach(alarm -> names.add(alarm.alarmName().replaceFirst("^jane-", "")));
    return names;
  }

  /** All that lies in queues is taken out, as by a consumer and a person who redrives. */
  private static void mend(RunningProgram program) {
    program.time.await(program.deployment.apply(GRAPH));
    program.time.advance(Duration.ofMinutes(3));
    for (String queue :
        List.of(
            "purchase-events",
            "basket-events-dlq",
            "checkout-events-dlq",
            "purchase-events-dlq",
            "purchase-events-debug-dlq")) {
      program.take(queue);
    }
    program.time.advance(Duration.ofMinutes(8));
  }

  @ParameterizedTest
  @EnumSource
  void trouble_beginsItsAlarmsAndNoOthers(Trouble trouble) {
    assertThat(alarms(inTrouble(trouble))).isEqualTo(trouble.alarms);
  }

  @ParameterizedTest
  @EnumSource
  void trouble_onceMended_endsTheAlarms(Trouble trouble) {
    RunningProgram program = inTrouble(trouble);

    mend(program);

    assertThat(alarms(program)).isEmpty();
  }

  @Test
  void everyAlarm_isCausedByATrouble() {
    Stream<String> made =
        GRAPH.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").map(GraphResource::name);

    assertThat(made)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Trouble.values())
                .flatMap(it -> it.alarms.stream())
                .collect(Collectors.toSet()));
  }

  @Test
  void eventsThatAreConsumed_raiseNoAlarmInADay() {
    RunningProgram program = new RunningProgram(GRAPH);
    for (int hour = 0; hour < 24; hour++) {
      program.publish("basket-events", PurchaseProgram.example("basket-updated-event"));
      program.take("purchase-events");
      program.time.advance(Duration.ofHours(1));
      assertThat(alarms(program)).as("after %d hours", hour).isEmpty();
    }
  }

  private static Principal root() {
    return new Principal.Root("aws", GRAPH.stack().accountId());
  }

  @Test
  void theAlarmTopic_isToldWhenAnAlarmBeginsAndWhenItEnds() {
    List<String> told = new ArrayList<>();
    Consumer<Hop> listener =
        hop -> {
          if (hop.step() == Step.SNS_PUBLISH && hop.resource().equals(ALARM_TOPIC)) {
            assertThat(hop.outcome()).isEqualTo(Outcome.PASSED);
            told.add(RunningProgram.json(hop.payload()).path("NewStateValue").asText());
          }
        };
    RunningProgram program = new RunningProgram(GRAPH);
    program.time.advance(Duration.ofMinutes(2));
    program.cloud.journal().listen(listener);
    program.publish("checkout-events", PurchaseProgram.example("checkout-created-event"));
    program.time.advance(Duration.ofMinutes(17));
    mend(program);

    assertThat(told).containsExactly("ALARM", "OK");
  }
}
