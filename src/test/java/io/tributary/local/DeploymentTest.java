package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pulumi.Context;
import com.pulumi.aws.cloudwatch.EventRule;
import com.pulumi.aws.cloudwatch.EventRuleArgs;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.QueueArgs;
import com.pulumi.aws.sqs.QueuePolicy;
import com.pulumi.aws.sqs.QueuePolicyArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.RealTime;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.testing.RunningProgram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DeploymentTest {

  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String EVENT = PurchaseProgram.example("basket-updated-event");

  private static final String JOE = PurchaseProgram.TOPIC.replace("jane", "joe");

  private static final String ORDERS = "arn:aws:sqs:eu-west-1:536697261635:jane-orders";

  private static ResourceGraph record(Consumer<Context> code) {
    return ProgramRecorder.record(
        new Program("shop", "test", Map.of("shop:username", "jane"), Set.of(), code));
  }

  private static Queue queue(String name, int delaySeconds) {
    return new Queue(name, QueueArgs.builder().name(name).delaySeconds(delaySeconds).build());
  }

  private static ProgramException problemsOf(ResourceGraph graph) {
    return (ProgramException) catchThrowable(() -> new RunningProgram(graph)).getCause();
  }

  private static <T> T call(
      RunningProgram program, java.util.concurrent.CompletableFuture<T> answer) {
    return program.time.await(answer);
  }

  private static SqsAsyncClient sqs(RunningProgram program) {
    return program.cloud.client(SqsAsyncClient.class, root());
  }

  private static Principal root() {
    return new Principal.Root("aws", Program.EXAMPLE_ACCOUNT);
  }

  private static String queues(RunningProgram program) {
    return call(program, sqs(program).listQueues()).queueUrls().toString();
  }

  /** So a second stack of the username would delete the queue, and stop at the roles. */
  @Test
  void whoMakesAQueueAsItIs_isGivenTheOneThatIsThere_andARolesNameIsTakenInAnyCase() {
    ResourceGraph graph = PurchaseProgram.recorded();
    RunningProgram program = new RunningProgram(graph);
    GraphResource queue = graph.named(QUEUE, "basket-events-dlq");
    Map<QueueAttributeName, String> attributes =
        Map.of(
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            String.valueOf(((Number) queue.inputs().get("messageRetentionSeconds")).longValue()));
    IamAsyncClient iam = program.cloud.client(IamAsyncClient.class, root());
    GraphResource role = graph.named("aws:iam/role:Role", "basket-events-role");
    String trust = (String) role.inputs().get("assumeRolePolicy");

    assertThat(
            call(
                    program,
                    sqs(program)
                        .createQueue(
                            it -> it.queueName("jane-basket-events-dlq").attributes(attributes)))
                .queueUrl())
        .isEqualTo(queue.id());
    assertThatThrownBy(
            () ->
                call(
                    program,
                    iam.createRole(
                        it ->
                            it.roleName("Jane-basket-events-pipe")
                                .assumeRolePolicyDocument(trust))))
        .hasRootCauseInstanceOf(EntityAlreadyExistsException.class);
  }

  /** AWS grants listing rules and testing patterns on all resources or none. */
  @Test
  void apply_theUserMayLookAtTheRulesOfItsBus() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    Principal jane = new Principal.User("aws", Program.EXAMPLE_ACCOUNT, "jane");
    var events = program.cloud.client(EventBridgeAsyncClient.class, jane);

    assertThat(call(program, events.listRules(it -> it.eventBusName("jane-domain-events"))).rules())
        .extracting(Rule::name)
        .containsExactly("jane-purchase-events");
  }

  @Test
  void apply_aNameOutsideTheUsersPrefix_isDeniedAsOnAwsWithTheMissingStatement() {
    ProgramException denied = problemsOf(record(context -> queue("joe-orders", 0)));

    assertThat(denied.problems()).hasSize(1);
    assertThat(denied.problems().get(0))
        .contains("urn:pulumi:test::shop::aws:sqs/queue:Queue::joe-orders could not be created")
        .contains(
            "arn:aws:iam::536697261635:user/jane is not authorized to perform: sqs:createqueue")
        .contains("This statement would allow it: {")
        .contains("arn:aws:sqs:eu-west-1:536697261635:joe-orders");
  }

  @ParameterizedTest
  @CsvSource({
    "aws:cloudwatch/eventRule:EventRule, purchase-events-rule, 64, . - _",
    "aws:pipes/pipe:Pipe, basket-events, 64, . - _",
    "aws:sqs/queue:Queue, basket-events, 80, - _",
    "aws:iam/role:Role, basket-events-role, 64, '+ = , . @ - _'"
  })
  void apply_aNameThatAwsRefuses_isToldWithItsLengthAndWhatIsAllowed(
      String type, String resource, int longest, String characters) {
    ResourceGraph graph = PurchaseProgram.recorded();
    String name = "jane-" + "x".repeat(76) + "!";

    ProgramException refused =
        problemsOf(
            graph.altered(
                graph.named(type, resource).urn(),
                inputs -> {
                  inputs.put("name", name);
                  return inputs;
                }));

    assertThat(refused.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(
                        "\n  The name '%s' has 82 characters, and among them '!'; allowed are 1 to %s: letters, digits and %s. Give"
                            .formatted(name, longest, characters)));
  }

  @Test
  void apply_independentProblems_areToldTogetherAndNotWhatOnlyFollowsFromThem() {
    ProgramException refused =
        problemsOf(
            record(
                context -> {
                  var joes = queue("joe-orders", 0);
                  new QueuePolicy(
                      "policy",
                      QueuePolicyArgs.builder().queueUrl(joes.url()).policy("{}").build());
                  queue("jane-late", 901);
                  queue("jane-fine", 0);
                }));

    assertThat(refused.problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("::joe-orders", "AccessDenied"))
        .anySatisfy(problem -> assertThat(problem).contains("::jane-late", "DelaySeconds"));
  }

  @Test
  void apply_aGraphForAnotherAccount_isRefused() {
    VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
    LocalCloud cloud = new LocalCloud(time, new Account("123456789012", "eu-west-1"));

    assertThatThrownBy(() -> time.await(new Deployment(cloud).apply(PurchaseProgram.recorded())))
        .hasMessageContaining("account 536697261635")
        .hasMessageContaining("the cloud plays account 123456789012");
  }

  @Test
  void apply_aGraphThatLostItsSecrets_isRefused() {
    ResourceGraph graph =
        ProgramRecorder.record(
            new Program(
                "shop",
                "test",
                Map.of("shop:username", "jane", "shop:policy", "{}"),
                Set.of("shop:policy"),
                context ->
                    new Queue(
                        "q",
                        QueueArgs.builder()
                            .policy(context.config().requireSecret("policy"))
                            .build())));

    assertThat(problemsOf(ResourceGraph.fromJson(graph.toJson())).problems())
        .singleElement()
        .asString()
        .contains("record the program again");
  }

  @Test
  void apply_again_changesWhatDiffersInPlaceAndKeepsMessages() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());
    program.publish("basket-events", EVENT);

    ResourceGraph slower =
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "purchase-events:retentionDays", "7", "purchase-events:maxReceiveCount", "3")));
    call(program, program.deployment.apply(slower));

    String url = "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-purchase-events";
    Map<QueueAttributeName, String> attributes =
        call(
                program,
                sqs(program)
                    .getQueueAttributes(
                        it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
            .attributes();
    assertThat(attributes.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD)).isEqualTo("604800");
    assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains("\"maxReceiveCount\":3");
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  void apply_withoutAResource_deletesIt() {
    RunningProgram program =
        new RunningProgram(
            record(
                context -> {
                  queue("jane-a", 0);
                  queue("jane-b", 0);
                }));

    call(program, program.deployment.apply(record(context -> queue("jane-b", 0))));

    assertThat(queues(program)).contains("jane-b").doesNotContain("jane-a");
  }

  @Test
  void apply_anInputThatCannotChange_replacesTheResource() {
    ResourceGraph graph = PurchaseProgram.recorded();
    String checkoutQueue = (String) graph.named(QUEUE, "checkout-events").outputs().get("arn");
    RunningProgram program =
        new RunningProgram(graph.without(graph.named(PIPE, "checkout-events").urn()));

    ResourceGraph moved =
        graph
            .without(graph.named(PIPE, "basket-events").urn())
            .altered(
                graph.named(PIPE, "checkout-events").urn(),
                inputs -> {
                  inputs.put("description", "the only one");
                  return inputs;
                });
    call(program, program.deployment.apply(moved));

    var pipes = program.cloud.client(PipesAsyncClient.class, root());
    assertThat(call(program, pipes.listPipes(it -> it.limit(10))).pipes())
        .singleElement()
        .satisfies(pipe -> assertThat(pipe.source()).isEqualTo(checkoutQueue));
  }

  @Test
  void apply_forAnotherUsername_replacesEverythingCleanly() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());

    call(
        program,
        program.deployment.apply(
            ProgramRecorder.record(
                PurchaseProgram.with(
                    Map.of(
                        "purchase-events:username",
                        "joe",
                        "purchase-events:basketTopicArn",
                        JOE + "basket-events",
                        "purchase-events:checkoutTopicArn",
                        JOE + "checkout-events",
                        "purchase-events:eventBusArn",
                        PurchaseProgram.BUS.replace("jane", "joe"))))));

    assertThat(queues(program)).contains("joe-purchase-events-dlq").doesNotContain("jane");
  }

  @Test
  void apply_afterAFailure_mendsWhatFailed() {
    ResourceGraph graph = PurchaseProgram.recorded();
    ResourceGraph broken =
        graph.altered(
            graph.named("aws:iam/rolePolicy:RolePolicy", "basket-events-role-policy").urn(),
            inputs -> {
              inputs.computeIfPresent(
                  "policy",
                  (key, policy) -> ((String) policy).replace("sqs:ReceiveMessage", "sqs:Nothing"));
              return inputs;
            });
    VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
    Deployment deployment = new Deployment(new LocalCloud(time, graph.stack().account()));
    assertThatThrownBy(() -> time.await(deployment.apply(broken)))
        .hasMessageContaining("CREATE_FAILED");

    time.await(deployment.apply(graph));

    assertThat(deployment.isDeployed(graph)).isTrue();
  }

  /** The first queue stays as it was, and what it once waited for is no longer there. */
  @Test
  void apply_afterAFailedChangeOfWhatWaitedForADeletedResource_goesOn() {
    RunningProgram program =
        new RunningProgram(
            record(
                context -> {
                  var first = CustomResourceOptions.builder().dependsOn(queue("jane-b", 0)).build();
                  new Queue("jane-a", QueueArgs.builder().name("jane-a").build(), first);
                }));
    ResourceGraph tooSlow = record(context -> queue("jane-a", 901));
    assertThatThrownBy(() -> call(program, program.deployment.apply(tooSlow)))
        .hasMessageContaining("could not be changed");

    call(program, program.deployment.apply(record(context -> queue("jane-a", 900))));

    assertThat(queues(program)).contains("jane-a").doesNotContain("jane-b");
  }

  /**
   * A rule with another's target cannot be deleted; the rest of the change has nothing to do with
   * it.
   */
  @Test
  void apply_aDeletionThatFails_stillMakesWhatDoesNotDependOnIt() {
    RunningProgram program = new RunningProgram(debugged("true", "purchase-events"));
    var events = program.cloud.client(EventBridgeAsyncClient.class, root());
    String rule = "jane-purchase-events-debug";
    String bus = "jane-domain-events";
    Target others = Target.builder().id("others").arn(ORDERS).build();
    call(program, events.putTargets(it -> it.rule(rule).eventBusName(bus).targets(others)));
    ResourceGraph changed = debugged("false", "orders");

    assertThatThrownBy(() -> program.apply(changed))
        .isInstanceOfSatisfying(
            CompletionException.class,
            failed ->
                assertThat(((ProgramException) failed.getCause()).problems())
                    .singleElement()
                    .asString()
                    .contains("EventRule", "could not be deleted", "since it has targets"));
    assertThat(call(program, sqs(program).listQueues()).queueUrls())
        .anyMatch(it -> it.endsWith("/jane-orders"))
        .noneMatch(it -> it.endsWith("/jane-purchase-events"));

    call(program, events.removeTargets(it -> it.rule(rule).eventBusName(bus).ids("others")));
    program.apply(changed);
    assertThat(program.deployment.isDeployed(changed)).isTrue();
  }

  private static ResourceGraph debugged(String debugRule, String queue) {
    return ProgramRecorder.record(
        PurchaseProgram.with(
            Map.of(
                "purchase-events:debugRule", debugRule, "purchase-events:purchaseQueue", queue)));
  }

  /** What cannot go keeps its place from what is to take it. */
  @Test
  void apply_aReplacementWhoseDeletionFails_leavesWhatIsThereAndMakesItOnceThatIsGone() {
    RunningProgram program = new RunningProgram(ruled("old", "kept"));
    var events = program.cloud.client(EventBridgeAsyncClient.class, root());
    Target others = Target.builder().id("others").arn(ORDERS).build();
    call(program, events.putTargets(it -> it.rule("jane-old").targets(others)));

    assertThatThrownBy(() -> program.apply(ruled("new", "old")))
        .hasMessageContaining("::a could not be deleted")
        .hasMessageNotContaining("::b could not");
    assertThat(rules(program, events)).containsExactly("jane-old");

    call(program, events.removeTargets(it -> it.rule("jane-old").ids("others")));
    program.apply(ruled("new", "old"));
    assertThat(rules(program, events)).containsExactly("jane-new", "jane-old");
  }

  private static ResourceGraph ruled(String first, String second) {
    return record(
        context -> {
          rule("a", first);
          rule("b", second);
        });
  }

  private static void rule(String resource, String name) {
    new EventRule(
        resource,
        EventRuleArgs.builder().name("jane-" + name).eventPattern("{\"source\":[\"a\"]}").build());
  }

  private static List<String> rules(RunningProgram program, EventBridgeAsyncClient events) {
    return call(program, events.listRules(it -> {})).rules().stream().map(Rule::name).toList();
  }

  @Test
  void apply_again_tellsWhatWasCreatedUpdatedReplacedAndDeleted() {
    RunningProgram program = new RunningProgram(queues("jane-a", "jane-b", 1));

    ResourceGraph changed =
        record(
            context -> {
              named("first", "jane-c");
              queue("jane-slow", 2);
              queue("jane-same", 0);
              queue("jane-new", 0);
            });
    List<Change> changes = call(program, program.deployment.apply(changed));

    assertThat(changes)
        .extracting(change -> change.kind() + " " + change.resource().name())
        .containsExactlyInAnyOrder(
            "REPLACED first", "DELETED second", "UPDATED jane-slow", "CREATED jane-new");
  }

  @Test
  void apply_ofTheSame_tellsNothing() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());

    assertThat(call(program, program.deployment.apply(PurchaseProgram.recorded()))).isEmpty();
  }

  @Test
  void apply_thatFailsInPart_tellsWhatWasDoneNevertheless() {
    RunningProgram program = new RunningProgram(queues("jane-a", "jane-b", 1));

    Throwable failed =
        catchThrowable(() -> program.apply(queues("jane-a", "jane-c", 901))).getCause();

    assertThat(((DeploymentFailedException) failed).changes())
        .extracting(change -> change.kind() + " " + change.resource().name())
        .containsExactly("REPLACED second");
  }

  private static ResourceGraph queues(String first, String second, int delaySeconds) {
    return record(
        context -> {
          named("first", first);
          named("second", second);
          queue("jane-slow", delaySeconds);
          queue("jane-same", 0);
        });
  }

  private static void named(String resource, String name) {
    new Queue(resource, QueueArgs.builder().name(name).build());
  }

  @Test
  void destroy_leavesNothingOfTheProgram() {
    RunningProgram program = new RunningProgram(PurchaseProgram.recorded());

    call(program, program.deployment.destroy());

    LocalCloud cloud = program.cloud;
    assertThat(queues(program)).isEqualTo("[]");
    assertThat(call(program, cloud.client(IamAsyncClient.class, root()).listRoles()).roles())
        .isEmpty();
    assertThat(
            call(program, cloud.client(SnsAsyncClient.class, root()).listSubscriptions())
                .subscriptions())
        .isEmpty();
    assertThat(
            call(program, cloud.client(PipesAsyncClient.class, root()).listPipes(it -> {})).pipes())
        .isEmpty();
    assertThat(
            call(
                    program,
                    cloud
                        .client(EventBridgeAsyncClient.class, root())
                        .listRules(it -> it.eventBusName("jane-domain-events")))
                .rules())
        .isEmpty();
    assertThat(
            call(program, cloud.client(CloudWatchLogsAsyncClient.class, root()).describeLogGroups())
                .logGroups())
        .isEmpty();
  }

  @Test
  void apply_inRealTime_worksFromAnotherThread() {
    var executor = Executors.newSingleThreadScheduledExecutor();
    try {
      RealTime time = new RealTime(executor, 1);
      ResourceGraph graph = PurchaseProgram.recorded();
      LocalCloud cloud = new LocalCloud(time, graph.stack().account());
      Deployment deployment = new Deployment(cloud);

      time.await(deployment.apply(graph));

      assertThat(deployment.isDeployed(graph)).isTrue();
    } finally {
      executor.shutdownNow();
    }
  }
}
