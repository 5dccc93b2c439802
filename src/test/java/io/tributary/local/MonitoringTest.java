package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pulumi.Context;
import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.aws.cloudwatch.MetricAlarm;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import io.tributary.cloud.iam.Principal;
import io.tributary.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What CloudWatch shows of a program that runs, and the alarms and dashboards that it deploys. */
class MonitoringTest {

  private static final String EVENT = PurchaseProgram.example("basket-updated-event");
  private static final Dimension[] RULE = {
    dimension("EventBusName", "jane-domain-events"), dimension("RuleName", "jane-purchase-events")
  };
  private static final Dimension PIPE = dimension("PipeName", "jane-basket-events");
  private static final Dimension TOPIC = dimension("TopicName", "jane-basket-events");

  private static ResourceGraph record(Consumer<Context> code) {
    return ProgramRecorder.record(
        new Program("shop", "test", Map.of("shop:username", "jane"), Set.of(), code));
  }

  private static ResourceGraph alarm(String name, int threshold, String team) {
    return record(
        pulumi ->
            new MetricAlarm(
                "alarm",
                MetricAlarmArgs.builder()
                    .name(name)
                    .namespace("AWS/SQS")
                    .metricName("ApproximateNumberOfMessagesVisible")
                    .dimensions(Map.of("QueueName", "jane-orders-dlq"))
                    .statistic("Maximum")
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold((double) threshold)
                    .comparisonOperator("GreaterThanThreshold")
                    .tags(Map.of("team", team))
                    .build()));
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  private static CloudWatchAsyncClient cloudWatch(RunningProgram program) {
    return program.cloud.client(CloudWatchAsyncClient.class, root());
  }

  private static Principal root() {
    return new Principal.Root("aws", Program.EXAMPLE_ACCOUNT);
  }

  private static double sum(
      RunningProgram program, String namespace, String metric, Dimension... dimensions) {
    Instant start = Instant.parse("2025-01-15T12:00:00Z");
    return program
        .time
        .await(
            cloudWatch(program)
                .getMetricStatistics(
                    it ->
                        it.namespace(namespace)
                            .metricName(metric)
                            .dimensions(dimensions)
                            .statistics(Statistic.SUM)
                            .period(86_400)
                            .startTime(start)
                            .endTime(start.plus(Duration.ofDays(2)))))
        .datapoints()
        .stream()
        .mapToDouble(Datapoint::sum)
        .sum();
  }

  @Test
  void anEventThatArrives_isCountedOnceAtEachHop() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    program.publish("basket-events", EVENT);

    assertThat(sum(program, "AWS/SNS", "NumberOfMessagesPublished", TOPIC)).isEqualTo(1);
    assertThat(sum(program, "AWS/SNS", "NumberOfNotificationsDelivered", TOPIC)).isEqualTo(1);
    assertThat(sum(program, "AWS/EventBridge/Pipes", "Invocations", PIPE)).isEqualTo(1);
    assertThat(sum(program, "AWS/EventBridge/Pipes", "EventCount", PIPE)).isEqualTo(1);
    assertThat(sum(program, "AWS/EventBridge/Pipes", "ExecutionFailed", PIPE)).isEqualTo(0);
    assertThat(sum(program, "AWS/Events", "TriggeredRules", RULE)).isEqualTo(1);
    assertThat(sum(program, "AWS/Events", "Invocations", RULE)).isEqualTo(1);
    assertThat(sum(program, "AWS/Events", "FailedInvocations", RULE)).isEqualTo(0);
    assertThat(sum(program, "AWS/Events", "PutEventsEntriesCount")).isEqualTo(1);
  }

  @Test
  void aPipeWhoseRoleMayNotPutEvents_failsItsExecutions() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    String deny =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\","
            + "\"Action\":\"events:PutEvents\",\"Resource\":\"*\"}]}";
    program.time.await(
        program
            .cloud
            .client(IamAsyncClient.class, root())
            .putRolePolicy(
                it ->
                    it.roleName("jane-basket-events-pipe")
                        .policyName("deny")
                        .policyDocument(deny)));
    program.publish("basket-events", EVENT);

