package io.tributary.route;

import static io.tributary.route.Journey.BUS;
import static io.tributary.route.Journey.JANE;
import static io.tributary.route.Journey.OTHER_QUEUE;
import static io.tributary.route.Journey.PIPE;
import static io.tributary.route.Journey.PIPE_ROLE;
import static io.tributary.route.Journey.QUEUE;
import static io.tributary.route.Journey.QUEUE_DLQ;
import static io.tributary.route.Journey.RULE;
import static io.tributary.route.Journey.SOURCE;
import static io.tributary.route.Journey.SOURCE_DLQ;
import static io.tributary.route.Journey.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import org.junit.jupiter.api.Test;

class EndingsTest {

  private final Journey event = new Journey();

  @Test
  void anEventThatArrived_liesInItsQueue() {
    assertThat(event.arrived().endings()).containsExactly("It lies in queue jane-purchase-events.");
  }

  @Test
  void anEventThatWasConsumed_namesQueueAndConsumer() {
    event.arrived().received(QUEUE, "m-2", JANE).deleted(QUEUE, "m-2", JANE);

    assertThat(event.endings())
        .containsExactly(
            "It was received from queue jane-purchase-events and deleted there by user jane.");
  }

  @Test
  void anEventReceivedButNotDeleted_stillLiesThere() {
    event.arrived().received(QUEUE, "m-2", JANE);

    assertThat(event.endings()).containsExactly("It lies in queue jane-purchase-events.");
  }

