package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.aws.iam.Policy;
import com.pulumi.aws.iam.PolicyArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.RealTime;
import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a person changes in a program while it runs, and takes back, or mends. */
class RedeploymentTest {

  private static final String LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String TOPIC = "aws:sns/topic:Topic";
  private static final String TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String ROLE = "aws:iam/role:Role";
  private static final String LONDON = "{\"store\":[\"london\"]}";

  private static final Map<String, Object> NESTED =
      Map.of(
          "filterPolicy", "{\"store\":{\"city\":[\"london\"]}}",
          "filterPolicyScope", "MessageBody");

  private static final String DASHBOARD = "jane-purchase-events";
  private static final String ROLE_ARN = "arn:aws:iam::536697261635:role/jane-role";
  private static final String POLICY_ARN = "arn:aws:iam::536697261635:policy/jane-policy";

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  private final Principal root = new Principal.Root("aws", Program.EXAMPLE_ACCOUNT);

  private static ResourceGraph with(String type, String name, Map<String, Object> changes) {
    return GRAPH.altered(
        GRAPH.named(type, name).urn(),
        inputs -> {
          Map<String, Object> changed = new HashMap<>(inputs);
          changed.putAll(changes);
          return changed;
        });
  }

  private static Map<String, Object> changed(
      Map<String, Object> inputs, String name, Object value) {
    inputs.put(name, value);
    return inputs;
  }

  private static ResourceGraph subscribing(Map<String, Object> changes) {
    return with(Altered.SUBSCRIPTION, "basket-events-subscription", changes);
  }

  private static void applyFails(RunningProgram program, ResourceGraph graph, String message) {
    assertThatThrownBy(() -> program.apply(graph)).hasMessageContaining(message);
  }

