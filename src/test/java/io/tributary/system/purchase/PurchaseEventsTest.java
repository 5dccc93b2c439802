package io.tributary.system.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.pulumi.test.internal.PulumiTestInternal;
import io.tributary.MockProgram;
import io.tributary.MockProgram.Request;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole program: which resources it asks for, and how they are named, tagged and nested. */
class PurchaseEventsTest {

  static final Map<String, String> CONFIG =
      Map.of(
          "aws:region", "eu-west-1",
          "purchase-events:username", "jane",
          "purchase-events:basketTopicArn", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
          "purchase-events:checkoutTopicArn",
              "arn:aws:sns:eu-west-1:536697261635:jane-checkout-events",
          "purchase-events:eventBusArn",
              "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events");

  private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

  private MockProgram program;

  /** The sample config with one value more or other. */
  static Map<String, String> with(String key, String value) {
    var config = new TreeMap<>(CONFIG);
    config.put("purchase-events:" + key, value);
    return config;
  }

  static Map<String, String> ownSources() {
    var config = with("createSources", "true");
    config.keySet().removeIf(key -> key.endsWith("Arn"));
    return config;
  }

  private MockProgram run(Map<String, String> config) {
    program = MockProgram.run(PurchaseEvents.NAME, config, PurchaseEvents::stack);
    return program;
  }

  @AfterEach
  void close() {
    program.close();
  }

  @Test
  void resources_areNamedAfterTheUser() {
    run(CONFIG);

    assertThat(physicalNames())
        .containsExactlyInAnyOrder(
            "Queue jane-basket-events",
            "Queue jane-basket-events-dlq",
            "Queue jane-checkout-events",
            "Queue jane-checkout-events-dlq",
            "Queue jane-purchase-events",
            "Queue jane-purchase-events-dlq",
            "EventRule jane-purchase-events",
            "LogGroup /jane/basket-events",
            "LogGroup /jane/checkout-events",
            "Role jane-basket-events-pipe",
            "Role jane-checkout-events-pipe",
            "RolePolicy queue-to-bus",
            "RolePolicy queue-to-bus",
            "Pipe jane-basket-events",
            "Pipe jane-checkout-events",
            "MetricAlarm jane-basket-events-topic-dlq-failed",
            "MetricAlarm jane-basket-events-oldest-message",
            "MetricAlarm jane-basket-events-pipe-failed",
            "MetricAlarm jane-basket-events-dlq-not-empty",
            "MetricAlarm jane-checkout-events-topic-dlq-failed",
            "MetricAlarm jane-checkout-events-oldest-message",
            "MetricAlarm jane-checkout-events-pipe-failed",
            "MetricAlarm jane-checkout-events-dlq-not-empty",
            "MetricAlarm jane-purchase-events-rule-failed",
            "MetricAlarm jane-purchase-events-rule-dlq-failed",
            "MetricAlarm jane-purchase-events-oldest-message",
            "MetricAlarm jane-purchase-events-dlq-not-empty");
  }

  private List<String> physicalNames() {
    return program.requests().stream()
        .filter(request -> request.inputs().containsKey("name"))
        .map(request -> kind(request) + " " + request.text("name"))
        .toList();
  }

  private static String kind(Request request) {
    return request.type().substring(request.type().lastIndexOf(':') + 1);
  }

