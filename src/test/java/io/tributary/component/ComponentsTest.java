package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.Context;
import io.tributary.MockProgram;
import io.tributary.MockProgram.Request;
import io.tributary.component.SourceQueueWithSubscription.FilterPolicy;
import io.tributary.iam.Arn;
import io.tributary.iam.LogPolicies;
import io.tributary.iam.PipePolicies;
import io.tributary.iam.QueuePolicies;
import io.tributary.iam.QueuePolicies.Sender;
import io.tributary.iam.TopicPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each component alone: the settings of what it makes. */
class ComponentsTest {

  private static final Environment ENVIRONMENT =
      new Environment("aws", "eu-west-1", MockProgram.ACCOUNT, "jane", Map.of("owner", "jane"));
  private static final Arn TOPIC = ENVIRONMENT.topic("orders");
  private static final Arn BUS = ENVIRONMENT.bus("domain-events");
  private static final Arn RULE = ENVIRONMENT.rule(BUS, "paid");

  private MockProgram program;

  private void run(Consumer<Context> stack) {
    program = MockProgram.run("components", Map.of(), stack);
  }

  @AfterEach
  void close() {
    program.close();
  }

  private static QueueWithDeadLetterQueue queue() {
    return new QueueWithDeadLetterQueue(
        "orders",
        new QueueWithDeadLetterQueue.Args(
            ENVIRONMENT, "orders", Sender.topic(TOPIC), 7, 4, 261_000));
  }

  private static SourceQueueWithSubscription sourceQueue() {
    return new SourceQueueWithSubscription("orders", sourceArgs());
  }

  private static SourceQueueWithSubscription.Args sourceArgs() {
    return new SourceQueueWithSubscription.Args(ENVIRONMENT, "orders", TOPIC, 7, 4);
  }

  private static SnsToBusPipe pipe(Optional<Integer> logRetentionDays) {
    return new SnsToBusPipe("orders", pipeArgs(logRetentionDays));
  }

  private static SnsToBusPipe.Args pipeArgs(Optional<Integer> logRetentionDays) {
    return new SnsToBusPipe.Args(
        ENVIRONMENT,
        "orders",
        queue(),
        BUS,
        "order_events",
        logRetentionDays,
        Optional.empty(),
        List.of());
  }

  private static PurchaseRuleQueue ruleQueue() {
    return new PurchaseRuleQueue("paid", ruleArgs(EventPattern.ofSources("b", "a")));
  }

  private static PurchaseRuleQueue.Args ruleArgs(EventPattern pattern) {
    return new PurchaseRuleQueue.Args(
        ENVIRONMENT, "paid", "paid-orders", BUS, pattern, 7, 4, List.of());
  }

  private static DebugRule debugRule(Optional<String> existingPolicy) {
    return new DebugRule(
        "debug", new DebugRule.Args(ENVIRONMENT, "orders", BUS, 30, existingPolicy, List.of()));
  }

  @Test
  void queue_isEncryptedAndRedrivesToItsDeadLetterQueue() {
    run(context -> queue());

    assertThat(program.request("aws:sqs/queue:Queue", "orders").inputs())
        .isEqualTo(
            Map.of(
                "name",
                "jane-orders",
                "messageRetentionSeconds",
                345_600,
                "visibilityTimeoutSeconds",
                30,
                "maxMessageSize",
                261_000,
                "sqsManagedSseEnabled",
                true,
                "redrivePolicy",
                QueuePolicies.redrive(ENVIRONMENT.queue("orders-dlq"), 7),
                "tags",
                Map.of("owner", "jane")));
  }

  @Test
  void deadLetterQueue_keepsFourteenDaysAndServesOneQueue() {
    run(context -> queue());

    assertThat(program.request("aws:sqs/queue:Queue", "orders-dlq").inputs())
        .isEqualTo(
            Map.of(
                "name",
                "jane-orders-dlq",
                "messageRetentionSeconds",
                1_209_600,
                "visibilityTimeoutSeconds",
                30,
                "maxMessageSize",
                262_144,
                "sqsManagedSseEnabled",
                true,
                "redriveAllowPolicy",
                QueuePolicies.redriveAllow(ENVIRONMENT.queue("orders")),
                "tags",
                Map.of("owner", "jane")));
  }

