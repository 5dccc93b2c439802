package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.IamService;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

class MoveTaskTest {

  private static final int HOURS = 3_600;

  private final SqsFixture cloud = new SqsFixture();
  private final String dead = cloud.create("orders-dlq");
  private final String url = cloud.createWithDeadLetterQueue("orders", "orders-dlq", 1);
  private final String other = cloud.create("other");
  private final String deadArn = cloud.arn("orders-dlq");

  // Moving

  @Test
  void withADestinationEveryMessageMovesThere() {
    cloud.send(dead, "one");
    cloud.send(dead, "two");
    start(to("other"));
    cloud.pass(1);

    assertThat(cloud.bodies(other)).containsExactly("one", "two");
    assertThat(cloud.counts(dead)).containsExactly(0, 0, 0);
  }

  @Test
  void withoutADestinationEachMessageGoesBackToTheQueueItCameFrom() {
    String second = cloud.createWithDeadLetterQueue("returns", "orders-dlq", 1);
    deadLetter(url, "order");
    deadLetter(second, "return");
    start(r -> {});
    cloud.pass(1);

    assertThat(cloud.bodies(url)).containsExactly("order");
    assertThat(cloud.bodies(second)).containsExactly("return");
  }

  @Test
  void aMovedMessageIsANewOneWithTheSameBodyAndAttributes() {
    cloud.call(
        cloud.sqs.sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("poison")
                    .messageAttributes(
                        Map.of(
                            "team",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("a")
                                .build()))));
    Message before = cloud.receiveOne(url);
    cloud.pass(60);
    cloud.receive(url);
    start(to("other"));
    cloud.pass(1);

    Message after = cloud.receiveOne(other);
    assertThat(after.body()).isEqualTo("poison");
    assertThat(after.messageAttributes()).isEqualTo(before.messageAttributes());
    assertThat(after.messageId()).isNotEqualTo(before.messageId());
    assertThat(sent(after)).isEqualTo(sent(before) + 60_000);
    assertThat(after.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
        .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
  }

  @Test
  void itsRetentionBeginsAnew() {
    cloud.set(other, QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60");
    cloud.send(dead, "old");
    cloud.pass(59);
    start(to("other"));
    cloud.pass(59);

    assertThat(cloud.counts(other)).containsExactly(1, 0, 0);
    cloud.pass(2);
    assertThat(cloud.counts(other)).containsExactly(0, 0, 0);
  }

  @Test
  void aMovedMessageWaitsForTheDelayOfItsQueue() {
    cloud.set(other, QueueAttributeName.DELAY_SECONDS, "60");
    cloud.send(dead, "one");
    start(to("other"));
    cloud.pass(1);

    assertThat(cloud.counts(other)).containsExactly(0, 0, 1);
    cloud.pass(60);
    assertThat(cloud.counts(other)).containsExactly(1, 0, 0);
  }

  @Test
  void aMovedMessageEndsALongPoll() {
    cloud.send(dead, "one");
    var poll = cloud.poll(other, r -> r.waitTimeSeconds(20));
    start(to("other"));
    cloud.pass(1);

    assertThat(poll.join().messages()).extracting(Message::body).containsExactly("one");
  }

  @Test
  void aMessageInFlightStays() {
    cloud.send(dead, "looked at");
    cloud.receiveOne(dead);
    start(to("other"));
    cloud.pass(1);

    assertThat(cloud.counts(dead)).containsExactly(0, 1, 0);
    assertThat(newest().status()).isEqualTo("COMPLETED");
  }

  @Test
  void aRateSpacesTheMovesEvenly() {
    sendDead(3);
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(2)));

