package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.DLQ;
import static io.tributary.cloud.events.EventsFixture.QUEUE;
import static io.tributary.cloud.events.EventsFixture.RULE_ARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.SendOnlyQueues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.Target;

class DeliveryTest {

  private final EventsFixture fixture = new EventsFixture().rule("{\"source\":[\"shop\"]}");

  private static Target.Builder withDlq(Target.Builder target) {
    return target.deadLetterConfig(dlq -> dlq.arn(DLQ));
  }

  private Map<String, String> attributesInDlq() {
    assertThat(fixture.queues.in(DLQ)).hasSize(1);
    return fixture.queues.in(DLQ).get(0).attributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stringValue()));
  }

  @Test
  void deniedTarget_isNotRetriedAndDeadLettersTheEventAtOnce() {
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.deny(QUEUE);

    fixture.put("{\"a\":1}");

    OutgoingMessage dead = fixture.queues.in(DLQ).get(0);
    assertThat(dead.body()).isEqualTo(fixture.hops(Step.EVENTS_PUT).get(0).payload());
    assertThat(attributesInDlq())
        .containsEntry("RULE_ARN", RULE_ARN)
        .containsEntry("TARGET_ARN", QUEUE)
        .containsEntry("ERROR_CODE", "NO_PERMISSIONS")
        .containsEntry("RETRY_ATTEMPTS", "0")
        .hasEntrySatisfying(
            "ERROR_MESSAGE", message -> assertThat(message).contains("sqs:SendMessage"))
        .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
  }

  @Test
  void deniedTarget_isWrittenDownWithTheDecisionAndThenItsDeadLetterQueue() {
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.deny(QUEUE);

    fixture.put("{}");

    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::peer, Hop::outcome)
        .containsExactly(tuple(QUEUE, Outcome.DENIED), tuple(DLQ, Outcome.DEAD_LETTERED));
    assertThat(fixture.hops(Step.TARGET_DELIVER).get(0).decision().request().action())
        .isEqualTo("sqs:SendMessage");
  }

  @Test
  void deniedTargetWithoutDeadLetterQueue_losesTheEventAndSaysWhy() {
    fixture.target(t -> t);
    fixture.queues.deny(QUEUE);

    fixture.put("{}");

    Hop lost = fixture.hops(Step.TARGET_DELIVER).get(1);
    assertThat(lost.outcome()).isEqualTo(Outcome.LOST);
    assertThat(lost.reason()).contains("NO_PERMISSIONS").contains("no dead-letter queue");
  }

  @Test
  void deadLetterQueueThatDenies_losesTheEventWithBothDecisions() {
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.deny(QUEUE);
    fixture.queues.deny(DLQ);

    fixture.put("{}");

    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::peer, Hop::outcome)
        .containsExactly(
            tuple(QUEUE, Outcome.DENIED), tuple(DLQ, Outcome.DENIED), tuple(DLQ, Outcome.LOST));
    assertThat(fixture.hops(Step.TARGET_DELIVER).get(1).decision().request().resource())
        .isEqualTo(DLQ);
  }

  @ParameterizedTest
  @CsvSource({
    "QueueDoesNotExist, NO_RESOURCE",
    "AWS.SimpleQueueService.NonExistentQueue, NO_RESOURCE",
    "ResourceNotFoundException, NO_RESOURCE",
    "InvalidParameterValue, INVALID_PARAMETER",
    "InvalidParameterValueException, INVALID_PARAMETER",
    "InvalidMessageContents, INVALID_PARAMETER",
    "InvalidParameterException, INVALID_PARAMETER",
    "OverLimit, SDK_CLIENT_ERROR"
  })
  void targetThatFindsFaultWithTheEvent_isNotRetried(String code, String told) {
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.fail(QUEUE, 400, code);

    fixture.put("{}");
    fixture.time.advance(Duration.ofDays(1));

    assertThat(attributesInDlq())
        .containsEntry("ERROR_CODE", told)
        .containsEntry("RETRY_ATTEMPTS", "0");
    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::outcome)
        .containsExactly(Outcome.FAILED, Outcome.DEAD_LETTERED);
  }

  @Test
  void brokenDeadLetterQueue_isTriedOnceAndCountedOnce() {
    List<Measure> measured = new ArrayList<>();
    fixture.journal.listenToMeasures((what, resource, value) -> measured.add(what));
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.fail(QUEUE, 400, "QueueDoesNotExist");
    fixture.queues.fail(DLQ, 503, "ServiceUnavailable");

    fixture.put("{}");
    fixture.time.advance(Duration.ofDays(1));

    assertThat(fixture.queues.attempts())
        .extracting(SendOnlyQueues.Attempt::queueArn)
        .containsExactly(QUEUE, DLQ);
    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::peer, Hop::outcome)
        .containsExactly(tuple(QUEUE, Outcome.FAILED), tuple(DLQ, Outcome.LOST));
    assertThat(measured).containsOnlyOnce(Measure.EVENTS_NOT_DEAD_LETTERED);
  }

  @Test
  void brokenQueue_isRetriedUntilItWorks() {
    fixture.target(t -> t);
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    fixture.time.advance(Duration.ofMinutes(1));
    fixture.queues.recover(QUEUE);
    fixture.time.advance(Duration.ofMinutes(2));

    assertThat(fixture.bodies()).hasSize(1);
    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::outcome)
        .startsWith(Outcome.RETRYING, Outcome.RETRYING)
        .endsWith(Outcome.PASSED);
  }

  @Test
  void removedTargetOfADisabledRule_isRetriedAllTheSame() {
    fixture.target(t -> withDlq(t).retryPolicy(retry -> retry.maximumRetryAttempts(3)));
    fixture.queues.fail(QUEUE, 500, "InternalError");
    fixture.put("{}");

    fixture.time.await(fixture.events.disableRule(r -> r.name("rule").eventBusName("bus")));
    fixture.time.await(
        fixture.events.removeTargets(r -> r.rule("rule").eventBusName("bus").ids("target")));
    fixture.time.advance(Duration.ofHours(1));

    assertThat(attributesInDlq()).containsEntry("RETRY_ATTEMPTS", "3");
  }

  @Test
  void retries_endAfterTheirNumber() {
    fixture.target(t -> withDlq(t).retryPolicy(retry -> retry.maximumRetryAttempts(3)));
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    fixture.time.advance(Duration.ofHours(1));

    assertThat(attributesInDlq())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
        .containsEntry("RETRY_ATTEMPTS", "3")
        .containsEntry("ERROR_CODE", "INTERNAL_ERROR");
    // Four tries at the target, one send to the dead-letter queue.
    assertThat(fixture.queues.attempts()).hasSize(5);
  }

  @Test
  void noRetriesAllowed_deadLettersAfterTheFirstTry() {
    fixture.target(t -> withDlq(t).retryPolicy(retry -> retry.maximumRetryAttempts(0)));
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");

    assertThat(attributesInDlq()).containsEntry("RETRY_ATTEMPTS", "0");
  }

  @Test
  void retries_endWhenTheEventIsTooOld() {
    fixture.target(t -> withDlq(t).retryPolicy(retry -> retry.maximumEventAgeInSeconds(60)));
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    fixture.time.advance(Duration.ofMillis(59_999));
    assertThat(fixture.queues.in(DLQ)).isEmpty();
    fixture.time.advance(Duration.ofMillis(1));

    assertThat(attributesInDlq())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void byDefault_retriesEndWithinADayAfterAtMost185() {
    fixture.target(DeliveryTest::withDlq);
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    fixture.time.advance(Duration.ofHours(18));
    assertThat(fixture.queues.in(DLQ)).isEmpty();
    fixture.time.advance(Duration.ofHours(6));

    assertThat(Integer.parseInt(attributesInDlq().get("RETRY_ATTEMPTS"))).isBetween(140, 185);
  }

  @Test
  void backoff_growsAndHasJitterFromTheSeed() {
    fixture.target(t -> t);
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    List<Long> at = new ArrayList<>();
    while (at.size() < 7) {
      if (fixture.queues.attempts().size() > at.size()) {
        at.add(fixture.time.millis());
      }
      fixture.time.advance(Duration.ofMillis(1));
    }

    for (int i = 1; i < at.size(); i++) {
      assertThat(at.get(i) - at.get(i - 1)).isBetween(500L << (i - 1), 1_000L << (i - 1));
    }
  }

  @Test
  void retries_areWrittenDownEverMoreSeldom() {
    fixture.target(t -> t.retryPolicy(retry -> retry.maximumRetryAttempts(20)));
    fixture.queues.fail(QUEUE, 500, "InternalError");

    fixture.put("{}");
    fixture.time.advance(Duration.ofHours(24));

    assertThat(fixture.queues.attempts()).hasSize(21);
    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::outcome)
        .containsExactly(
            Outcome.RETRYING,
            Outcome.RETRYING,
            Outcome.RETRYING,
            Outcome.RETRYING,
            Outcome.RETRYING,
            Outcome.LOST);
  }

  @Test
  void everyTargetGetsTheEventThoughOneFails() {
    String other = QUEUE + "-two";
    fixture.target(t -> t.id("a").arn(other)).target(t -> t.id("b"));
    fixture.queues.fail(other, 400, "QueueDoesNotExist");

    fixture.put("{}");

    assertThat(fixture.bodies()).hasSize(1);
  }

  @Test
  void logGroup_getsTheWholeEventFromEventBridgeForTheRule() {
    String group = "arn:aws:logs:eu-west-1:536697261635:log-group:/ann/purchase-events";
    fixture.target(t -> t.arn(group));

    fixture.put("{\"a\":1}");

    assertThat(fixture.logged).hasSize(1);
    assertThat(fixture.logged.get(0).group()).isEqualTo(group);
    assertThat(fixture.logged.get(0).message())
        .isEqualTo(fixture.hops(Step.EVENTS_PUT).get(0).payload());
    assertThat(fixture.logged.get(0).caller().principal().arn()).isEqualTo("events.amazonaws.com");
  }
}
