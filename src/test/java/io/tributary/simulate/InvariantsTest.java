package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.text.TextsReadLately;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hops of redrives, as a journal with or without a mistake would tell them. */
class InvariantsTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events";
  private static final String DEAD_LETTERS = QUEUE + "-dlq";
  private static final String RULE =
      "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events";
  private static final String BUS =
      "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:basket-events";
  private static final String BODY =
      "{\"source\":\"basket_events\",\"e\":\"event-of-run-0000000003\"}";

  private final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  private final Ledger ledger = new Ledger(10, (body, event) -> true);
  private final Blueprint blueprint = new Blueprint(Purchases.GRAPH, QUEUE);
  private final TextsReadLately ids = new TextsReadLately(Fingerprint::of);
  private final PatternModel patterns =
      new PatternModel(Destinations.of(blueprint, ledger), ids, 10, event -> "");
  private final ModelledQueues queues =
      new ModelledQueues(Destinations.of(blueprint, ledger), time);
  private final SqsModel model = new SqsModel(queues, patterns, ids, time, ledger);
  private final Invariants invariants =
      new Invariants(ledger, model, patterns, new Denials(ledger, decision -> true), Set.of(TOPIC));

  /** Two copies of an event lie in the dead-letter queue. */
  @BeforeEach
  void deadLetters() {
    Caller rule = Caller.of(new Principal.Service("events.amazonaws.com", RULE, "536697261635"));
    ledger.published(3);
    model.sent(rule, DEAD_LETTERS, new OutgoingMessage(BODY, 1), "dead-1");
    model.sent(rule, DEAD_LETTERS, new OutgoingMessage(BODY, 1), "dead-2");
  }

  private void see(Step step, String queue, String peer, Outcome outcome, String id) {
    invariants.see(new Hop(1, time.micros(), 1, step, queue, peer, outcome, id, BODY, "", null));
  }

  private void sent(Outcome outcome) {
    see(Step.SQS_SEND, QUEUE, "", outcome, "again-1");
  }

  private void redriven(String id) {
    see(Step.SQS_REDRIVE, DEAD_LETTERS, QUEUE, Outcome.PASSED, id);
  }

  @Test
  void aRedriveAfterTheSend_holds() {
    sent(Outcome.PASSED);
    redriven("dead-1");
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void aRedriveAfterASendThatWasDenied_isBroken() {
    sent(Outcome.DENIED);
    redriven("dead-1");
    assertThat(ledger.violations()).extracting(Violation::invariant).containsExactly("redrive");
  }

  @Test
  void twoRedrivesAfterOneSend_areBroken() {
    sent(Outcome.PASSED);
    redriven("dead-1");
    redriven("dead-2");
    assertThat(ledger.violations()).extracting(Violation::invariant).containsExactly("redrive");
  }

  @Test
  void whatATopicOfTheLoadLoses_isLost() {
    see(Step.SNS_DELIVER, TOPIC, null, Outcome.LOST, "lost-1");
    assertThat(ledger.violations())
        .extracting(Violation::invariant)
        .containsExactly("nothing-lost");
  }

  /** An alarm, of a trace of its own. */
  private void alarm(Step step, String resource, String peer, Outcome outcome) {
    invariants.see(
        new Hop(2, time.micros(), 2, step, resource, peer, outcome, "alarm-1", "{}", "", null));
  }

  private void publishAlarm() {
    alarm(Step.SNS_PUBLISH, TOPIC + "-alarms", null, Outcome.PASSED);
  }

  /** The bus says that no rule wants it. */
  private void keepOutAlarm() {
    EventEntry entry = new EventEntry("bus", "alarms", "type", "{}", List.of(), null, 2);
    patterns
        .observed((caller, all) -> List.of(new PutResult("alarm-1", null, null)))
        .putEvents(Caller.of(new Principal.Root("aws", "536697261635")), List.of(entry));
    alarm(Step.RULE_MATCH, BUS, null, Outcome.FILTERED);
  }

  @Test
  void anAlarmThatABusKeepsOut_isNoStranger() {
    publishAlarm();
    keepOutAlarm();
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void anAlarmThatExpires_isNoStranger() {
    Caller rule = Caller.of(new Principal.Service("events.amazonaws.com", RULE, "536697261635"));
    publishAlarm();
    model.sent(
        rule, DEAD_LETTERS, new OutgoingMessage("{\"source\":\"basket_events\"}", 2), "alarm-1");
    time.advance(Duration.ofDays(14));
    alarm(Step.SQS_EXPIRE, DEAD_LETTERS, null, Outcome.LOST);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void whatABusKeepsOutThatNobodyPublished_isBroken() {
    keepOutAlarm();
    assertThat(ledger.violations())
        .extracting(Violation::invariant)
        .containsExactly("no-strangers");
  }

  @Test
  void whatNobodySubscribedToAtAnotherTopic_isNoLoss() {
    publishAlarm();
    alarm(Step.SNS_DELIVER, TOPIC + "-alarms", null, Outcome.LOST);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void whatASubscriptionOfAnotherTopicLoses_isLost() {
    publishAlarm();
    alarm(Step.SNS_DELIVER, TOPIC + "-alarms", QUEUE + "-alarms", Outcome.LOST);
    assertThat(ledger.violations())
        .extracting(Violation::invariant)
        .containsExactly("nothing-lost");
  }

  @Test
  void anExpiryOfWhatNobodyPublished_isBroken() {
    ledger.expired(-1, QUEUE);
    assertThat(ledger.violations())
        .extracting(Violation::invariant)
        .containsExactly("no-strangers");
  }

  @Test
  void aFilterThatKeepsOutAnEventNotPublishedYet_isBroken() {
    ledger.filtered(4, "a");
    assertThat(ledger.violations())
        .extracting(Violation::invariant)
        .containsExactly("no-strangers");
  }
}
