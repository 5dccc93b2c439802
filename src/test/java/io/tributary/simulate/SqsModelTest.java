package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.text.TextsReadLately;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model alone, told of calls as a cloud with or without a mistake would answer them. */
class SqsModelTest {

  private static final String SQS = "arn:aws:sqs:eu-west-1:536697261635:jane-";
  private static final String QUEUE = SQS + "purchase-events";
  private static final String DEAD_LETTERS = SQS + "purchase-events-dlq";
  private static final String RULE =
      "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events";
  private static final String BODY =
      "{\"source\":\"basket_events\",\"e\":\"event-of-run-0000000003\"}";
  private static final String ID = "692afd4f-d667-4517-829a-5f88f3430d27";
  private static final String AGAIN = "0b2dd2c8-6a7c-4d0a-9a53-5f0b5c0d3c11";
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final Duration RETENTION = Duration.ofDays(4);

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Ledger ledger = new Ledger(10, (body, event) -> true);
  private final Blueprint blueprint = new Blueprint(Purchases.GRAPH, QUEUE);
  private final TextsReadLately ids = new TextsReadLately(Fingerprint::of);
  private final ModelledQueues queues =
      new ModelledQueues(Destinations.of(blueprint, ledger), time);
  private final SqsModel model =
      new SqsModel(
          queues,
          new PatternModel(Destinations.of(blueprint, ledger), ids, 10, event -> ""),
          ids,
          time,
          ledger);

  @BeforeEach
  void publish() {
    ledger.published(3);
  }

  private void send(String service, String source) {
    Principal sender = new Principal.Service(service, source, "536697261635");
    model.sent(Caller.of(sender), QUEUE, new OutgoingMessage(BODY, 1), ID);
  }

  private void send() {
    send("events.amazonaws.com", RULE);
  }

  private void receive(String queue, int count) {
    model.received(
        queue, null, new QueuedMessage(ID, "handle-" + count, BODY, Map.of(), "", 0, 0, count, 1));
  }

  private void receiveTimes(int times) {
    for (int count = 1; count <= times; count++) {
      receive(QUEUE, count);
      time.advance(VISIBILITY);
    }
  }

  private void move() {
    model.moved(hop(Step.SQS_DEAD_LETTER, DEAD_LETTERS));
  }

  private Hop hop(Step step, String peer) {
    return new Hop(1, time.micros(), 1, step, QUEUE, peer, Outcome.LOST, ID, null, "", null);
  }