  @Test
  void bothQueues_haveOnePolicyThatAdmitsTheSender() {
    run(context -> queue());

    assertThat(program.requests("aws:sqs/queuePolicy:QueuePolicy"))
        .extracting(Request::inputs)
        .containsExactlyInAnyOrder(
            Map.of(
                "queueUrl",
                "https://orders",
                "policy",
                QueuePolicies.allowOnly(Sender.topic(TOPIC), ENVIRONMENT.queue("orders"))),
            Map.of(
                "queueUrl",
                "https://orders-dlq",
                "policy",
                QueuePolicies.allowOnly(Sender.topic(TOPIC), ENVIRONMENT.queue("orders-dlq"))));
  }

  @Test
  void subscription_isRawAndSharesTheDeadLetterQueue() {
    run(context -> sourceQueue().subscribe(List.of()));

    assertThat(
            program
                .request("aws:sns/topicSubscription:TopicSubscription", "orders-subscription")
                .inputs())
        .isEqualTo(
            Map.of(
                "topic",
                TOPIC.toString(),
                "protocol",
                "sqs",
                "endpoint",
                "arn:orders",
                "rawMessageDelivery",
                true,
                "redrivePolicy",
                QueuePolicies.redriveUndelivered(ENVIRONMENT.queue("orders-dlq"))));
  }

  @ParameterizedTest
  @CsvSource({"ATTRIBUTES, MessageAttributes", "BODY, MessageBody"})
  void subscription_withAFilterPolicy_saysOfWhatItIs(FilterPolicy.Scope scope, String said) {
    var policy = new FilterPolicy(scope, "{\"carrier\":[\"dhl\"]}");

    run(
        context ->
            new SourceQueueWithSubscription("orders", sourceArgs().withFilterPolicy(policy))
                .subscribe(List.of()));

    assertThat(
            program
                .request("aws:sns/topicSubscription:TopicSubscription", "orders-subscription")
                .inputs())
        .containsEntry("filterPolicy", "{\"carrier\":[\"dhl\"]}")
        .containsEntry("filterPolicyScope", said);
  }

  @Test
  void sourceQueue_isNotSubscribedUntilItIsTold() {
    run(context -> sourceQueue());

    assertThat(program.requests("aws:sns/topicSubscription:TopicSubscription")).isEmpty();
  }

  @Test
  void pipe_putsEachMessageOnTheBusAsAnEvent() {
    run(context -> pipe(Optional.of(30)));

    assertThat(program.request("aws:pipes/pipe:Pipe", "orders").inputs())
        .isEqualTo(
            Map.of(
                "name", "jane-orders",
                "roleArn", "arn:orders-role",
                "source", "arn:orders",
                "sourceParameters", Map.of("sqsQueueParameters", Map.of("batchSize", 10)),
                "target", BUS.toString(),
                "targetParameters",
                    Map.of(
                        "inputTemplate",
                        "{ \"event\": <$.body> }",
                        "eventbridgeEventBusParameters",
                        Map.of("source", "order_events")),
                "logConfiguration",
                    Map.of(
                        "level",
                        "ERROR",
                        "cloudwatchLogsLogDestination",
                        Map.of("logGroupArn", "arn:orders-logs")),
                "tags", Map.of("owner", "jane")));
  }