  @Test
  void logicalNames_areStableForEveryResource() {
    run(CONFIG);

    assertThat(program.requests())
        .extracting(request -> request + " < " + request.parent())
        .containsExactlyInAnyOrder(
            "SourceQueueWithSubscription basket-events < Stack purchase-events-dev",
            "QueueWithDeadLetterQueue basket-events < SourceQueueWithSubscription basket-events",
            "Queue basket-events < QueueWithDeadLetterQueue basket-events",
            "Queue basket-events-dlq < QueueWithDeadLetterQueue basket-events",
            "QueuePolicy basket-events-policy < QueueWithDeadLetterQueue basket-events",
            "QueuePolicy basket-events-dlq-policy < QueueWithDeadLetterQueue basket-events",
            "TopicSubscription basket-events-subscription < SourceQueueWithSubscription basket-events",
            "SourceQueueWithSubscription checkout-events < Stack purchase-events-dev",
            "QueueWithDeadLetterQueue checkout-events < SourceQueueWithSubscription checkout-events",
            "Queue checkout-events < QueueWithDeadLetterQueue checkout-events",
            "Queue checkout-events-dlq < QueueWithDeadLetterQueue checkout-events",
            "QueuePolicy checkout-events-policy < QueueWithDeadLetterQueue checkout-events",
            "QueuePolicy checkout-events-dlq-policy < QueueWithDeadLetterQueue checkout-events",
            "TopicSubscription checkout-events-subscription < SourceQueueWithSubscription checkout-events",
            "PurchaseRuleQueue purchase-events < Stack purchase-events-dev",
            "QueueWithDeadLetterQueue purchase-events < PurchaseRuleQueue purchase-events",
            "Queue purchase-events < QueueWithDeadLetterQueue purchase-events",
            "Queue purchase-events-dlq < QueueWithDeadLetterQueue purchase-events",
            "QueuePolicy purchase-events-policy < QueueWithDeadLetterQueue purchase-events",
            "QueuePolicy purchase-events-dlq-policy < QueueWithDeadLetterQueue purchase-events",
            "EventRule purchase-events-rule < PurchaseRuleQueue purchase-events",
            "EventTarget purchase-events-target < PurchaseRuleQueue purchase-events",
            "SnsToBusPipe basket-events < Stack purchase-events-dev",
            "LogGroup basket-events-logs < SnsToBusPipe basket-events",
            "Role basket-events-role < SnsToBusPipe basket-events",
            "RolePolicy basket-events-role-policy < SnsToBusPipe basket-events",
            "Pipe basket-events < SnsToBusPipe basket-events",
            "SnsToBusPipe checkout-events < Stack purchase-events-dev",
            "LogGroup checkout-events-logs < SnsToBusPipe checkout-events",
            "Role checkout-events-role < SnsToBusPipe checkout-events",
            "RolePolicy checkout-events-role-policy < SnsToBusPipe checkout-events",
            "Pipe checkout-events < SnsToBusPipe checkout-events",
            "Monitoring purchase-events-monitoring < Stack purchase-events-dev",
            "Dashboard purchase-events-monitoring-dashboard < Monitoring purchase-events-monitoring",
            "MetricAlarm basket-events-topic-dlq-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm basket-events-oldest-message < Monitoring purchase-events-monitoring",
            "MetricAlarm basket-events-pipe-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm basket-events-dlq-not-empty < Monitoring purchase-events-monitoring",
            "MetricAlarm checkout-events-topic-dlq-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm checkout-events-oldest-message < Monitoring purchase-events-monitoring",
            "MetricAlarm checkout-events-pipe-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm checkout-events-dlq-not-empty < Monitoring purchase-events-monitoring",
            "MetricAlarm purchase-events-rule-dlq-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm purchase-events-rule-failed < Monitoring purchase-events-monitoring",
            "MetricAlarm purchase-events-oldest-message < Monitoring purchase-events-monitoring",
            "MetricAlarm purchase-events-dlq-not-empty < Monitoring purchase-events-monitoring");
  }

  @Test
  void allThatTakeTags_carryThem() {
    run(with("debugRule", "true"));

    var tagged =
        program.requests().stream().filter(request -> request.inputs().containsKey("tags"));
    assertThat(tagged)
        .hasSize(16 + 15)
        .allSatisfy(
            request ->
                assertThat(request.inputs().get("tags"))
                    .isEqualTo(
                        Map.of("project", "purchase-events", "stack", "dev", "username", "jane")));
  }

  @Test
  void typesWithoutTags_areThoseThatTakeNone() {
    run(with("debugRule", "true"));

    var untagged =
        program.requests().stream()
            .filter(request -> request.type().startsWith("aws:"))
            .filter(request -> !request.inputs().containsKey("tags"))
            .map(PurchaseEventsTest::kind)
            .collect(Collectors.toSet());
    assertThat(untagged)
        .containsExactlyInAnyOrder(
            "QueuePolicy",
            "TopicSubscription",
            "EventTarget",
            "RolePolicy",
            "LogResourcePolicy",
            "Dashboard");
  }

  @Test
  void purchaseQueue_mayHaveAnotherName_whileTheRuleKeepsIts() {
    run(with("purchaseQueue", "purchase-events-processor"));

    assertThat(physicalNames())
        .contains(
            "Queue jane-purchase-events-processor",
            "Queue jane-purchase-events-processor-dlq",
            "EventRule jane-purchase-events")
        .doesNotContain("Queue jane-purchase-events");
  }

  @Test
  void pipeLogsOff_makesNoLogGroupAndTurnsThePipesLogsOff() {
    run(with("pipeLogs", "false"));

    assertThat(program.requests("aws:cloudwatch/logGroup:LogGroup")).isEmpty();
    assertThat(program.requests("aws:pipes/pipe:Pipe"))
        .hasSize(2)
        .allSatisfy(
            pipe ->
                assertThat(pipe.inputs())
                    .containsEntry("logConfiguration", Map.of("level", "OFF")));
  }