  private Map<String, String> subscription(RunningProgram program) {
    SnsAsyncClient sns = program.cloud.client(SnsAsyncClient.class, root);
    String arn =
        program
            .time
            .await(
                sns.listSubscriptionsByTopic(
                    it -> it.topicArn(PurchaseProgram.TOPIC + "basket-events")))
            .subscriptions()
            .get(0)
            .subscriptionArn();
    return program
        .time
        .await(sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn)))
        .attributes();
  }

  @Test
  void apply_afterACreationThatFailedHalfWay_makesTheResourceAnew() {
    String group = GRAPH.named(LOG_GROUP, "basket-events-logs").urn();
    RunningProgram program = new RunningProgram(GRAPH.without(group));
    applyFails(
        program,
        with(LOG_GROUP, "basket-events-logs", Map.of("retentionInDays", 2)),
        "InvalidParameterException: ");

    program.apply(with(LOG_GROUP, "basket-events-logs", Map.of("retentionInDays", 3)));

    CloudWatchLogsAsyncClient logs = program.cloud.client(CloudWatchLogsAsyncClient.class, root);
    assertThat(program.time.await(logs.describeLogGroups()).logGroups())
        .filteredOn(it -> it.logGroupName().contains("basket"))
        .singleElement()
        .satisfies(it -> assertThat(it.retentionInDays()).isEqualTo(3));
  }

  /** Pulumi would mend it where it is. */
  @Test
  void apply_afterAProtectedPipeThatDidNotComeUp_makesItAnew() {
    ResourceGraph graph = protecting(GRAPH.named(PIPE, "basket-events").urn());
    RunningProgram program = new RunningProgram(Altered.without(graph, PIPE, "basket-events"));
    applyFails(
        program, Altered.denying(graph, "basket-events", "sqs:ReceiveMessage"), "CREATE_FAILED");

    program.apply(graph);

    assertThat(program.deployment.isDeployed(graph)).isTrue();
  }

  private static ResourceGraph protecting(String urn) {
    String line = "\"urn\" : \"" + urn + "\",";
    String text = GRAPH.toJson().replace(line, line + "\"isProtected\" : true,");
    ResourceGraph graph = ResourceGraph.fromJson(text);
    assertThat(graph.resource(urn).isProtected()).isTrue();
    return graph;
  }

  @Test
  void apply_afterAChangeThatFailedHalfWayAndIsTakenBack_undoesWhatWasChanged() {
    RunningProgram program = new RunningProgram(GRAPH);
    Map<String, String> before = subscription(program);
    applyFails(
        program,
        subscribing(
            Map.of("filterPolicy", LONDON, "rawMessageDelivery", false, "redrivePolicy", "{}x")),
        "RedrivePolicy");
    assertThat(subscription(program)).containsEntry("RawMessageDelivery", "false");
    assertThat(program.deployment.isDeployed(GRAPH)).isFalse();

    program.apply(GRAPH);

    assertThat(subscription(program)).isEqualTo(before);
    assertThat(program.deployment.isDeployed(GRAPH)).isTrue();
  }

  /** Neither the first change nor the second says all that the third has to undo. */
  @Test
  void apply_afterSeveralChangesThatFailedHalfWay_bringsWhatIsAsked() {
    RunningProgram program = new RunningProgram(GRAPH);
    applyFails(
        program,
        subscribing(Map.of("filterPolicy", LONDON, "redrivePolicy", "{}x")),
        "RedrivePolicy");
    applyFails(
        program,
        subscribing(Map.of("rawMessageDelivery", false, "redrivePolicy", "{}x")),
        "RedrivePolicy");

    program.apply(subscribing(Map.of("rawMessageDelivery", false)));

    assertThat(subscription(program))
        .containsEntry("RawMessageDelivery", "false")
        .doesNotContainKey("FilterPolicy");
  }

  @Test
  void apply_anotherFilterScope_isSetInTheOrderThatAwsTakes() {
    RunningProgram program = new RunningProgram(subscribing(Map.of("filterPolicy", LONDON)));

    program.apply(subscribing(NESTED));
    assertThat(subscription(program)).containsEntry("FilterPolicyScope", "MessageBody");

    program.apply(subscribing(Map.of("filterPolicy", LONDON)));
    assertThat(subscription(program))
        .containsEntry("FilterPolicy", LONDON)
        .containsEntry("FilterPolicyScope", "MessageAttributes");
  }

  @Test
  void apply_withoutAFilterThatWasThere_delivers() {
    RunningProgram program = new RunningProgram(subscribing(NESTED));

    program.apply(GRAPH);

    assertThat(subscription(program)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
  }

  /** Without what it had but the change, it would deliver otherwise than the program asks. */
  @Test
  void apply_aChangeOfASubscriptionThatSomebodyRemoved_failsAndTheNextMakesItWhole() {
    RunningProgram program = new RunningProgram(GRAPH);
    Map<String, String> before = subscription(program);
    program.time.await(
        program
            .cloud
            .client(SnsAsyncClient.class, root)
            .unsubscribe(it -> it.subscriptionArn(before.get("SubscriptionArn"))));
    ResourceGraph filtering = subscribing(Map.of("filterPolicy", LONDON));

    applyFails(program, filtering, "NotFound: Subscription does not exist; somebody removed it");
    program.apply(filtering);

    assertThat(subscription(program))
        .containsEntry("FilterPolicy", LONDON)
        .containsEntry("RawMessageDelivery", before.get("RawMessageDelivery"))
        .containsEntry("RedrivePolicy", before.get("RedrivePolicy"));
    assertThat(before).containsEntry("RawMessageDelivery", "true").containsKey("RedrivePolicy");
  }

  /** So many that a list of the topic's subscriptions does not begin with the program's. */
  @Test
  void apply_withoutASubscriptionOfManyOfItsTopic_removesIt() {
    RunningProgram program = new RunningProgram(GRAPH);
    String topic = PurchaseProgram.TOPIC + "basket-events";
    SnsAsyncClient sns = program.cloud.client(SnsAsyncClient.class, root);
    int others = 0;
    while (endpoints(program, sns.listSubscriptionsByTopic(it -> it.topicArn(topic))).stream()
        .anyMatch(it -> it.endsWith("jane-basket-events"))) {
      String queue = "jane-other-" + others++;
      program.time.await(
          program.cloud.client(SqsAsyncClient.class, root).createQueue(it -> it.queueName(queue)));
      String arn = "arn:aws:sqs:eu-west-1:" + Program.EXAMPLE_ACCOUNT + ":" + queue;
      program.time.await(sns.subscribe(it -> it.topicArn(topic).protocol("sqs").endpoint(arn)));
    }

    program.time.await(program.deployment.destroy());

    List<String> left = new ArrayList<>();
    program.time.await(
        sns.listSubscriptionsPaginator().subscriptions().subscribe(it -> left.add(it.endpoint())));
    assertThat(left).hasSize(others).allMatch(it -> it.contains("jane-other-"));
  }

  private static List<String> endpoints(
      RunningProgram program, CompletableFuture<ListSubscriptionsByTopicResponse> listed) {
    return program.time.await(listed).subscriptions().stream().map(it -> it.endpoint()).toList();
  }

  @Test
  void aFilterScopeWithoutAFilter_isRefusedAsByTheProvider() {
    assertThatThrownBy(() -> subscribing(Map.of("filterPolicyScope", "MessageBody")))
        .hasMessageContaining("filterPolicyScope is MessageBody, but")
        .hasMessageContaining("filterPolicy");
  }

  /** On AWS they would go; docs/deploy.md says how they stay. */
  @ParameterizedTest
  @CsvSource({
    "jane, jane-domain-events, sns:eu-west-1:536697261635:jane-basket-events",
    "jane, others-events, sns:eu-west-1:536697261635:jane-basket-events",
    "others, jane-domain-events, events:eu-west-1:536697261635:event-bus/jane-domain-events"
  })
  void apply_withTheArnsOfItsOwnTopicsOrBus_isRefusedAndLeavesThemThere(
      String topicsOf, String bus, String refused) {
    RunningProgram program =
        new RunningProgram(ProgramRecorder.record(PurchaseProgram.withOwnSources()));
    String topics = PurchaseProgram.TOPIC.replace("jane", topicsOf);

    applyFails(
        program,
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "purchase-events:basketTopicArn", topics + "basket-events",
                    "purchase-events:checkoutTopicArn", topics + "checkout-events",
                    "purchase-events:eventBusArn",
                        PurchaseProgram.BUS.replace("jane-domain-events", bus)))),
        "arn:aws:" + refused + ", which the program refers to as another's");

    program.publish("checkout-events", PurchaseProgram.example("checkout-created-event"));
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  void apply_withoutATopicsPolicy_leavesTheTopicThePolicyItHas() {
    ResourceGraph own = ProgramRecorder.record(PurchaseProgram.withOwnSources());
    ResourceGraph topic = own.without(own.named(TOPIC_POLICY, "basket-events-topic-policy").urn());
    String urn = topic.named(TOPIC, "basket-events-topic").urn();
    String arn = PurchaseProgram.TOPIC + "basket-events";
    String policy =
        """
        {"Version":"2012-10-17","Statement":{"Sid":"Mine","Effect":"Allow","Principal":"*",\
        "Action":"SNS:Publish","Resource":"%s"}}"""
            .formatted(arn);
    RunningProgram program =
        new RunningProgram(topic.altered(urn, inputs -> changed(inputs, "policy", policy)));

    program.apply(topic);

    SnsAsyncClient sns = program.cloud.client(SnsAsyncClient.class, root);
    assertThat(program.time.await(sns.getTopicAttributes(it -> it.topicArn(arn))).attributes())
        .containsEntry("Policy", policy);
  }

  @Test
  void apply_withoutAQueuesRedrivePolicy_leavesTheQueueThePolicyItHas() {
    RunningProgram program = new RunningProgram(GRAPH);

    String urn = GRAPH.named(QUEUE, "basket-events").urn();
    program.apply(GRAPH.altered(urn, inputs -> changed(inputs, "redrivePolicy", null)));

    SqsAsyncClient sqs = program.cloud.client(SqsAsyncClient.class, root);
    String url = "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-basket-events";
    assertThat(
            program
                .time
                .await(
                    sqs.getQueueAttributes(
                        it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
                .attributes())
        .containsKey(QueueAttributeName.REDRIVE_POLICY);
  }

  @Test
  void apply_ofTagsOnly_leavesAStoppedPipeStopped() {
    RunningProgram program = new RunningProgram(GRAPH);
    PipesAsyncClient pipes = program.cloud.client(PipesAsyncClient.class, root);
    program.time.await(pipes.stopPipe(it -> it.name("jane-basket-events")));
    program.time.advance(Duration.ofMinutes(5));

    program.apply(with(PIPE, "basket-events", Map.of("tags", Map.of("owner", "baskets"))));

    var pipe = program.time.await(pipes.describePipe(it -> it.name("jane-basket-events")));
    assertThat(pipe.currentState()).isEqualTo(PipeState.STOPPED);
    assertThat(pipe.tags()).containsEntry("owner", "baskets");
  }

  @Test
  void apply_withoutAPipesFilter_takesItAway() {
    Map<String, Object> filter =
        Map.of("filters", List.of(Map.of("pattern", "{\"body\":[\"a\"]}")));
    RunningProgram program =
        new RunningProgram(reading(Map.of("batchSize", 2), Map.of("filterCriteria", filter)));

    program.apply(reading(Map.of("batchSize", 2), Map.of()));

    PipesAsyncClient pipes = program.cloud.client(PipesAsyncClient.class, root);
    var source =
        program
            .time
            .await(pipes.describePipe(it -> it.name("jane-basket-events")))
            .sourceParameters();
    assertThat(source.filterCriteria().filters()).isEmpty();
    assertThat(source.sqsQueueParameters().batchSize()).isEqualTo(2);
  }

  private static ResourceGraph reading(Map<String, Object> queue, Map<String, Object> filter) {
    Map<String, Object> source = new HashMap<>(filter);
    source.put("sqsQueueParameters", queue);
    return with(PIPE, "basket-events", Map.of("sourceParameters", source));
  }

  @Test
  void apply_withoutWhatSomebodyDeletedAlready_goesOn() {
    RunningProgram program = new RunningProgram(GRAPH);
    var sqs = program.cloud.client(SqsAsyncClient.class, root);
    for (String queue : List.of("jane-basket-events", "jane-purchase-events-dlq")) {
      program.time.await(
          sqs.deleteQueue(
              it -> it.queueUrl("https://sqs.eu-west-1.amazonaws.com/536697261635/" + queue)));
    }
    var pipes = program.cloud.client(PipesAsyncClient.class, root);
    program.time.await(pipes.deletePipe(it -> it.name("jane-basket-events")));
    program.time.advance(Duration.ofMinutes(5));
    var logs = program.cloud.client(CloudWatchLogsAsyncClient.class, root);
    var groups = program.time.await(logs.describeLogGroups()).logGroups();
    groups.forEach(
        group ->
            program.time.await(logs.deleteLogGroup(it -> it.logGroupName(group.logGroupName()))));
    deleteRole(program, "jane-basket-events-pipe");
    deleteMonitoring(program);

    program.time.await(program.deployment.destroy());

    assertThat(groups).isNotEmpty();
    assertThat(program.time.await(sqs.listQueues()).queueUrls()).isEmpty();
  }

  private void deleteMonitoring(RunningProgram program) {
    var cloudWatch = program.cloud.client(CloudWatchAsyncClient.class, root);
    var alarms =
        program.time.await(cloudWatch.describeAlarms()).metricAlarms().stream()
            .map(MetricAlarm::alarmName)
            .toList();
    assertThat(alarms).isNotEmpty();
    program.time.await(cloudWatch.deleteAlarms(it -> it.alarmNames(alarms)));
    program.time.await(cloudWatch.deleteDashboards(it -> it.dashboardNames(DASHBOARD)));
  }

  private void deleteRole(RunningProgram program, String role) {
    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root);
    program
        .time
        .await(iam.listRolePolicies(it -> it.roleName(role)))
        .policyNames()
        .forEach(
            policy ->
                program.time.await(
                    iam.deleteRolePolicy(it -> it.roleName(role).policyName(policy))));
    program.time.await(iam.deleteRole(it -> it.roleName(role)));
  }

  /** The new policy has the ARN of the old one, which cannot go while it is attached. */
  @Test
  void apply_anotherDescriptionOfAPolicy_attachesTheNewOne() {
    RunningProgram program = new RunningProgram(attached("what it was for", "sqs:ListQueues"));

    program.apply(attached("what it is for", "sqs:ListQueues"));
    program.apply(attached("what it will be for", "sqs:ListQueues"));

    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root);
    assertThat(
            program
                .time
                .await(iam.listAttachedRolePolicies(it -> it.roleName("jane-role")))
                .attachedPolicies())
        .singleElement()
        .satisfies(it -> assertThat(it.policyName()).isEqualTo("jane-policy"));
    assertThat(
            program
                .time
                .await(iam.getPolicy(it -> it.policyArn(POLICY_ARN)))
                .policy()
                .description())
        .isEqualTo("what it will be for");
  }

  /** So often that versions have to go, and that the oldest is not the first by its letters. */
  @Test
  void apply_otherRightsOfAPolicy_countAtOnceAndAloneHoweverOftenTheyChange() {
    RunningProgram program = new RunningProgram(attached("rights", "sqs:Call1"));
    Principal session = program.cloud.iam().session(ROLE_ARN, "run");

    for (int version = 2; version <= 12; version++) {
      program.apply(attached("rights", "sqs:Call" + version));

      assertThat(may(program, session, "sqs:Call" + version)).as("v%s", version).isTrue();
      assertThat(may(program, session, "sqs:Call" + (version - 1))).as("v%s", version).isFalse();
    }

    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root);
    assertThat(
            program.time.await(iam.listPolicyVersions(it -> it.policyArn(POLICY_ARN))).versions())
        .extracting(PolicyVersion::versionId)
        .containsExactlyInAnyOrder("v8", "v9", "v10", "v11", "v12");
  }

  private static boolean may(RunningProgram program, Principal principal, String action) {
    AccessRequest request = new AccessRequest(Caller.of(principal), action, "*");
    return program.cloud.iam().decide(request, null).allowed();
  }

  private static ResourceGraph attached(String description, String action) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",\
        "Principal":{"Service":"pipes.amazonaws.com"}}}""";
    String rights =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"%s","Resource":"*"}}"""
            .formatted(action);
    return ProgramRecorder.record(
        new Program(
            "shop",
            "test",
            Map.of("shop:username", "jane"),
            Set.of(),
            context -> {
              var role =
                  new Role(
                      "role", RoleArgs.builder().name("jane-role").assumeRolePolicy(trust).build());
              var policy =
                  new Policy(
                      "policy",
                      PolicyArgs.builder()
                          .name("jane-policy")
                          .description(description)
                          .policy(rights)
                          .build());
              new RolePolicyAttachment(
                  "attachment",
                  RolePolicyAttachmentArgs.builder()
                      .role(role.name())
                      .policyArn(policy.arn())
                      .build());
            }));
  }

  @Test
  void apply_soonAfterDestroy_waitsUntilTheQueuesNamesAreFree() {
    RunningProgram program = new RunningProgram(GRAPH);
    program.time.await(program.deployment.destroy());
    Instant destroyed = program.time.now();

    program.apply(GRAPH);

    assertThat(Duration.between(destroyed, program.time.now()))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(70));
  }

  /** The other queues are made after their dead-letter queues, when all names are free. */
  @Test
  void apply_soonAfterDestroy_tellsOnceOfEachQueueThatItWaitsForItsName() {
    RunningProgram program = new RunningProgram(GRAPH);
    program.time.await(program.deployment.destroy());
    List<String> notes = new ArrayList<>();

    program.time.await(program.deployment.apply(GRAPH, notes::add));

    assertThat(notes)
        .hasSize(3)
        .doesNotHaveDuplicates()
        .contains(
            "Queue jane-basket-events-dlq was deleted less than 60 seconds ago, and SQS lets its"
                + " name be used again only then: waiting for that, up to 60 seconds. Ending 'up'"
                + " and starting it anew is quicker, and loses what lies in the other queues.");
  }

  @Test
  void apply_tellsHowManyMessagesWentWithAQueue() {
    RunningProgram program = new RunningProgram(GRAPH);
    String url = GRAPH.named(QUEUE, "purchase-events").id();
    SqsAsyncClient sqs = program.cloud.client(SqsAsyncClient.class, root);
    program.time.await(sqs.sendMessage(it -> it.queueUrl(url).messageBody("{}")));
    List<String> notes = new ArrayList<>();
    ResourceGraph renamed =
        ProgramRecorder.record(
            PurchaseProgram.with(Map.of("purchase-events:purchaseQueue", "orders")));

    program.time.await(program.deployment.apply(renamed, notes::add));

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "Queue jane-purchase-events is deleted, and what lay in it is gone (messages: 1).",
            "Queue jane-purchase-events-dlq is deleted; nothing lay in it.");
  }

  @Test
  void apply_withoutARolesDescription_takesItAway() {
    RunningProgram program =
        new RunningProgram(with(ROLE, "basket-events-role", Map.of("description", "old")));

    program.apply(GRAPH);

    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root);
    assertThat(
            program
                .time
                .await(iam.getRole(it -> it.roleName("jane-basket-events-pipe")))
                .role()
                .description())
        .isNullOrEmpty();
  }

  /** What fails must not be waited for: a watcher would wait for ever. */
  @Test
  void apply_whatNobodyForesaw_failsInRealTimeToo() {
    var executor = Executors.newSingleThreadScheduledExecutor();
    try {
      LocalCloud cloud = new LocalCloud(new RealTime(executor, 1), GRAPH.stack().account());
      String urn = GRAPH.named(Altered.QUEUE_POLICY, "basket-events-policy").urn();
      ResourceGraph withoutQueue = GRAPH.altered(urn, inputs -> changed(inputs, "queueUrl", null));

      assertThat(new Deployment(cloud).apply(withoutQueue)).failsWithin(Duration.ofSeconds(10));
    } finally {
      executor.shutdownNow();
    }
  }
}