  @Test
  void pipe_takesATemplateADetailTypeAndFilters() {
    run(
        context ->
            new SnsToBusPipe(
                "orders",
                pipeArgs(Optional.empty())
                    .withInputTemplate("{\"order\": <$.body>}")
                    .withDetailType("order-paid")
                    .withFilters("{\"body\":{\"a\":[1]}}", "{\"body\":{\"b\":[2]}}")));

    var filters =
        List.of(
            Map.of("pattern", "{\"body\":{\"a\":[1]}}"),
            Map.of("pattern", "{\"body\":{\"b\":[2]}}"));
    assertThat(program.request("aws:pipes/pipe:Pipe", "orders").inputs())
        .containsEntry(
            "sourceParameters",
            Map.of(
                "filterCriteria", Map.of("filters", filters),
                "sqsQueueParameters", Map.of("batchSize", 10)))
        .containsEntry(
            "targetParameters",
            Map.of(
                "inputTemplate",
                "{\"order\": <$.body>}",
                "eventbridgeEventBusParameters",
                Map.of("source", "order_events", "detailType", "order-paid")));
  }

  @Test
  void pipeLog_isKeptAsLongAsAsked() {
    run(context -> pipe(Optional.of(30)));

    assertThat(program.request("aws:cloudwatch/logGroup:LogGroup", "orders-logs").inputs())
        .isEqualTo(
            Map.of("name", "/jane/orders", "retentionInDays", 30, "tags", Map.of("owner", "jane")));
  }

  /** Pulumi takes what was begun for made, and a second pipe of the name cannot be there. */
  @Test
  void pipeWhoseCreationFailed_isDeletedAndCreatedOnceMore() {
    run(context -> pipe(Optional.empty()));

    Request pipe = program.request("aws:pipes/pipe:Pipe", "orders");
    assertThat(pipe.replaceOnChanges()).containsExactly("#initerror");
    assertThat(pipe.deleteBeforeReplace()).isTrue();
  }

  @Test
  void pipeRole_isForThisPipeAlone() {
    run(context -> pipe(Optional.empty()));

    assertThat(program.request("aws:iam/role:Role", "orders-role").inputs())
        .isEqualTo(
            Map.of(
                "name", "jane-orders-pipe",
                "assumeRolePolicy", PipePolicies.trust(ENVIRONMENT.pipe("orders")),
                "tags", Map.of("owner", "jane")));
  }

  @Test
  void pipeRole_mayDoWhatThePipeDoes() {
    run(context -> pipe(Optional.empty()));

    assertThat(program.request("aws:iam/rolePolicy:RolePolicy", "orders-role-policy").inputs())
        .isEqualTo(
            Map.of(
                "name", "queue-to-bus",
                "role", "orders-role-id",
                "policy", PipePolicies.queueToBus(ENVIRONMENT.queue("orders"), BUS)));
  }

  @Test
  void rule_matchesTheSourcesInTheirOrder() {
    run(context -> ruleQueue());

    assertThat(program.request("aws:cloudwatch/eventRule:EventRule", "paid-rule").inputs())
        .isEqualTo(
            Map.of(
                "name", "jane-paid",
                "eventBusName", "jane-domain-events",
                "eventPattern", "{\"source\":[\"b\",\"a\"]}",
                "tags", Map.of("owner", "jane")));
  }

  @Test
  void ruleTarget_retriesForADayAndSharesTheDeadLetterQueue() {
    run(context -> ruleQueue());

    assertThat(program.request("aws:cloudwatch/eventTarget:EventTarget", "paid-target").inputs())
        .isEqualTo(
            Map.of(
                "rule", "jane-paid",
                "eventBusName", "jane-domain-events",
                "targetId", "queue",
                "arn", "arn:paid",
                "deadLetterConfig", Map.of("arn", "arn:paid-dlq"),
                "retryPolicy",
                    Map.of("maximumEventAgeInSeconds", 86_400, "maximumRetryAttempts", 185)));
  }

  @Test
  void ruleTarget_givesTheQueueWhatATemplateMakesOfTheEvent() {
    var args =
        ruleArgs(EventPattern.everything())
            .withInputTransformer(Map.of("id", "$.detail.order.id"), "{\"order\": <id>}");

    run(context -> new PurchaseRuleQueue("paid", args));

    assertThat(program.request("aws:cloudwatch/eventTarget:EventTarget", "paid-target").inputs())
        .containsEntry(
            "inputTransformer",
            Map.of(
                "inputPaths",
                Map.of("id", "$.detail.order.id"),
                "inputTemplate",
                "{\"order\": <id>}"));
  }