  @Test
  void monitoringOff_makesNeitherAlarmNorDashboard() {
    run(with("monitoring", "false"));

    assertThat(program.requests())
        .extracting(PurchaseEventsTest::kind)
        .doesNotContain("Monitoring", "MetricAlarm", "Dashboard");
  }

  @Test
  void debugRule_isWatchedToo() {
    run(with("debugRule", "true"));

    assertThat(physicalNames())
        .contains(
            "MetricAlarm jane-purchase-events-debug-rule-failed",
            "MetricAlarm jane-purchase-events-debug-rule-dlq-failed",
            "MetricAlarm jane-purchase-events-debug-dlq-not-empty");
  }

  @Test
  void debugRule_whoseAlarmRings_isToldToHaveCopiesOnly() {
    run(with("debugRule", "true"));

    assertThat(program.requests(ALARM))
        .filteredOn(alarm -> alarm.name().startsWith("purchase-events-debug-"))
        .hasSize(3)
        .extracting(alarm -> String.valueOf(alarm.inputs().get("alarmDescription")))
        .allMatch(description -> description.toLowerCase().contains("copies of events"))
        .noneMatch(description -> description.contains("move them back"))
        .noneMatch(description -> description.contains("the events themselves went their way"));
    assertThat(
            program
                .request(ALARM, "purchase-events-debug-dlq-not-empty")
                .inputs()
                .get("alarmDescription"))
        .asString()
        .contains("those that no other rule matched lie nowhere else", "keep these")
        .endsWith("docs/runbook.md#debug-dead-letters");
  }

  @Test
  void aTopicOfSomebodyElse_hasNoAlarm() {
    run(with("basketTopicArn", "arn:aws:sns:eu-west-1:536697261635:team-basket-events"));

    assertThat(physicalNames())
        .contains("MetricAlarm jane-checkout-events-topic-dlq-failed")
        .doesNotContain("MetricAlarm jane-basket-events-topic-dlq-failed");
  }

  @Test
  void everyWatchedName_isThatOfAResource() {
    var config = ownSources();
    config.put("purchase-events:debugRule", "true");
    config.put("purchase-events:purchaseQueue", "paid");
    run(config);

    assertThat(program.requests(ALARM))
        .hasSize(15)
        .allSatisfy(alarm -> assertThat(watched(alarm)).isSubsetOf(physicalNames()));
  }

  /** What the dimensions of an alarm name, with the kind of resource. */
  private static List<String> watched(Request alarm) {
    var kinds =
        Map.of(
            "TopicName", "Topic",
            "QueueName", "Queue",
            "PipeName", "Pipe",
            "RuleName", "EventRule");
    return ((Map<?, ?>) alarm.inputs().get("dimensions"))
        .entrySet().stream()
            .filter(dimension -> !dimension.getKey().equals("EventBusName"))
            .map(dimension -> kinds.get(dimension.getKey()) + " " + dimension.getValue())
            .toList();
  }

  @Test
  void everyTopicQueuePipeAndRule_isWatched() {
    var config = ownSources();
    config.put("purchase-events:debugRule", "true");
    run(config);

    var watched = program.requests(ALARM).stream().flatMap(alarm -> watched(alarm).stream());
    assertThat(physicalNames().stream().filter(it -> it.matches("(Topic|Queue|Pipe|EventRule) .*")))
        .hasSize(2 + 7 + 2 + 2)
        .isSubsetOf(watched.toList());
  }

  @Test
  void alarmTopic_isToldOfEveryAlarmAndItsEnd() {
    var topic = "arn:aws:sns:eu-west-1:536697261635:alarms";
    run(with("alarmTopicArn", topic));

    assertThat(program.requests(ALARM))
        .hasSize(12)
        .allSatisfy(
            alarm ->
                assertThat(alarm.inputs())
                    .containsEntry("alarmActions", List.of(topic))
                    .containsEntry("okActions", List.of(topic)));
  }

  @Test
  void debugRuleOff_makesNoLogResourcePolicyAndOneRule() {
    run(CONFIG);

    assertThat(program.requests("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")).isEmpty();
    assertThat(program.requests("aws:cloudwatch/eventRule:EventRule")).hasSize(1);
  }

  @Test
  void permissionsBoundary_isOnEveryRole() {
    String boundary = "arn:aws:iam::536697261635:policy/pipes";

    run(with("permissionsBoundary", boundary));

    assertThat(program.requests("aws:iam/role:Role"))
        .hasSize(2)
        .allSatisfy(
            role -> assertThat(role.inputs()).containsEntry("permissionsBoundary", boundary));
  }