    cloud.passMillis(499);
    assertThat(cloud.counts(other)).containsExactly(1, 0, 0);
    cloud.passMillis(1);
    assertThat(cloud.counts(other)).containsExactly(2, 0, 0);
    cloud.passMillis(500);
    assertThat(cloud.counts(other)).containsExactly(3, 0, 0);
  }

  @Test
  void withoutARateItMovesFiveHundredASecond() {
    sendDead(501);
    start(to("other"));

    cloud.passMillis(999);
    assertThat(cloud.counts(other)).containsExactly(500, 0, 0);
    cloud.passMillis(1);
    assertThat(cloud.counts(other)).containsExactly(501, 0, 0);
  }

  // Status

  @Test
  void aTaskThatIsDoneIsCompletedAndHasNoHandleAnyMore() {
    sendDead(2);
    start(to("other"));
    cloud.pass(1);

    assertThat(newest())
        .isEqualTo(
            ListMessageMoveTasksResultEntry.builder()
                .status("COMPLETED")
                .sourceArn(deadArn)
                .destinationArn(cloud.arn("other"))
                .approximateNumberOfMessagesMoved(2L)
                .approximateNumberOfMessagesToMove(2L)
                .startedTimestamp(cloud.time.millis() - 1_000)
                .build());
  }

  @Test
  void aTaskThatRunsShowsItsHandleItsRateAndHowFarItIs() {
    sendDead(3);
    String handle = start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1))).taskHandle();
    cloud.passMillis(1_500);

    assertThat(newest())
        .extracting(
            ListMessageMoveTasksResultEntry::status,
            ListMessageMoveTasksResultEntry::taskHandle,
            ListMessageMoveTasksResultEntry::maxNumberOfMessagesPerSecond,
            ListMessageMoveTasksResultEntry::approximateNumberOfMessagesMoved,
            ListMessageMoveTasksResultEntry::approximateNumberOfMessagesToMove)
        .containsExactly("RUNNING", handle, 1, 2L, 3L);
  }

  @Test
  void theNewestTenTasksAreListedNewestFirst() {
    for (int i = 0; i < 11; i++) {
      start(to("other"));
      cloud.pass(1);
    }

    List<ListMessageMoveTasksResultEntry> tasks = list(10);
    assertThat(tasks).hasSize(10);
    assertThat(tasks)
        .extracting(ListMessageMoveTasksResultEntry::startedTimestamp)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder())
        .startsWith(cloud.time.millis() - 1_000);
    assertThat(list(null)).containsExactly(tasks.get(0));
  }

  @Test
  void aQueueWithoutTasksHasNoneToList() {
    assertThat(list(null)).isEmpty();
  }

  @Test
  void aTaskThatHasRunFor36HoursFails() {
    sendDead(36 * HOURS + 1);
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1)));

    cloud.pass(36 * HOURS - 1);
    assertThat(newest().status()).isEqualTo("RUNNING");
    cloud.pass(1);
    assertThat(newest().status()).isEqualTo("FAILED");
    assertThat(newest().failureReason()).isEqualTo("the task has run for 36 hours");
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
  }

  // Cancelling

  @Test
  void aCancelledTaskMovesNothingMore() {
    sendDead(3);
    String handle = start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1))).taskHandle();
    cloud.passMillis(500);
    var cancelled = cloud.call(cloud.sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)));

    assertThat(cancelled.approximateNumberOfMessagesMoved()).isEqualTo(1);
    assertThat(newest().status()).isEqualTo("CANCELLING");
    assertThat(newest().taskHandle()).isNull();
    cloud.pass(10);
    assertThat(newest().status()).isEqualTo("CANCELLED");
    assertThat(cloud.counts(dead)).containsExactly(2, 0, 0);
  }

  @Test
  void afterACancelledTaskAnotherMovesTheRest() {
    sendDead(3);
    String handle = start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1))).taskHandle();
    cloud.passMillis(500);
    cloud.call(cloud.sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)));
    cloud.pass(1);
    start(to("other"));
    cloud.pass(1);

    assertThat(cloud.bodies(other)).containsExactly("m0", "m1", "m2");
  }

  @Test
  void onlyARunningTaskCanBeCancelled() {
    String handle = start(to("other")).taskHandle();
    cloud.pass(1);

    assertThat(cloud.code(cloud.sqs.cancelMessageMoveTask(r -> r.taskHandle(handle))))
        .isEqualTo("AWS.SimpleQueueService.UnsupportedOperation");
  }

  @Test
  void whatIsNoTaskHandleIsRefused() {
    assertRefused(
        cancel("foobared"),
        400,
        "InvalidParameterValue",
        "Value for parameter TaskHandle is invalid.");
    assertRefused(
        cancel(handle("{\"taskId\":1,\"sourceArn\":2}")),
        400,
        "InvalidParameterValue",
        "Value for parameter TaskHandle is invalid.");
    assertRefused(
        cancel(null),
        400,
        "MissingParameter",
        "The request must contain the parameter TaskHandle.");
  }

  @Test
  void aHandleOfAnUnknownTaskOrQueueIsNotFound() {
    assertRefused(
        cancel(handle("{\"taskId\":\"x\",\"sourceArn\":\"" + deadArn + "\"}")),
        404,
        "ResourceNotFoundException",
        "Task does not exist.");
    assertRefused(
        cancel(handle("{\"taskId\":\"x\",\"sourceArn\":\"" + deadArn + "x\"}")),
        404,
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist.");
  }

  // Failing

  @Test
  void aMessageThatNoQueueMovedHereNeedsADestination() {
    cloud.send(dead, "put here by SNS");
    start(r -> {});
    cloud.pass(1);

    assertThat(newest().status()).isEqualTo("FAILED");
    assertThat(newest().failureReason()).isEqualTo("CouldNotDetermineMessageSource");
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
  }

  @Test
  void aDestinationDeletedMeanwhileFailsTheTaskAndTheRestStays() {
    sendDead(3);
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1)));
    cloud.passMillis(500);
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(other)));
    cloud.pass(1);

    assertThat(newest().status()).isEqualTo("FAILED");
    assertThat(newest().failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(newest().approximateNumberOfMessagesMoved()).isEqualTo(1);
    assertThat(cloud.counts(dead)).containsExactly(2, 0, 0);
  }

  @Test
  void aMessageLargerThanTheDestinationTakesFailsTheTaskAndStays() {
    cloud.set(other, QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024");
    cloud.send(dead, "x".repeat(1_024));
    cloud.send(dead, "x".repeat(1_025));
    start(to("other"));
    cloud.pass(1);

    assertThat(newest().failureReason()).isEqualTo("InvalidParameterValue");
    assertThat(cloud.counts(other)).containsExactly(1, 0, 0);
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
  }

  @Test
  void aDeadLetterQueueDeletedMeanwhileEndsItsTask() {
    sendDead(3);
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1)));
    cloud.passMillis(500);
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(dead)));
    cloud.pass(61);
    cloud.create("orders-dlq");

    assertThat(cloud.counts(other)).containsExactly(1, 0, 0);
    assertThat(list(10)).isEmpty();
  }

  // Refusing

  @Test
  void theSourceMustExistAndBeTheDeadLetterQueueOfAQueue() {
    assertRefused(
        cloud.sqs.startMessageMoveTask(r -> {}),
        400,
        "MissingParameter",
        "The request must contain the parameter SourceArn.");
    assertRefused(
        cloud.sqs.startMessageMoveTask(r -> r.sourceArn(deadArn + "x")),
        404,
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist.");
    assertRefused(
        cloud.sqs.startMessageMoveTask(r -> r.sourceArn(cloud.arn("other"))),
        400,
        "InvalidParameterValue",
        "Source queue must be configured as a Dead Letter Queue.");
  }

  @Test
  void theDestinationMustExistAndBeAnotherQueue() {
    assertRefused(
        starting(to("absent")),
        404,
        "ResourceNotFoundException",
        "The resource that you specified for the DestinationArn parameter doesn't exist.");
    assertThat(cloud.code(starting(to("orders-dlq")))).isEqualTo("InvalidParameterValue");
  }

  @Test
  void theRateIsFromOneToFiveHundred() {
    for (int wrong : List.of(0, 501, -1)) {
      assertThat(
              cloud.code(starting(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(wrong)))))
          .isEqualTo("InvalidParameterValue");
    }
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1)));
    cloud.pass(1);
    start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(500)));
  }

  @Test
  void atMostTenTasksCanBeListed() {
    for (int wrong : List.of(0, 11)) {
      assertThat(
              cloud.code(
                  cloud.sqs.listMessageMoveTasks(r -> r.sourceArn(deadArn).maxResults(wrong))))
          .isEqualTo("InvalidParameterValue");
    }
    assertThat(list(1)).isEmpty();
    assertThat(list(10)).isEmpty();
  }

  @Test
  void aDeadLetterQueueHasOneActiveTask() {
    sendDead(2);
    String handle = start(to("other").andThen(r -> r.maxNumberOfMessagesPerSecond(1))).taskHandle();
    cloud.passMillis(1);

    assertRefused(
        starting(to("other")),
        400,
        "InvalidParameterValue",
        "There is already a task running. Only one active task is allowed for a source queue arn at"
            + " a given time.");
    cloud.call(cloud.sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)));
    assertThat(cloud.code(starting(to("other")))).isEqualTo("InvalidParameterValue");
    cloud.pass(1);
    start(to("other"));
  }

  @Test
  void anAccountHasAHundredActiveTasks() {
    for (int i = 0; i < 99; i++) {
      String queue = cloud.create("dlq" + i);
      cloud.createWithDeadLetterQueue("main" + i, "dlq" + i, 1);
      cloud.send(queue, "one");
      cloud.send(queue, "two");
      String source = cloud.arn("dlq" + i);
      cloud.call(
          cloud.sqs.startMessageMoveTask(
              r ->
                  r.sourceArn(source)
                      .destinationArn(cloud.arn("other"))
                      .maxNumberOfMessagesPerSecond(1)));
    }
    cloud.create("last-dlq");
    cloud.createWithDeadLetterQueue("last", "last-dlq", 1);
    start(to("other"));

    assertThat(
            cloud.code(
                cloud.sqs.startMessageMoveTask(
                    r -> r.sourceArn(cloud.arn("last-dlq")).destinationArn(cloud.arn("other")))))
        .isEqualTo("OverLimit");
  }

  // Rights

  private static final String RIGHTS =
      "\"sqs:StartMessageMoveTask\",\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\",\"sqs:SendMessage\","
          + "\"sqs:ListMessageMoveTasks\",\"sqs:CancelMessageMoveTask\"";

  @Test
  void startingNeedsTheRightsToMoveMessagesToo() {
    for (String right :
        List.of(
            "StartMessageMoveTask",
            "ReceiveMessage",
            "DeleteMessage",
            "GetQueueAttributes",
            "SendMessage")) {
      SqsAsyncClient alice = alice(RIGHTS.replace("\"sqs:" + right + "\",", ""));
      assertThat(
              cloud.message(
                  alice.startMessageMoveTask(
                      r -> r.sourceArn(deadArn).destinationArn(cloud.arn("other")))))
          .contains("not authorized to perform: sqs:" + right.toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void listingAndCancellingNeedTheirRights() {
    SqsAsyncClient lister = alice("\"sqs:ListMessageMoveTasks\"");
    assertThat(cloud.message(lister.listMessageMoveTasks(r -> r.sourceArn(deadArn))))
        .contains("sqs:getqueueattributes");
    String handle = start(to("other")).taskHandle();
    SqsAsyncClient canceller = alice("\"sqs:CancelMessageMoveTask\",\"sqs:ReceiveMessage\"");
    assertThat(cloud.message(canceller.cancelMessageMoveTask(r -> r.taskHandle(handle))))
        .contains("sqs:deletemessage");
  }

  @Test
  void aRightTakenAwayMeanwhileFailsTheTaskAndTheRestStays() {
    sendDead(2);
    SqsAsyncClient alice = alice(RIGHTS);
    cloud.call(
        alice.startMessageMoveTask(
            r ->
                r.sourceArn(deadArn)
                    .destinationArn(cloud.arn("other"))
                    .maxNumberOfMessagesPerSecond(1)));
    cloud.passMillis(1);
    alice(RIGHTS.replace("\"sqs:SendMessage\",", ""));
    cloud.pass(1);

    assertThat(newest().failureReason()).isEqualTo("AccessDenied");
    assertThat(newest().approximateNumberOfMessagesMoved()).isEqualTo(1);
    assertThat(cloud.counts(dead)).containsExactly(1, 0, 0);
    assertThat(cloud.hops(Step.SQS_REDRIVE))
        .extracting(Hop::outcome)
        .containsExactly(Outcome.PASSED, Outcome.DENIED);
  }

  // The journal

  @Test
  void aMoveIsWrittenDownAfterTheDestinationHasTheMessageUnderItsTrace() {
    String id = cloud.send(dead, "one");
    start(to("other"));
    cloud.pass(1);

    assertThat(cloud.journal.route(1))
        .extracting(Hop::step, Hop::resource, Hop::peer, Hop::outcome)
        .containsExactly(
            tuple(Step.SQS_SEND, deadArn, cloud.root.principal().arn(), Outcome.PASSED),
            tuple(Step.SQS_SEND, cloud.arn("other"), cloud.root.principal().arn(), Outcome.PASSED),
            tuple(Step.SQS_REDRIVE, deadArn, cloud.arn("other"), Outcome.PASSED));
    assertThat(cloud.hops(Step.SQS_REDRIVE)).extracting(Hop::id).containsExactly(id);
  }

  @Test
  void aMoveThatFailsIsWrittenDownWithItsReason() {
    cloud.send(dead, "one");
    start(r -> {});
    cloud.pass(1);

    assertThat(cloud.hops(Step.SQS_REDRIVE))
        .extracting(Hop::outcome, Hop::reason)
        .containsExactly(
            tuple(
                Outcome.FAILED,
                "no queue moved it here, so only a task with a destination can move it on"));
  }

  private void sendDead(int count) {
    for (int i = 0; i < count; i++) {
      cloud.send(dead, "m" + i);
    }
  }

  /** Lets a queue give a message up, which its dead-letter queue then has. */
  private void deadLetter(String queue, String body) {
    cloud.send(queue, body);
    cloud.receiveOne(queue);
    cloud.pass(30);
    cloud.receive(queue);
  }

  private Consumer<StartMessageMoveTaskRequest.Builder> to(String queue) {
    return r -> r.destinationArn(cloud.arn(queue));
  }

  private StartMessageMoveTaskResponse start(Consumer<StartMessageMoveTaskRequest.Builder> more) {
    return cloud.call(starting(more));
  }

  private CompletableFuture<StartMessageMoveTaskResponse> starting(
      Consumer<StartMessageMoveTaskRequest.Builder> more) {
    return cloud.sqs.startMessageMoveTask(r -> more.accept(r.sourceArn(deadArn)));
  }

  private CompletableFuture<?> cancel(String handle) {
    return cloud.sqs.cancelMessageMoveTask(r -> r.taskHandle(handle));
  }

  private static String handle(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private ListMessageMoveTasksResultEntry newest() {
    return list(1).get(0);
  }

  private List<ListMessageMoveTasksResultEntry> list(Integer max) {
    return cloud
        .call(cloud.sqs.listMessageMoveTasks(r -> r.sourceArn(deadArn).maxResults(max)))
        .results();
  }

  private static long sent(Message message) {
    return Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
  }

  private void assertRefused(CompletableFuture<?> call, int status, String code, String message) {
    SqsException failure = cloud.failure(call);
    assertThat(failure.statusCode()).isEqualTo(status);
    assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(failure.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  /** A user who has these rights, and none else, on all queues. */
  private SqsAsyncClient alice(String actions) {
    Principal.User user = new Principal.User("aws", SqsFixture.ACCOUNT, "alice");
    IamAsyncClient iam = new IamService(cloud.time, cloud.account, cloud.iam).client(cloud.root);
    if (cloud.call(iam.listUsers(r -> {})).users().isEmpty()) {
      cloud.call(iam.createUser(r -> r.userName("alice")));
    }
    cloud.call(
        iam.putUserPolicy(
            r ->
                r.userName("alice")
                    .policyName("rights")
                    .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                            + actions
                            + "],\"Resource\":\"*\"}]}")));
    return cloud.service.client(Caller.of(user));
  }
}
