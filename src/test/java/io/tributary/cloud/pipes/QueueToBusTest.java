package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.events.EventsService;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.logs.LogsService;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A message from a queue through a pipe onto a bus and by a rule into another queue, with every
 * service and every permission real.
 */
class QueueToBusTest {

  private static final Account ACCOUNT = Records.ACCOUNT;
  private static final String SOURCE = ACCOUNT.arn("sqs", "orders");
  private static final String DEAD = ACCOUNT.arn("sqs", "orders-dlq");
  private static final String BUS = ACCOUNT.arn("events", "event-bus/domain");
  private static final String PIPE = ACCOUNT.arn("pipes", "pipe/orders");
  private static final String ROLE = ACCOUNT.globalArn("iam", "role/orders-pipe");
  private static final String LOG_GROUP = ACCOUNT.arn("logs", "log-group:/orders");

  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "sqs:ReceiveMessage", SOURCE,
          "sqs:DeleteMessage", SOURCE,
          "sqs:GetQueueAttributes", SOURCE,
          "events:PutEvents", BUS);

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Journal journal = new Journal(time, Journal.DEFAULT_CAPACITY);
  private final Iam iam = new Iam(time, ACCOUNT);
  private final Caller root = Caller.of(new Principal.Root("aws", ACCOUNT.id()));
  private final SqsService sqsService = new SqsService(time, ACCOUNT, iam, journal);
  private final LogsService logsService = new LogsService(time, ACCOUNT, iam);
  private final EventsService eventsService =
      new EventsService(time, ACCOUNT, iam, journal, sqsService, logsService);
  private final PipesService pipesService =
      new PipesService(time, ACCOUNT, iam, journal, sqsService, eventsService, logsService);

  private final SqsAsyncClient sqs = sqsService.client(root);
  private final IamAsyncClient iamClient = new IamService(time, ACCOUNT, iam).client(root);
  private final EventBridgeAsyncClient events = eventsService.client(root);
  private final PipesAsyncClient pipes = pipesService.client(root);

  @BeforeEach
  void makeWhatThePipeStandsBetween() {
    queue("orders-dlq", Map.of());
    queue(
        "orders",
        Map.of(
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"" + DEAD + "\",\"maxReceiveCount\":\"3\"}"));
    queue("purchases", Map.of(QueueAttributeName.POLICY, purchasesPolicy()));
    time.await(events.createEventBus(bus -> bus.name("domain")));
    time.await(
        events.putRule(
            rule ->
                rule.name("all")
                    .eventBusName("domain")
                    .eventPattern("{\"source\":[{\"prefix\":\"\"}]}")));
    time.await(
        events.putTargets(
            targets ->
                targets
                    .rule("all")
                    .eventBusName("domain")
                    .targets(
                        Target.builder().id("q").arn(ACCOUNT.arn("sqs", "purchases")).build())));
    time.await(logsService.client(root).createLogGroup(group -> group.logGroupName("/orders")));
    role(PIPE);
    allow(PERMISSIONS);
  }

  private void queue(String name, Map<QueueAttributeName, String> attributes) {
    time.await(sqs.createQueue(queue -> queue.queueName(name).attributes(attributes)));
  }

  private static String purchasesPolicy() {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
     "Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage",
     "Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}
    """
        .formatted(ACCOUNT.arn("sqs", "purchases"), ACCOUNT.arn("events", "rule/domain/all"));
  }

  private void role(String trustedPipe) {
    String trust = trustPolicy(trustedPipe);
    time.await(
        iamClient.createRole(role -> role.roleName("orders-pipe").assumeRolePolicyDocument(trust)));
  }

  private static String trustPolicy(String trustedPipe) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
     "Principal":{"Service":"pipes.amazonaws.com"},"Action":"sts:AssumeRole",
     "Condition":{"StringEquals":{"aws:SourceAccount":"%s"},
      "ArnLike":{"aws:SourceArn":"%s"}}}]}
    """
        .formatted(ACCOUNT.id(), trustedPipe);
  }

  /** From now on the role trusts this pipe only. */
  private void trust(String pipe) {
    time.await(
        iamClient.updateAssumeRolePolicy(
            role -> role.roleName("orders-pipe").policyDocument(trustPolicy(pipe))));
  }

  private void allow(Map<String, String> permissions) {
    String statements =
        permissions.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                one ->
                    "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
                        .formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining(","));
    time.await(
        iamClient.putRolePolicy(
            policy ->
                policy
                    .roleName("orders-pipe")
                    .policyName("queue-to-bus")
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}")));
  }

  private void allowAllBut(String action) {
    allow(
        PERMISSIONS.entrySet().stream()
            .filter(one -> !one.getKey().equals(action))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private void createPipe() {
    createPipe("{ \"event\": <$.body> }");
  }

  private void createPipe(String template) {
    time.await(
        pipes.createPipe(
            pipe ->
                pipe.name("orders")
                    .source(SOURCE)
                    .target(BUS)
                    .roleArn(ROLE)
                    .targetParameters(
                        target ->
                            target
                                .inputTemplate(template)
                                .eventBridgeEventBusParameters(bus -> bus.source("orders_shop")))
                    .logConfiguration(
                        log ->
                            log.level("ERROR")
                                .cloudwatchLogsLogDestination(
                                    group -> group.logGroupArn(LOG_GROUP)))));
    time.runReady();
  }

  private void send(String body) {
    time.await(sqs.sendMessage(send -> send.queueUrl(url("orders")).messageBody(body)));
    time.runReady();
  }

  private String url(String queue) {
    return time.await(sqs.getQueueUrl(get -> get.queueName(queue))).queueUrl();
  }

  /** The messages that can be received from the queue now. */
  private List<Message> received(String queue) {
    return time.await(
            sqs.receiveMessage(receive -> receive.queueUrl(url(queue)).maxNumberOfMessages(10)))
        .messages();
  }

  private DescribePipeResponse pipe() {
    return time.await(pipes.describePipe(describe -> describe.name("orders")));
  }

  private List<Hop> hops(Step step) {
    return journal.hops().filter(hop -> hop.step() == step).toList();
  }

  @Test
  void aMessageBecomesAnEventAndReachesTheRulesQueue() {
    createPipe();

    send("{\"price\": 1.50}");

    JsonText event = JsonText.parse(received("purchases").get(0).body()).orElseThrow();
    assertThat(event.field("source")).contains(JsonText.string("orders_shop"));
    assertThat(event.field("detail-type")).contains(JsonText.string("Event from aws:sqs"));
    assertThat(event.field("detail").orElseThrow().compact())
        .isEqualTo("{\"event\":{\"price\":1.50}}");
  }

  @Test
  void theRecordOfAMessageWithAGroupIdHasTheFourAttributesOfTheGuideOnly() {
    createPipe("{ \"event\": <$.attributes> }");

    time.await(
        sqs.sendMessage(
            send -> send.queueUrl(url("orders")).messageBody("{}").messageGroupId("g")));
    time.runReady();

    JsonText attributes = JsonText.parse(event(received("purchases").get(0))).orElseThrow();
    assertThat(attributes.children()).hasSize(4);
    assertThat(
            List.of(
                "ApproximateReceiveCount",
                "SentTimestamp",
                "SenderId",
                "ApproximateFirstReceiveTimestamp"))
        .allMatch(name -> attributes.field(name).isPresent());
  }

  @Test
  void allHopsOfAMessageShareItsTrace() {
    createPipe();

    send("{}");

    long trace = hops(Step.SQS_SEND).get(0).trace();
    assertThat(journal.route(trace))
        .extracting(Hop::step)
        .contains(
            Step.SQS_SEND,
            Step.SQS_RECEIVE,
            Step.PIPE_DELIVER,
            Step.SQS_DELETE,
            Step.EVENTS_PUT,
            Step.RULE_MATCH,
            Step.TARGET_DELIVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs:ReceiveMessage", "sqs:GetQueueAttributes"})
  void aRoleThatMayNotReadTheQueueFailsTheCreation(String action) {
    allowAllBut(action);

    createPipe();

    assertThat(pipe().currentState()).isEqualTo(PipeState.CREATE_FAILED);
    assertThat(pipe().stateReason())
        .startsWith(
            "The provided customer role does not have permissions to call "
                + action.substring(4)
                + " on SQS: User: arn:aws:sts::536697261635:assumed-role/orders-pipe/");
  }

  @Test
  void aRoleThatTrustsAnotherPipeOnlyFailsTheCreation() {
    time.await(
        iamClient.deleteRolePolicy(
            policy -> policy.roleName("orders-pipe").policyName("queue-to-bus")));
    time.await(iamClient.deleteRole(role -> role.roleName("orders-pipe")));
    role(ACCOUNT.arn("pipes", "pipe/another"));
    allow(PERMISSIONS);

    createPipe();

    assertThat(pipe().currentState()).isEqualTo(PipeState.CREATE_FAILED);
    assertThat(pipe().stateReason()).contains("sts:AssumeRole");
  }

  @Test
  void aRoleThatMayNotPutEventsLeavesTheMessageToItsDeadLetterQueue() {
    allowAllBut("events:PutEvents");
    createPipe();
    send("{}");

    time.advance(Duration.ofMinutes(10));

    assertThat(pipe().currentState()).isEqualTo(PipeState.RUNNING);
    assertThat(received("orders-dlq")).extracting(Message::body).containsExactly("{}");
    assertThat(hops(Step.PIPE_DELIVER))
        .as("maxReceiveCount 3")
        .hasSize(3)
        .allSatisfy(
            hop -> {
              assertThat(hop.outcome()).isEqualTo(Outcome.DENIED);
              assertThat(hop.resource()).isEqualTo(PIPE);
              assertThat(hop.peer()).isEqualTo(BUS);
              assertThat(hop.decision().request().action()).isEqualTo("events:PutEvents");
            });
  }

  @Test
  void aFailureIsToldInTheLogGroup() {
    allowAllBut("events:PutEvents");
    createPipe();

    send("{}");

    var logged =
        time.await(
            logsService.client(root).filterLogEvents(filter -> filter.logGroupName("/orders")));
    assertThat(logged.events())
        .extracting(event -> JsonText.parse(event.message()).orElseThrow().field("messageType"))
        .extracting(type -> type.orElseThrow().stringValue())
        .containsExactly("TARGET_INVOCATION_FAILED", "TARGET_STAGE_FAILED", "EXECUTION_FAILED");
  }

  @Test
  void aRoleThatMayNotDeleteDeliversAgainUntilTheMessageIsDead() {
    allowAllBut("sqs:DeleteMessage");
    createPipe();
    send("{}");

    time.advance(Duration.ofMinutes(10));

    assertThat(hops(Step.EVENTS_PUT)).hasSize(3);
    assertThat(received("orders-dlq")).hasSize(1);
    assertThat(hops(Step.PIPE_DELIVER))
        .extracting(Hop::outcome)
        .containsSubsequence(Outcome.PASSED, Outcome.DENIED);
  }

  @Test
  void aTrustThatIsTakenAwayEndsThePipesReadingWithinTheHour() {
    createPipe();
    trust(ACCOUNT.arn("pipes", "pipe/another"));
    time.advance(Duration.ofMinutes(59));
    send("{\"within\":1}");
    assertThat(received("purchases")).hasSize(1);
    assertThat(pipe().stateReason()).isNull();

    time.advance(Duration.ofMinutes(1));
    send("{\"after\":1}");
    time.advance(Duration.ofMinutes(1));

    assertThat(received("orders")).extracting(Message::body).containsExactly("{\"after\":1}");
    assertThat(pipe().stateReason()).contains("sts:AssumeRole");
  }

  @Test
  void aPermissionGivenBackUnderWayIsEnough() {
    createPipe();
    allowAllBut("sqs:ReceiveMessage");
    send("{}");
    time.advance(Duration.ofHours(1));
    allow(PERMISSIONS);

    time.advance(Duration.ofMinutes(1));

    assertThat(received("purchases")).hasSize(1);
  }

  @Test
  void theDeepestBodyPassesAndADeeperOneGoesOnAsText() {
    createPipe();
    send(nested(JsonText.DEEPEST - 1));
    send(nested(JsonText.DEEPEST + 1));
    send("{\"after\":1}");

    assertThat(received("purchases").stream().map(QueueToBusTest::event))
        .containsExactly(
            nested(JsonText.DEEPEST - 1),
            JsonText.string(nested(JsonText.DEEPEST + 1)).text(),
            "{\"after\":1}");
  }

  @Test
  void aBodyAsDeepAsJsonMayBeComesToNoEventAndDoesNotStopThePipe() {
    createPipe();
    send(nested(JsonText.DEEPEST));
    send("{\"after\":1}");

    assertThat(received("purchases").stream().map(QueueToBusTest::event))
        .containsExactly("{\"after\":1}");
    assertThat(hops(Step.PIPE_DELIVER).get(0).reason()).contains("result is not JSON");
  }

  @Test
  void aPoisonedMessageOfAQueueThatHidesNothingComesBackOnceASecond() {
    createPipe("{ \"event\": 1<$.body.suffix> }");
    time.await(
        sqs.setQueueAttributes(
            set ->
                set.queueUrl(url("orders"))
                    .attributes(
                        Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT, "0",
                            QueueAttributeName.REDRIVE_POLICY, ""))));
    time.await(
        sqs.sendMessage(send -> send.queueUrl(url("orders")).messageBody("{\"suffix\":\"x\"}")));

    time.advance(Duration.ofMillis(10_500));

    assertThat(hops(Step.PIPE_DELIVER)).hasSize(11);
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static String event(Message message) {
    String body = message.body();
    String before = "\"detail\":{\"event\":";
    return body.substring(body.indexOf(before) + before.length(), body.length() - "}}".length());
  }

  @Test
  void aPoisonedMessageGoesToTheDeadLetterQueueAndTheRestPass() {
    createPipe("{ \"event\": 1<$.body.suffix> }");
    send("{\"suffix\":\"x\"}");
    send("{\"suffix\":2}");

    time.advance(Duration.ofMinutes(10));

    assertThat(received("purchases")).hasSize(1);
    assertThat(received("orders-dlq"))
        .extracting(Message::body)
        .containsExactly("{\"suffix\":\"x\"}");
  }

  @Test
  void anEventTooLargeForTheBusGoesToTheDeadLetterQueueAndTheRestPass() {
    createPipe();
    send("\"" + "x".repeat(1_048_574) + "\"");
    send("1");

    time.advance(Duration.ofMinutes(10));

    assertThat(received("purchases")).hasSize(1);
    assertThat(received("orders-dlq")).hasSize(1);
  }

  @Test
  void aQueueThatIsDeletedAndMadeAgainIsReadAgain() {
    createPipe();
    time.await(sqs.deleteQueue(delete -> delete.queueUrl(url("orders"))));
    time.advance(Duration.ofMinutes(2));
    assertThat(pipe().stateReason()).contains("The specified queue does not exist.");
    queue("orders", Map.of());

    send("{}");
    time.advance(Duration.ofMinutes(1));

    assertThat(received("purchases")).hasSize(1);
  }

  @Test
  void aThousandIdlePipesWakeForTheirOwnQueueOnly() {
    createPipe();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 999; i++) {
      names.add("idle-" + i);
    }
    time.await(
        iamClient.updateAssumeRolePolicy(
            role ->
                role.roleName("orders-pipe")
                    .policyDocument(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"pipes.amazonaws.com"},
                         "Action":"sts:AssumeRole"}]}
                        """)));
    allow(Map.of("sqs:*", ACCOUNT.arn("sqs", "*"), "events:PutEvents", BUS));
    for (String name : names) {
      queue(name, Map.of());
      time.await(
          pipes.createPipe(
              pipe -> pipe.name(name).source(ACCOUNT.arn("sqs", name)).target(BUS).roleArn(ROLE)));
    }
    time.runReady();
    long written = journal.written();

    send("{}");

    assertThat(received("purchases")).hasSize(1);
    assertThat(journal.hops().filter(hop -> hop.sequence() > written).toList())
        .noneMatch(hop -> hop.resource().contains("idle-"));
  }
}