  @Test
  void withoutAPermissionsBoundary_noRoleSaysAnythingOfIt() {
    run(CONFIG);

    assertThat(program.requests("aws:iam/role:Role"))
        .noneMatch(role -> role.inputs().containsKey("permissionsBoundary"));
  }

  @Test
  void providedSources_makeNoTopicAndNoBus() {
    run(CONFIG);

    assertThat(program.requests("aws:sns/topic:Topic")).isEmpty();
    assertThat(program.requests("aws:cloudwatch/eventBus:EventBus")).isEmpty();
    assertThat(program.calls()).containsExactly("aws:index/getCallerIdentity:getCallerIdentity");
  }

  @Test
  void ownSources_areTheTopicsAndTheBusOfTheCallersAccount() {
    run(ownSources());

    assertThat(physicalNames())
        .contains(
            "Topic jane-basket-events",
            "Topic jane-checkout-events",
            "EventBus jane-domain-events");
    assertThat(program.calls()).containsExactly("aws:index/getCallerIdentity:getCallerIdentity");
    assertThat(subscribedTopic())
        .isEqualTo("arn:aws:sns:eu-west-1:536697261635:jane-basket-events");
  }

  private String subscribedTopic() {
    return program
        .request("aws:sns/topicSubscription:TopicSubscription", "basket-events-subscription")
        .text("topic");
  }

  @Test
  void firstPreview_showsEveryPolicyWhole() {
    program = MockProgram.preview(PurchaseEvents.NAME, ownSources(), PurchaseEvents::stack);

    assertThat(program.request("aws:pipes/pipe:Pipe", "basket-events").inputs())
        .as("a preview does not know what AWS answers")
        .containsEntry("source", null);
    assertThat(program.requests(ALARM))
        .flatExtracting(alarm -> alarm.inputs().values())
        .isNotEmpty()
        .doesNotContainNull();
    assertThat(program.requests("aws:cloudwatch/dashboard:Dashboard"))
        .extracting(dashboard -> dashboard.text("dashboardBody"))
        .singleElement()
        .isNotNull();
    assertThat(program.requests())
        .flatExtracting(request -> request.inputs().entrySet())
        .filteredOn(input -> input.getKey().toLowerCase().contains("policy"))
        .hasSize(6 + 3 + 3 + 2 + 2 + 2 + 1 + 2)
        .noneMatch(input -> input.getValue() == null);
  }

  @Test
  void outputs_areWhatAPersonNeedsNext() {
    var outputs = outputs(with("debugRule", "true"));

    assertThat(outputs)
        .containsOnly(
            entry("basketTopicArn", "arn:aws:sns:eu-west-1:536697261635:jane-basket-events"),
            entry("basketQueueUrl", "https://basket-events"),
            entry("basketQueueArn", "arn:basket-events"),
            entry("basketDeadLetterQueueUrl", "https://basket-events-dlq"),
            entry("basketDeadLetterQueueArn", "arn:basket-events-dlq"),
            entry("basketPipeArn", "arn:basket-events"),
            entry("basketLogGroupName", "/jane/basket-events"),
            entry("checkoutTopicArn", "arn:aws:sns:eu-west-1:536697261635:jane-checkout-events"),
            entry("checkoutQueueUrl", "https://checkout-events"),
            entry("checkoutQueueArn", "arn:checkout-events"),
            entry("checkoutDeadLetterQueueUrl", "https://checkout-events-dlq"),
            entry("checkoutDeadLetterQueueArn", "arn:checkout-events-dlq"),
            entry("checkoutPipeArn", "arn:checkout-events"),
            entry("checkoutLogGroupName", "/jane/checkout-events"),
            entry("purchaseQueueUrl", "https://purchase-events"),
            entry("purchaseQueueArn", "arn:purchase-events"),
            entry("purchaseDeadLetterQueueUrl", "https://purchase-events-dlq"),
            entry("purchaseDeadLetterQueueArn", "arn:purchase-events-dlq"),
            entry("purchaseRuleArn", "arn:purchase-events-rule"),
            entry("debugLogGroupName", "/jane/purchase-events"),
            entry("dashboardName", "jane-purchase-events"),
            entry(
                "eventBusArn",
                "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events"));
  }

  private Map<String, Object> outputs(Map<String, String> config) {
    var outputs = Collections.synchronizedMap(new TreeMap<String, Object>());
    program = MockProgram.holding(PurchaseEvents.NAME, config, request -> false);
    var result = MockProgram.finish(program.start(PurchaseEvents::stack));
    result
        .outputs()
        .forEach(
            (name, output) ->
                outputs.put(name, PulumiTestInternal.extractOutputData(output).getValueNullable()));
    return outputs;
  }
}