  @Test
  void ruleQueues_admitThatRuleOnly() {
    run(context -> ruleQueue());

    assertThat(program.requests("aws:sqs/queuePolicy:QueuePolicy"))
        .extracting(policy -> policy.text("policy"))
        .containsExactlyInAnyOrder(
            QueuePolicies.allowOnly(Sender.rule(RULE), ENVIRONMENT.queue("paid-orders")),
            QueuePolicies.allowOnly(Sender.rule(RULE), ENVIRONMENT.queue("paid-orders-dlq")));
  }

  @Test
  void debugRule_matchesEveryEvent() {
    run(context -> debugRule(Optional.empty()));

    assertThat(program.request("aws:cloudwatch/eventRule:EventRule", "debug-rule").inputs())
        .isEqualTo(
            Map.of(
                "name", "jane-orders-debug",
                "eventBusName", "jane-domain-events",
                "eventPattern", "{\"source\":[{\"prefix\":\"\"}]}",
                "tags", Map.of("owner", "jane")));
  }

  @Test
  void debugRule_writesToItsLogGroup() {
    run(context -> debugRule(Optional.empty()));

    assertThat(program.request("aws:cloudwatch/eventTarget:EventTarget", "debug-target").inputs())
        .isEqualTo(
            Map.of(
                "rule", "jane-orders-debug",
                "eventBusName", "jane-domain-events",
                "targetId", "log-group",
                "arn", "arn:debug-logs",
                "deadLetterConfig", Map.of("arn", "arn:debug-dlq")));
  }