  private void assertBroken(String invariant) {
    assertThat(ledger.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.invariant()).isEqualTo(invariant);
              assertThat(violation.event()).isEqualTo(3);
            });
  }

  private void assertHolds() {
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void aSenderThatThePolicyNames_isAdmitted() {
    send();
    assertHolds();
  }

  @Test
  void anotherService_isNot() {
    send("sns.amazonaws.com", RULE);
    assertBroken("only-the-admitted");
  }

  @Test
  void anotherRule_isNot() {
    send("events.amazonaws.com", RULE + "-2");
    assertBroken("only-the-admitted");
  }

  @Test
  void aPolicyTakenAway_admitsNobody() {
    queues.policyChanged(QUEUE, "");
    send();
    assertBroken("only-the-admitted");
  }

  @Test
  void anIdGivenTwice_isBroken() {
    send();
    send();
    assertBroken("ids-are-unique");
  }

  @Test
  void aMessageWithoutId_isRefused() {
    Caller rule = Caller.of(new Principal.Service("events.amazonaws.com", RULE, "536697261635"));
    assertThatNullPointerException()
        .isThrownBy(() -> model.sent(rule, QUEUE, new OutgoingMessage(BODY, 1), null))
        .withMessageContaining("SQS gave a message no id");
  }

  @Test
  void aReceiveWhenTheMessageIsVisibleAgain_holds() {
    send();
    receive(QUEUE, 1);
    time.advance(VISIBILITY);
    receive(QUEUE, 2);
    assertHolds();
  }

  @Test
  void aReceiveOneMicrosecondBefore_isBroken() {
    send();
    receive(QUEUE, 1);
    time.advance(VISIBILITY.minusNanos(1_000));
    receive(QUEUE, 2);
    assertBroken("visibility");
  }

  @Test
  void aReceiveThatIsNotCounted_isBroken() {
    send();
    receive(QUEUE, 1);
    time.advance(VISIBILITY);
    receive(QUEUE, 1);
    assertBroken("receive-count");
  }

  @Test
  void fiveReceives_hold() {
    send();
    receiveTimes(5);
    assertHolds();
  }

  @Test
  void aSixthReceive_isBroken() {
    send();
    receiveTimes(6);
    assertBroken("redrive");
  }

  @Test
  void aMoveAfterFiveReceives_holds() {
    send();
    receiveTimes(5);
    move();
    receive(DEAD_LETTERS, 6);
    assertHolds();
  }

  @Test
  void aMoveAfterFour_isBroken() {
    send();
    receiveTimes(4);
    move();
    assertBroken("redrive");
  }

  @Test
  void aReceiveAfterTheDelete_isBroken() {
    send();
    receive(QUEUE, 1);
    model.deleted("handle-1");
    time.advance(VISIBILITY);
    receive(QUEUE, 2);
    assertBroken("queues-hold-what-was-sent");
  }

  @Test
  void aDeleteByAnOlderHandle_leavesTheMessage() {
    send();
    receiveTimes(2);
    model.deleted("handle-1");
    assertThat(queues.waiting()).isEqualTo(1);
  }

  @Test
  void anExpiryWhenTheRetentionIsOver_holds() {
    send();
    time.advance(RETENTION);
    model.expired(hop(Step.SQS_EXPIRE, null), false);
    assertHolds();
    assertThat(queues.waiting()).isZero();
  }

  @Test
  void anExpiryASecondBefore_isBroken() {
    send();
    time.advance(RETENTION.minusSeconds(1));
    model.expired(hop(Step.SQS_EXPIRE, null), false);
    assertBroken("retention");
  }

  @Test
  void aReceiveASecondAfterTheRetention_isBroken() {
    send();
    time.advance(RETENTION.plusSeconds(1));
    receive(QUEUE, 1);
    assertBroken("retention");
  }

  private Hop sendAgain(String queue, String body) {
    return new Hop(
        1, time.micros(), 1, Step.SQS_SEND, queue, "", Outcome.PASSED, AGAIN, body, null, null);
  }

  @Test
  void aMessageThatLiesToTheEndOfItsRetention_mayLie() {
    send();
    time.advance(RETENTION);
    queues.judgeStays();
    assertHolds();
  }

  @Test
  void aMessageThatNobodyReceives_mustNotLieLonger() {
    send();
    time.advance(RETENTION.plusMillis(2));
    queues.judgeStays();
    assertBroken("retention");
  }

  private void redrive(Hop send) {
    model.redriven(
        new Hop(
            2,
            time.micros(),
            1,
            Step.SQS_REDRIVE,
            DEAD_LETTERS,
            QUEUE,
            Outcome.PASSED,
            ID,
            null,
            null,
            null),
        send);
  }

  private void deadLetter() {
    send();
    receiveTimes(5);
    move();
  }

  @Test
  void aRedrivenMessage_comesAsANewOne() {
    deadLetter();
    redrive(sendAgain(QUEUE, BODY));
    model.received(QUEUE, null, new QueuedMessage(AGAIN, "handle", BODY, Map.of(), "", 0, 0, 1, 1));
    assertHolds();
  }

  @Test
  void aMessageRemovedBeforeItWasSentAgain_isBroken() {
    deadLetter();
    redrive(null);
    assertBroken("redrive");
  }

  @Test
  void aMessageRedrivenToAnotherQueueThanSaid_isBroken() {
    deadLetter();
    redrive(sendAgain(DEAD_LETTERS, BODY));
    assertBroken("redrive");
  }

  @Test
  void aMessageRedrivenWithAnotherBody_isBroken() {
    deadLetter();
    redrive(sendAgain(QUEUE, BODY + " "));
    assertBroken("redrive");
  }

  @Test
  void aMessageRedrivenThatLiesElsewhere_isBroken() {
    send();
    redrive(sendAgain(QUEUE, BODY));
    assertThat(ledger.violations()).extracting(Violation::invariant).containsExactly("redrive");
  }
}