    assertThat(sum(program, "AWS/EventBridge/Pipes", "ExecutionFailed", PIPE)).isPositive();
  }

  private static StateValue state(RunningProgram program, String alarm) {
    return program
        .time
        .await(cloudWatch(program).describeAlarms(it -> it.alarmNames(alarm)))
        .metricAlarms()
        .get(0)
        .stateValue();
  }

  @Test
  void aMessageThatAPipeFailsOnForLong_ringsItsAlarmAndNotThatOfTheOldestMessage() {
    ResourceGraph patient =
        ProgramRecorder.record(
            PurchaseProgram.with(Map.of("purchase-events:maxReceiveCount", "20")));
    RunningProgram program =
        new RunningProgram(Altered.denying(patient, "basket-events", "events:PutEvents"));
    program.publish("basket-events", EVENT);
    program.time.advance(Duration.ofMinutes(8));

    assertThat(state(program, "jane-basket-events-pipe-failed")).isEqualTo(StateValue.ALARM);
    assertThat(state(program, "jane-basket-events-oldest-message")).isEqualTo(StateValue.OK);
    assertThat(Runbook.entry("oldest-message").text()).doesNotContain("maxReceiveCount");
  }

  @Test
  void aMessageThatAConsumerKeepsFailingOn_ringsNoAlarmOfTheOldestMessage_norIsItADeadLetter()
      throws IOException {
    RunningProgram program =
        new RunningProgram(
            ProgramRecorder.record(
                PurchaseProgram.with(Map.of("purchase-events:maxReceiveCount", "100"))));
    program.publish("basket-events", EVENT);
    for (int minute = 0; minute < 20; minute++) {
      assertThat(receive(program, "jane-purchase-events")).hasSize(1);
      program.time.advance(Duration.ofMinutes(1));
    }

    assertThat(state(program, "jane-purchase-events-oldest-message")).isEqualTo(StateValue.OK);
    assertThat(state(program, "jane-purchase-events-dlq-not-empty")).isEqualTo(StateValue.OK);
    assertThat(Files.readString(Path.of("docs/deploy.md")))
        .contains("of what its consumer keeps failing on only `dlq-not-empty` tells");
  }

  private static List<Message> receive(RunningProgram program, String queue) {
    SqsAsyncClient sqs = program.cloud.client(SqsAsyncClient.class, root());
    return program
        .time
        .await(
            sqs.getQueueUrl(it -> it.queueName(queue))
                .thenCompose(url -> sqs.receiveMessage(it -> it.queueUrl(url.queueUrl()))))
        .messages();
  }

  @Test
  void aRuleWhoseQueueRefuses_failsItsInvocations_andTheDeadLetterQueueHasThem() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    refuseAll(program, "jane-purchase-events");
    program.publish("basket-events", EVENT);

    assertThat(sum(program, "AWS/Events", "FailedInvocations", RULE)).isEqualTo(1);
    assertThat(sum(program, "AWS/Events", "InvocationsSentToDlq", RULE)).isEqualTo(1);
    assertThat(sum(program, "AWS/Events", "InvocationsFailedToBeSentToDlq", RULE)).isEqualTo(0);
  }

  @Test
  void aRuleWhoseDeadLetterQueueRefusesToo_isCountedSo() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    refuseAll(program, "jane-purchase-events");
    refuseAll(program, "jane-purchase-events-dlq");
    program.publish("basket-events", EVENT);

    assertThat(sum(program, "AWS/Events", "FailedInvocations", RULE)).isEqualTo(1);
    assertThat(sum(program, "AWS/Events", "InvocationsFailedToBeSentToDlq", RULE)).isEqualTo(1);
  }

  @Test
  void aTopicWhoseQueueRefuses_failsItsNotifications() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    refuseAll(program, "jane-basket-events");
    program.publish("basket-events", EVENT);

    assertThat(sum(program, "AWS/SNS", "NumberOfNotificationsFailed", TOPIC)).isEqualTo(1);
    assertThat(sum(program, "AWS/SNS", "NumberOfNotificationsRedrivenToDlq", TOPIC)).isEqualTo(1);
  }

  private static void refuseAll(RunningProgram program, String queue) {
    SqsAsyncClient sqs = program.cloud.client(SqsAsyncClient.class, root());
    program.time.await(
        sqs.getQueueUrl(it -> it.queueName(queue))
            .thenCompose(
                url ->
                    sqs.setQueueAttributes(
                        it ->
                            it.queueUrl(url.queueUrl())
                                .attributes(Map.of(QueueAttributeName.POLICY, "")))));
  }

  @Test
  void anAlarm_isDeployedWithTheProvidersDefaults() {
    RunningProgram program = new RunningProgram(alarm("jane-orders-dlq", 0, "orders"));

    var alarms = program.time.await(cloudWatch(program).describeAlarms()).metricAlarms();

    assertThat(alarms)
        .singleElement()
        .matches(alarm -> alarm.treatMissingData().equals("missing"))
        .matches(alarm -> alarm.actionsEnabled())
        .matches(
            alarm -> alarm.dimensions().equals(List.of(dimension("QueueName", "jane-orders-dlq"))));
  }

  @Test
  void aChangedAlarm_isChangedInPlace_andItsTagsToo() {
    RunningProgram program = new RunningProgram(alarm("jane-orders-dlq", 0, "orders"));
    program.time.await(program.deployment.apply(alarm("jane-orders-dlq", 5, "sales")));

    var alarm = program.time.await(cloudWatch(program).describeAlarms()).metricAlarms().get(0);
    var tags =
        program.time.await(
            cloudWatch(program).listTagsForResource(it -> it.resourceARN(alarm.alarmArn())));

    assertThat(alarm.threshold()).isEqualTo(5);
    assertThat(tags.tags()).containsExactly(Tag.builder().key("team").value("sales").build());
  }

  @Test
  void anAlarmThatIsNoLongerAskedFor_isDeleted() {
    RunningProgram program = new RunningProgram(alarm("jane-orders-dlq", 0, "orders"));
    program.time.await(program.deployment.apply(record(pulumi -> {})));

    assertThat(program.time.await(cloudWatch(program).describeAlarms()).metricAlarms()).isEmpty();
  }

  @Test
  void anAlarmWithoutTheUsersPrefix_isDenied() {
    Throwable refusal = catchThrowable(() -> new RunningProgram(alarm("orders-dlq", 0, "orders")));

    assertThat(refusal.getCause())
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("cloudwatch:PutMetricAlarm");
  }

  @Test
  void aDashboard_isDeployed() {
    RunningProgram program =
        new RunningProgram(
            record(
                pulumi ->
                    new Dashboard(
                        "board",
                        DashboardArgs.builder()
                            .dashboardName("jane-orders")
                            .dashboardBody("{\"widgets\":[]}")
                            .build())));

    var board =
        program.time.await(cloudWatch(program).getDashboard(it -> it.dashboardName("jane-orders")));

    assertThat(board.dashboardBody()).isEqualTo("{\"widgets\":[]}");
  }

  @Test
  void theUser_mayLookAtItsMetricsAndAlarms() {
    RunningProgram program = new RunningProgram(alarm("jane-orders-dlq", 0, "orders"));
    Principal jane = new Principal.User("aws", Program.EXAMPLE_ACCOUNT, "jane");
    var cloudWatch = program.cloud.client(CloudWatchAsyncClient.class, jane);

    assertThat(program.time.await(cloudWatch.describeAlarms()).metricAlarms()).hasSize(1);
    assertThat(program.time.await(cloudWatch.listMetrics()).hasMetrics()).isTrue();
  }
}