  @Test
  void debugRule_putsWhatCannotBeLoggedInAQueueOfItsOwn() {
    run(context -> debugRule(Optional.empty()));

    assertThat(program.request("aws:sqs/queue:Queue", "debug-dlq").inputs())
        .containsEntry("name", "jane-orders-debug-dlq")
        .containsEntry("messageRetentionSeconds", 1_209_600)
        .containsEntry("redriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
  }

  @Test
  void debugRule_mayFillItsDeadLetterQueueBeforeItHasATarget() {
    run(context -> debugRule(Optional.empty()));

    Request policy = program.request("aws:sqs/queuePolicy:QueuePolicy", "debug-dlq-policy");
    assertThat(policy.text("policy"))
        .isEqualTo(
            QueuePolicies.allowOnly(
                Sender.rule(ENVIRONMENT.rule(BUS, "orders-debug")),
                ENVIRONMENT.queue("orders-debug-dlq")));
    assertThat(
            program.needs(
                program.request("aws:cloudwatch/eventTarget:EventTarget", "debug-target")))
        .contains(policy);
  }

  @Test
  void debugRule_bringsItsLogResourcePolicy() {
    run(context -> debugRule(Optional.empty()));

    assertThat(program.requests("aws:cloudwatch/logResourcePolicy:LogResourcePolicy"))
        .singleElement()
        .extracting(Request::inputs)
        .isEqualTo(
            Map.of(
                "policyName",
                "jane-orders",
                "policyDocument",
                LogPolicies.allowRule(
                    ENVIRONMENT.rule(BUS, "orders-debug"), ENVIRONMENT.logGroup("orders"))));
  }

  @Test
  void debugRule_withAnExistingPolicy_bringsNone() {
    run(context -> debugRule(Optional.of("events-to-logs")));

    assertThat(program.requests("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")).isEmpty();
    assertThat(program.requests("aws:cloudwatch/eventTarget:EventTarget")).hasSize(1);
  }

  @Test
  void ownTopics_refusePlainHttp() {
    run(
        context ->
            new TopicsAndBus(
                "sources", new TopicsAndBus.Args(ENVIRONMENT, List.of("orders"), "domain-events")));

    assertThat(program.request("aws:sns/topicPolicy:TopicPolicy", "orders-topic-policy").inputs())
        .isEqualTo(
            Map.of(
                "arn",
                "arn:orders-topic",
                "policy",
                TopicPolicies.tlsOnly(ENVIRONMENT.topic("orders"))));
  }

  @Test
  void ruleOnTheDefaultBus_hasAnArnWithoutIt() {
    run(context -> {});
    var defaultBus = new Arn("aws", "events", "eu-west-1", "536697261635", "event-bus/default");

    assertThat(ENVIRONMENT.rule(defaultBus, "paid"))
        .hasToString("arn:aws:events:eu-west-1:536697261635:rule/jane-paid");
  }

  @Test
  void components_haveTypedTokens() {
    run(
        context -> {
          sourceQueue();
          pipe(Optional.empty());
          ruleQueue();
        });

    assertThat(program.requests())
        .extracting(Request::type)
        .contains(
            "tributary:component:SourceQueueWithSubscription",
            "tributary:component:SnsToBusPipe",
            "tributary:component:PurchaseRuleQueue",
            "tributary:component:QueueWithDeadLetterQueue");
  }

  private static Monitoring monitoring(Optional<Arn> alarmTopic) {
    var steps =
        List.of(
            List.of(
                Monitored.queue(
                    "orders", ENVIRONMENT.queue("orders"), "nobody", Duration.ofMinutes(5))),
            List.of(
                Monitored.deadLetterQueue("orders", ENVIRONMENT.queue("orders-dlq")),
                Monitored.rule("paid", BUS, "jane-paid")));
    return new Monitoring("watch", new Monitoring.Args(ENVIRONMENT, "orders", steps, alarmTopic));
  }

  private static Monitoring watched(Monitored monitored) {
    return new Monitoring(
        "watch",
        new Monitoring.Args(ENVIRONMENT, "orders", List.of(List.of(monitored)), Optional.empty()));
  }

  private Request alarm(String name) {
    return program.request("aws:cloudwatch/metricAlarm:MetricAlarm", name);
  }

  @Test
  void alarm_isOnAMinuteAboveTheThresholdAndTakesSilenceForGood() {
    run(context -> monitoring(Optional.of(ENVIRONMENT.topic("alarms"))));

    var topic = ENVIRONMENT.topic("alarms").toString();
    assertThat(alarm("orders-oldest-message").inputs())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("name", "jane-orders-oldest-message"),
                Map.entry(
                    "alarmDescription",
                    "A message waits in queue jane-orders for more than 5 minutes: nobody does not read it, or too slowly. What to do: docs/runbook.md#oldest-message"),
                Map.entry("namespace", "AWS/SQS"),
                Map.entry("metricName", "ApproximateAgeOfOldestMessage"),
                Map.entry("dimensions", Map.of("QueueName", "jane-orders")),
                Map.entry("statistic", "Maximum"),
                Map.entry("period", 60),
                Map.entry("comparisonOperator", "GreaterThanThreshold"),
                Map.entry("threshold", 300),
                Map.entry("evaluationPeriods", 1),
                Map.entry("datapointsToAlarm", 1),
                Map.entry("treatMissingData", "notBreaching"),
                Map.entry("alarmActions", List.of(topic)),
                Map.entry("okActions", List.of(topic)),
                Map.entry("tags", Map.of("owner", "jane"))));
  }

  @Test
  void alarm_withoutATopic_tellsNobody() {
    run(context -> monitoring(Optional.empty()));

    assertThat(alarm("orders-dlq-not-empty").inputs())
        .containsEntry("alarmActions", List.of())
        .containsEntry("okActions", List.of());
  }

  @Test
  void alarmOfARule_namesItsBus() {
    run(context -> monitoring(Optional.empty()));

    assertThat(alarm("paid-rule-failed").inputs())
        .containsEntry(
            "dimensions", Map.of("EventBusName", "jane-domain-events", "RuleName", "jane-paid"));
  }

  @Test
  void alarmOfARuleOnTheDefaultBus_namesNone() {
    var bus = new Arn("aws", "events", "eu-west-1", MockProgram.ACCOUNT, "event-bus/default");
    run(context -> watched(Monitored.rule("paid", bus, "jane-paid")));

    assertThat(alarm("paid-rule-failed").inputs())
        .containsEntry("dimensions", Map.of("RuleName", "jane-paid"));
  }

  @Test
  void alarmOfATopic_isOnWhatItsDeadLetterQueuesDidNotTake() {
    run(context -> watched(Monitored.ownTopic("orders", ENVIRONMENT.topic("orders"))));

    assertThat(alarm("orders-topic-dlq-failed").inputs())
        .containsEntry("namespace", "AWS/SNS")
        .containsEntry("metricName", "NumberOfNotificationsFailedToRedriveToDlq")
        .containsEntry("dimensions", Map.of("TopicName", "jane-orders"))
        .containsEntry("statistic", "Sum");
  }

  @Test
  void aTopicOfSomebodyElse_hasNoAlarm() {
    run(context -> watched(Monitored.topic(ENVIRONMENT.topic("orders"))));

    assertThat(program.requests("aws:cloudwatch/metricAlarm:MetricAlarm")).isEmpty();
  }

  @Test
  void dashboard_showsAlarmsAboveAndTheStepsFromLeftToRight() throws Exception {
    run(context -> monitoring(Optional.empty()));

    var dashboard = program.request("aws:cloudwatch/dashboard:Dashboard", "watch-dashboard");
    var widgets = new ObjectMapper().readTree(dashboard.text("dashboardBody")).path("widgets");
    assertThat(dashboard.text("dashboardName")).isEqualTo("jane-orders");
    assertThat(widgets)
        .extracting(
            widget ->
                "%s at %d,%d size %dx%d"
                    .formatted(
                        widget.at("/properties/title").asText(),
                        widget.path("x").asInt(),
                        widget.path("y").asInt(),
                        widget.path("width").asInt(),
                        widget.path("height").asInt()))
        .containsExactly(
            "Alarms at 0,0 size 24x3",
            "queue jane-orders at 0,3 size 12x5",
            "dead letters jane-orders-dlq at 12,3 size 12x5",
            "rule jane-paid at 12,8 size 12x5");
    assertThat(widgets.get(0).at("/properties/alarms"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-orders-oldest-message",
            "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-orders-dlq-not-empty",
            "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-paid-rule-failed",
            "arn:aws:cloudwatch:eu-west-1:536697261635:alarm:jane-paid-rule-dlq-failed");
    assertThat(widgets.get(2).path("properties"))
        .hasToString(
            "{\"title\":\"dead letters jane-orders-dlq\",\"region\":\"eu-west-1\",\"view\":\"timeSeries\","
                + "\"period\":60,\"yAxis\":{\"left\":{\"min\":0}},\"metrics\":[[\"AWS/SQS\","
                + "\"ApproximateNumberOfMessagesVisible\",\"QueueName\",\"jane-orders-dlq\","
                + "{\"stat\":\"Maximum\",\"yAxis\":\"left\"}]]}");
  }

  @Test
  void dashboard_givesAnAgeAnAxisOfItsOwn() throws Exception {
    run(context -> monitoring(Optional.empty()));

    var dashboard = program.request("aws:cloudwatch/dashboard:Dashboard", "watch-dashboard");
    var widgets = new ObjectMapper().readTree(dashboard.text("dashboardBody")).path("widgets");
    assertThat(widgets.get(1).at("/properties/metrics"))
        .extracting(line -> line.get(1).asText() + " " + line.get(4).path("yAxis").asText())
        .containsExactly(
            "ApproximateNumberOfMessagesVisible left", "ApproximateAgeOfOldestMessage right");
  }
}