  @Test
  void oneCopyConsumedAndOneLying_areTwoEndings() {
    event.arrived().sent(OTHER_QUEUE, "m-3");
    event.hop(Step.TARGET_DELIVER, RULE).peer(OTHER_QUEUE).passed();
    event.deleted(QUEUE, "m-2", JANE);

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-audit.",
            "It was received from queue jane-purchase-events and deleted there by user jane.");
  }

  @Test
  void twoCopiesInOneQueue_areCounted() {
    event.arrived().sent(QUEUE, "m-4");

    assertThat(event.endings())
        .containsExactly("It lies in queue jane-purchase-events (2 copies).");
  }

  @Test
  void oneOfTwoCopiesDeleted_leavesTheOther() {
    event.arrived().sent(QUEUE, "m-4").deleted(QUEUE, "m-2", JANE);

    assertThat(event.endings()).contains("It lies in queue jane-purchase-events.");
  }

  @Test
  void anEventDeliveredToALogGroup_saysSo() {
    String group = "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/purchase-events:*";
    event.matched().hop(Step.TARGET_DELIVER, RULE).id("e-1").peer(group).passed();

    assertThat(event.endings())
        .containsExactly("It was delivered to log group /jane/purchase-events.");
  }

  @Test
  void aFilterPolicy_isWhereTheEventWasFilteredOut() {
    event
        .published("sns-1")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.FILTERED, "the filter policy wants a");

    assertThat(event.endings())
        .containsExactly(
            "It was filtered out at topic jane-basket-events to queue jane-basket-events:"
                + " the filter policy wants a.");
  }

  @Test
  void aPipesFilter_isWhereTheEventWasFilteredOut() {
    event
        .enqueued()
        .received(SOURCE, "m-1", PIPE_ROLE)
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.FILTERED, "matches no filter")
        .deleted(SOURCE, "m-1", PIPE_ROLE);

    assertThat(event.endings())
        .containsExactly(
            "It was filtered out at pipe jane-basket-events to bus jane-domain-events:"
                + " matches no filter.");
  }

  @Test
  void noRuleMatches_isWhereTheEventWasFilteredOut() {
    event.piped().stopped(Step.RULE_MATCH, BUS, null, Outcome.FILTERED, "no rule matches");

    assertThat(event.endings())
        .containsExactly("It was filtered out at bus jane-domain-events: no rule matches.");
  }

  private Route.Standing standing() {
    return event.route().standing(new NoRoles());
  }

  /** As if no queue were known for more than what its hops tell. */
  private record NoRoles() implements QueueRoles {
    @Override
    public boolean takesOn(String queueArn) {
      return false;
    }

    @Override
    public boolean takesDeadLetters(String queueArn) {
      return false;
    }
  }

  private void snsIsDenied(String queue) {
    event
        .denied(Step.SQS_SEND, queue, "sns.amazonaws.com", Journey.snsDenied(queue))
        .denied(Step.SNS_DELIVER, TOPIC, queue, Journey.snsDenied(queue));
  }

  @Test
  void snsDeniedWithADeadLetterQueue_saysOnceWhereItLiesAndWhy() {
    event.published("sns-1");
    snsIsDenied(SOURCE);
    event
        .sent(SOURCE_DLQ, "m-9")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE_DLQ, Outcome.DEAD_LETTERED, "denied by IAM");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events-dlq, a dead-letter queue: denied by IAM.");
    assertThat(standing()).isEqualTo(new Route.Standing(Fate.DEAD_LETTER, SOURCE_DLQ));
  }

  @Test
  void snsDeniedWithoutADeadLetterQueue_isLostThere() {
    event.published("sns-1");
    snsIsDenied(SOURCE);
    event.stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.LOST, "denied; no dead-letter queue");

    assertThat(event.endings())
        .containsExactly(
            "It was lost at topic jane-basket-events to queue jane-basket-events:"
                + " denied; no dead-letter queue.");
    assertThat(standing()).isEqualTo(new Route.Standing(Fate.LOST, TOPIC));
  }

  @Test
  void snsDeniedByTheDeadLetterQueueAsWell_isLostThere() {
    event.published("sns-1");
    snsIsDenied(SOURCE);
    snsIsDenied(SOURCE_DLQ);
    String both = "not allowed on " + SOURCE + "; nor on " + SOURCE_DLQ;
    event.stopped(Step.SNS_DELIVER, TOPIC, SOURCE_DLQ, Outcome.LOST, both);

    assertThat(event.endings())
        .containsExactly(
            "It was lost at topic jane-basket-events to queue jane-basket-events-dlq: "
                + both
                + ".");
    assertThat(standing()).isEqualTo(new Route.Standing(Fate.LOST, TOPIC));
  }

  @Test
  void aLossAtADeadLetterQueue_leavesTheRetriesToAQueueWhoseNameItsNameBeginsWith() {
    event
        .published("sns-1")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.RETRYING, "throttled")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE_DLQ, Outcome.LOST, "denied on " + SOURCE_DLQ);

    assertThat(event.endings())
        .contains(
            "It is being retried at topic jane-basket-events to queue jane-basket-events:"
                + " throttled.");
  }

  @Test
  void aPersonsDeniedSend_isToldAsItIs() {
    event.stopped(Step.SQS_SEND, SOURCE, JANE, Outcome.DENIED, "not authorised");

    assertThat(event.endings())
        .containsExactly("It stopped at queue jane-basket-events by user jane: not authorised.");
    assertThat(standing()).isEqualTo(new Route.Standing(Fate.STOPPED, SOURCE));
  }

  @Test
  void oneOfTwoSubscribersFails_bothAreTold() {
    event
        .enqueued()
        .stopped(Step.SNS_DELIVER, TOPIC, OTHER_QUEUE, Outcome.LOST, "the queue does not exist.");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events.",
            "It was lost at topic jane-basket-events to queue jane-audit:"
                + " the queue does not exist.");
  }

  @Test
  void oneSubscribersDeadLetter_doesNotHideThatAnothersCopyIsLost() {
    event
        .published("sns-1")
        .stopped(Step.SNS_DELIVER, TOPIC, OTHER_QUEUE, Outcome.LOST, "the queue does not exist")
        .denied(Step.SNS_DELIVER, TOPIC, SOURCE, Journey.snsDenied(SOURCE))
        .sent(SOURCE_DLQ, "m-9")
        .stopped(Step.SNS_DELIVER, TOPIC, SOURCE_DLQ, Outcome.DEAD_LETTERED, "denied by IAM");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events-dlq, a dead-letter queue: denied by IAM.",
            "It was lost at topic jane-basket-events to queue jane-audit:"
                + " the queue does not exist.");
  }

  @Test
  void aDeadLetterThatNamesItsTarget_endsThatOneOfSeveralRetries() {
    event
        .matched()
        .stopped(Step.TARGET_DELIVER, RULE, OTHER_QUEUE, Outcome.RETRYING, "throttled")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE, Outcome.RETRYING, "throttled")
        .sent(QUEUE_DLQ, "m-9")
        .stopped(
            Step.TARGET_DELIVER,
            RULE,
            QUEUE_DLQ,
            Outcome.DEAD_LETTERED,
            "not delivered to " + OTHER_QUEUE + ": throttled");

    assertThat(event.endings())
        .hasSize(2)
        .contains(
            "It is being retried at rule jane-purchase-events to queue jane-purchase-events:"
                + " throttled.");
  }

  private void pipeIsDenied() {
    event
        .received(SOURCE, "m-1", PIPE_ROLE)
        .stopped(Step.EVENTS_PUT, BUS, PIPE_ROLE, Outcome.DENIED, "AccessDenied")
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.DENIED, "AccessDenied");
  }

  @Test
  void aPipeThatMayNotPut_leavesTheMessageInItsSourceAndTriesAgain() {
    event.enqueued();
    pipeIsDenied();

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events.",
            "It is being retried at pipe jane-basket-events to bus jane-domain-events:"
                + " AccessDenied.");
    assertThat(standing()).isEqualTo(new Route.Standing(Fate.RETRYING, PIPE));
  }

  @Test
  void aPipeThatMayNotDelete_triesAgain() {
    event
        .enqueued()
        .received(SOURCE, "m-1", PIPE_ROLE)
        .stopped(Step.SQS_DELETE, SOURCE, PIPE_ROLE, Outcome.DENIED, "AccessDenied")
        .stopped(Step.PIPE_DELIVER, PIPE, SOURCE, Outcome.DENIED, "AccessDenied");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events.",
            "It is put on the bus more than once by pipe jane-basket-events, which could not delete"
                + " it from queue jane-basket-events: AccessDenied.");
  }

  @Test
  void aPipeThatMayNotDeleteWhatNoRuleMatches_isNotSaidToMakeItArrive() {
    event.enqueued().received(SOURCE, "m-1", PIPE_ROLE);
    event.hop(Step.PIPE_DELIVER, PIPE).peer(BUS).passed();
    event
        .stopped(Step.RULE_MATCH, BUS, null, Outcome.FILTERED, "no rule matches")
        .stopped(Step.PIPE_DELIVER, PIPE, SOURCE, Outcome.DENIED, "AccessDenied");

    assertThat(event.endings())
        .contains(
            "It was filtered out at bus jane-domain-events: no rule matches.",
            "It is put on the bus more than once by pipe jane-basket-events, which could not delete"
                + " it from queue jane-basket-events: AccessDenied.")
        .noneMatch(ending -> ending.contains("arrive"));
  }

  @Test
  void aPipeThatMayNotDeleteWhatItFilteredOut_isNotSaidToPassItOn() {
    event
        .enqueued()
        .received(SOURCE, "m-1", PIPE_ROLE)
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.FILTERED, "matches no filter")
        .stopped(Step.PIPE_DELIVER, PIPE, SOURCE, Outcome.DENIED, "AccessDenied");

    assertThat(event.endings())
        .contains(
            "It is being retried at pipe jane-basket-events, which could not delete it from queue"
                + " jane-basket-events: AccessDenied.");
  }

  @Test
  void aPipeThatMayNotDelete_andWhoseMessageIsADeadLetterNow_mayHavePutItMoreThanOnce() {
    event
        .enqueued()
        .received(SOURCE, "m-1", PIPE_ROLE)
        .stopped(Step.PIPE_DELIVER, PIPE, SOURCE, Outcome.DENIED, "AccessDenied")
        .deadLettered(SOURCE, SOURCE_DLQ, "m-1");

    assertThat(event.endings())
        .contains(
            "It may have been put on the bus more than once by pipe jane-basket-events, which could"
                + " not delete it from queue jane-basket-events: AccessDenied.");
  }

  @Test
  void aPipeThatFailedTooOften_leavesTheMessageInTheDeadLetterQueue() {
    event.enqueued();
    pipeIsDenied();
    event.deadLettered(SOURCE, SOURCE_DLQ, "m-1");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-basket-events-dlq, a dead-letter queue:"
                + " received 5 times without being deleted.",
            "It stopped at pipe jane-basket-events to bus jane-domain-events: AccessDenied.");
  }

  @Test
  void aMessageThatAPersonDeleted_isNoLongerTriedByThePipe() {
    event.enqueued();
    pipeIsDenied();
    event.received(SOURCE, "m-1", JANE).deleted(SOURCE, "m-1", JANE);

    assertThat(event.endings())
        .contains("It stopped at pipe jane-basket-events to bus jane-domain-events: AccessDenied.");
  }

  @Test
  void oneQueuesDeadLetter_doesNotEndAnotherPipesRetry() {
    String audit = "arn:aws:pipes:eu-west-1:536697261635:pipe/jane-audit";
    String auditRole = "arn:aws:sts::536697261635:assumed-role/jane-audit-pipe/jane-audit";
    event.enqueued().sent(OTHER_QUEUE, "m-2");
    pipeIsDenied();
    event
        .received(OTHER_QUEUE, "m-2", auditRole)
        .stopped(Step.PIPE_DELIVER, audit, BUS, Outcome.RETRYING, "throttled")
        .deadLettered(SOURCE, SOURCE_DLQ, "m-1");

    assertThat(event.endings())
        .contains(
            "It stopped at pipe jane-basket-events to bus jane-domain-events: AccessDenied.",
            "It is being retried at pipe jane-audit to bus jane-domain-events: throttled.");
  }

  @Test
  void twoCopiesInASharedDeadLetterQueue_tellBothCauses() {
    event
        .matched()
        .sent(QUEUE_DLQ, "m-8")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE_DLQ, Outcome.DEAD_LETTERED, "NO_PERMISSIONS")
        .sent(QUEUE_DLQ, "m-9")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE_DLQ, Outcome.DEAD_LETTERED, "INVALID_JSON");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-purchase-events-dlq, a dead-letter queue: NO_PERMISSIONS.",
            "It lies in queue jane-purchase-events-dlq, a dead-letter queue: INVALID_JSON.");
  }

  @Test
  void oneOfTwoDeadLettersRedriven_leavesTheOthersCause() {
    event
        .matched()
        .sent(QUEUE_DLQ, "m-8")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE_DLQ, Outcome.DEAD_LETTERED, "NO_PERMISSIONS")
        .sent(QUEUE_DLQ, "m-9")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE_DLQ, Outcome.DEAD_LETTERED, "INVALID_JSON")
        .redriven(QUEUE_DLQ, QUEUE, "m-9", "m-10");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-purchase-events-dlq, a dead-letter queue: NO_PERMISSIONS.",
            "It lies in queue jane-purchase-events.");
  }

  @Test
  void aFailureRepairedByALaterTry_isNoEnding() {
    event.enqueued().stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "throttled");
    event.hop(Step.PIPE_DELIVER, PIPE).peer(BUS).passed();
    event.deleted(SOURCE, "m-1", PIPE_ROLE).sent(QUEUE, "m-2");

    assertThat(event.endings()).containsExactly("It lies in queue jane-purchase-events.");
  }

  @Test
  void aPipeThatCouldNotDelete_andThenCould_hasLeftNoStopBehind() {
    event.arrived();
    event.hop(Step.PIPE_DELIVER, PIPE).peer(SOURCE).stopped(Outcome.RETRYING, "throttled");
    event.hop(Step.PIPE_DELIVER, PIPE).peer(BUS).passed();
    event.deleted(SOURCE, "m-1", PIPE_ROLE).deleted(QUEUE, "m-2", JANE);

    assertThat(event.endings())
        .containsExactly(
            "It was received from queue jane-purchase-events and deleted there by user jane.");
  }

  @Test
  void anExpiredMessage_isLostInItsQueue() {
    event.arrived().hop(Step.SQS_EXPIRE, QUEUE).id("m-2").stopped(Outcome.LOST, "retention over");

    assertThat(event.endings())
        .containsExactly("It was lost at queue jane-purchase-events: retention over.");
  }

  @Test
  void aPurgedMessage_isLostInItsQueue() {
    event.arrived().hop(Step.SQS_PURGE, QUEUE).id("m-2").stopped(Outcome.LOST, "purged");

    assertThat(event.endings())
        .containsExactly("It was lost at queue jane-purchase-events: purged.");
  }

  @Test
  void anEventUnderWay_tellsItsLastHop() {
    assertThat(event.published("sns-1").endings())
        .containsExactly("Its last hop was 'publish' at topic jane-basket-events.");
  }

  @Test
  void stopped_isTrueOfALossAndOfADeadLetterButNotOfAFilterOnOneWayOrAnArrival() {
    Journey arrived = new Journey().arrived();
    Journey filtered =
        new Journey()
            .arrived()
            .stopped(Step.SNS_DELIVER, TOPIC, OTHER_QUEUE, Outcome.FILTERED, "another type");
    Journey lost =
        new Journey()
            .published("sns-1")
            .stopped(Step.SNS_DELIVER, TOPIC, SOURCE, Outcome.LOST, "no dead-letter queue");
    Journey dead = new Journey().enqueued().deadLettered(SOURCE, SOURCE_DLQ, "m-1");

    assertThat(arrived.route().stopped()).isFalse();
    assertThat(filtered.route().stopped()).isFalse();
    assertThat(lost.route().stopped()).isTrue();
    assertThat(dead.route().stopped()).isTrue();
  }

  @Test
  void stopped_isTrueOfAnEventThatWasFilteredOutOnAllItsWays() {
    event
        .piped()
        .stopped(Step.SNS_DELIVER, TOPIC, OTHER_QUEUE, Outcome.FILTERED, "another type")
        .stopped(Step.RULE_MATCH, BUS, null, Outcome.FILTERED, "no rule");

    assertThat(event.route().stopped()).isTrue();
  }

  @Test
  void aRedrivenDeadLetter_liesInItsQueueAgainAndNoLongerAmongTheDead() {
    event.arrived().deadLettered(QUEUE, QUEUE_DLQ, "m-2").redriven(QUEUE_DLQ, QUEUE, "m-2", "m-9");

    assertThat(event.endings()).containsExactly("It lies in queue jane-purchase-events.");
    assertThat(event.route().stopped()).isFalse();
  }

  @Test
  void aRedriveToTheQueueThatRefusedTheEvent_leavesNoRefusalBehind() {
    event
        .matched()
        .stopped(Step.SQS_SEND, QUEUE, "events.amazonaws.com", Outcome.DENIED, "no statement")
        .stopped(Step.TARGET_DELIVER, RULE, QUEUE, Outcome.DENIED, "no statement")
        .sent(QUEUE_DLQ, "m-2");
    event
        .hop(Step.TARGET_DELIVER, RULE)
        .peer(QUEUE_DLQ)
        .stopped(Outcome.DEAD_LETTERED, "not delivered to " + QUEUE);
    event.redriven(QUEUE_DLQ, QUEUE, "m-2", "m-9");

    assertThat(event.endings()).containsExactly("It lies in queue jane-purchase-events.");
  }

  @Test
  void aRedrivenDeadLetterThatAPipeThenPassesOn_hasLeftNoStopBehind() {
    event
        .stopped(Step.PIPE_DELIVER, PIPE, BUS, Outcome.RETRYING, "not authorised")
        .deadLettered(SOURCE, SOURCE_DLQ, "m-1")
        .redriven(SOURCE_DLQ, SOURCE, "m-1", "m-9");
    event.hop(Step.PIPE_DELIVER, PIPE).peer(BUS).passed();
    event.deleted(SOURCE, "m-9", PIPE_ROLE);

    assertThat(event.endings())
        .containsExactly("Its last hop was 'delete' at queue jane-basket-events.");
  }

  @Test
  void aRedriveThatFailed_leavesTheDeadLetterAndTellsWhy() {
    event
        .arrived()
        .deadLettered(QUEUE, QUEUE_DLQ, "m-2")
        .stopped(Step.SQS_REDRIVE, QUEUE_DLQ, QUEUE, Outcome.FAILED, "no such queue");

    assertThat(event.endings())
        .containsExactly(
            "It lies in queue jane-purchase-events-dlq, a dead-letter queue: received 5 times without"
                + " being deleted.",
            "It stopped at queue jane-purchase-events-dlq to queue jane-purchase-events: no such"
                + " queue.");
  }
}
