package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;

import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.sqs.Queues.Wake;
import io.tributary.cloud.time.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class WaitingTest {

  private final SqsFixture cloud = new SqsFixture();
  private final String url = cloud.create("orders");
  private final List<String> woken = new ArrayList<>();

  @Test
  void aLongPollIsAnsweredAsSoonAsAMessageIsSent() {
    var poll = longPoll(20);
    cloud.pass(19);
    assertThat(poll).isNotDone();
    cloud.send(url, "hello");
    cloud.time.runReady();

    assertThat(bodies(poll)).containsExactly("hello");
  }

  @Test
  void aLongPollEndsEmptyWhenItsTimeIsOver() {
    var poll = longPoll(20);

    cloud.passMillis(19_999);
    assertThat(poll).isNotDone();
    cloud.passMillis(1);
    assertThat(poll.join().hasMessages()).isFalse();
  }

  @Test
  void aLongPollThatIsOverTakesNoMessage() {
    longPoll(1);
    cloud.pass(1);
    cloud.send(url, "hello");

    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void aLongPollThatItsClientGaveUpTakesNoMessage() {
    longPoll(20).cancel(false);
    cloud.send(url, "hello");
    cloud.time.runReady();

    assertThat(cloud.bodies(url)).containsExactly("hello");
  }

  @Test
  void aLongPollThatAClientOnAnotherThreadGaveUpTakesNoMessage() {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    try {
      RealTime time = new RealTime(executor, 1);
      SqsAsyncClient sqs =
          new SqsService(
                  time,
                  cloud.account,
                  new Iam(time, cloud.account),
                  new Journal(time, Journal.DEFAULT_CAPACITY))
              .client(cloud.root);
      String there = sqs.createQueue(r -> r.queueName("there")).join().queueUrl();
      var poll = sqs.receiveMessage(r -> r.queueUrl(there).waitTimeSeconds(20));
      runTasks(executor);

      poll.cancel(false);
      sqs.sendMessage(r -> r.queueUrl(there).messageBody("hello")).join();
      runTasks(executor);

      var next = sqs.receiveMessage(r -> r.queueUrl(there)).join();
      assertThat(next.messages()).extracting(Message::body).containsExactly("hello");
    } finally {
      executor.shutdownNow();
    }
  }

  /** What was handed to the loop before is over then, and what that handed to it in turn. */
  private static void runTasks(Executor executor) {
    CompletableFuture.runAsync(() -> {}, executor).join();
    CompletableFuture.runAsync(() -> {}, executor).join();
  }

  @Test
  void theQueuesWaitTimeHoldsWhenTheRequestNamesNone() {
    cloud.set(url, RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "5");
    var poll = cloud.poll(url, r -> {});

    cloud.passMillis(4_999);
    assertThat(poll).isNotDone();
    cloud.passMillis(1);
    assertThat(poll).isDone();
  }

  @Test
  void aWaitTimeOfZeroInTheRequestGoesBeforeTheQueues() {
    cloud.set(url, RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "5");

    assertThat(cloud.poll(url, r -> r.waitTimeSeconds(0))).isDone();
  }

  @Test
  void waitTimesAreFromZeroToTwentySeconds() {
    assertThat(cloud.message(longPoll(21)))
        .isEqualTo(
            "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
                + " provided.");
    assertThat(cloud.code(longPoll(-1))).isEqualTo("InvalidParameterValue");
    assertThat(longPoll(20)).isNotDone();
  }

  @Test
  void whoWaitsLongestIsServedFirst() {
    var first = longPoll(20);
    var second = longPoll(20);
    cloud.send(url, "one");
    cloud.time.runReady();
    cloud.send(url, "two");
    cloud.time.runReady();

    assertThat(bodies(first)).containsExactly("one");
    assertThat(bodies(second)).containsExactly("two");
  }

  @Test
  void aBatchSentAtOnceIsReceivedAtOnce() {
    var poll = longPoll(20);
    cloud.sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("a"), entry("b"), entry("c")));
    cloud.time.runReady();

    assertThat(bodies(poll)).containsExactly("a", "b", "c");
  }

  @Test
  void aLongPollIsAnsweredWhenAVisibilityTimeoutEnds() {
    cloud.send(url, "hello");
    cloud.receiveOne(url);
    cloud.pass(15);
    var poll = longPoll(20);

    cloud.passMillis(14_999);
    assertThat(poll).isNotDone();
    cloud.passMillis(1);
    assertThat(bodies(poll)).containsExactly("hello");
  }

  @Test
  void aLongPollIsAnsweredWhenAVisibilityTimeoutIsShortened() {
    cloud.send(url, "hello");
    String handle = cloud.receiveOne(url).receiptHandle();
    var poll = longPoll(20);
    cloud.changeVisibility(url, handle, 2);

    cloud.passMillis(1_999);
    assertThat(poll).isNotDone();
    cloud.passMillis(1);
    assertThat(bodies(poll)).containsExactly("hello");
  }

  @Test
  void aLongPollIsAnsweredWhenADelayEnds() {
    var poll = longPoll(20);
    cloud.call(cloud.sqs.sendMessage(r -> r.queueUrl(url).messageBody("late").delaySeconds(7)));

    cloud.passMillis(6_999);
    assertThat(poll).isNotDone();
    cloud.passMillis(1);
    assertThat(bodies(poll)).containsExactly("late");
  }

  @Test
  void deletingTheQueueEndsItsLongPolls() {
    var poll = longPoll(20);
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(url)));

    assertThat(cloud.code(poll)).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
  }

  @Test
  void deletingTheQueueLeavesNoTimerBehind() {
    cloud.call(cloud.sqs.sendMessage(r -> r.queueUrl(url).messageBody("late").delaySeconds(900)));
    whenAvailable("woken");
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(url)));
    long deleted = cloud.time.micros();

    // Only a timer lets time pass while something is waited for.
    cloud.time.runUntil(() -> false, Duration.ofDays(15));
    assertThat(cloud.time.micros()).isEqualTo(deleted);
  }

  @Test
  void whenAvailable_callsBackInATaskOfItsOwnWhenAMessageIsThereAlready() {
    cloud.send(url, "hello");
    whenAvailable("woken");
    assertThat(woken).isEmpty();
    cloud.time.runReady();

    assertThat(woken).containsExactly("woken");
  }

  @Test
  void whenAvailable_callsBackOnceForAMessageThatComesLater() {
    whenAvailable("woken");
    cloud.pass(3_600);
    cloud.send(url, "one");
    cloud.send(url, "two");
    cloud.time.runReady();

    assertThat(woken).containsExactly("woken");
  }

  @Test
  void whenAvailable_callsBackWhenAVisibilityTimeoutEnds() {
    cloud.send(url, "hello");
    cloud.receiveOne(url);
    whenAvailable("woken");

    cloud.passMillis(29_999);
    assertThat(woken).isEmpty();
    cloud.passMillis(1);
    assertThat(woken).containsExactly("woken");
  }

  @Test
  void whenAvailable_callsBackWhenTheQueueIsDeleted() {
    whenAvailable("woken");
    cloud.call(cloud.sqs.deleteQueue(r -> r.queueUrl(url)));
    cloud.time.runReady();

    assertThat(woken).containsExactly("woken");
  }

  @Test
  void whenAvailable_doesNotCallBackOnceCancelled() {
    Wake wake = whenAvailable("woken");
    cloud.send(url, "hello");
    wake.cancel();
    cloud.time.runReady();

    assertThat(woken).isEmpty();
  }

  @Test
  void aConsumerThatOnlyAsksAgainDoesNotKeepOthersFromBeingServed() {
    cloud.service.whenAvailable(cloud.arn("orders"), () -> whenAvailable("again"));
    var poll = longPoll(20);
    cloud.send(url, "hello");
    cloud.time.runReady();

    assertThat(bodies(poll)).containsExactly("hello");
    assertThat(woken).isEmpty();
  }

  private Wake whenAvailable(String name) {
    return cloud.service.whenAvailable(cloud.arn("orders"), () -> woken.add(name));
  }

  private CompletableFuture<ReceiveMessageResponse> longPoll(int seconds) {
    return cloud.poll(url, r -> r.waitTimeSeconds(seconds).maxNumberOfMessages(10));
  }

  private static List<String> bodies(CompletableFuture<ReceiveMessageResponse> poll) {
    assertThat(poll).isDone();
    return poll.join().messages().stream().map(Message::body).toList();
  }

  private static SendMessageBatchRequestEntry entry(String body) {
    return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
  }
}
