package io.tributary.cloud.sns;

import static io.tributary.cloud.sns.SnsFixture.attribute;
import static io.tributary.cloud.sns.SnsFixture.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.sqs.SendOnlyQueues;
import io.tributary.route.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class SnsDeliveryTest {

  private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
  private static final String END = queue("end");
  private static final String DLQ = queue("dlq");

  private final SnsFixture cloud = new SnsFixture();

  @Test
  void deliver_reachesEverySubscriptionInTheOrderOfSubscribing() {
    cloud.subscribe("b", RAW);
    cloud.subscribe("a", RAW);

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.queues.taken())
        .extracting(SendOnlyQueues.Attempt::queueArn)
        .containsExactly(queue("b"), queue("a"));
  }

  @Test
  void deliver_sharesTheTraceOfThePublish() {
    cloud.subscribe("end", RAW);

    cloud.publish(r -> r.message("m"));

    long trace = cloud.journal.hops().findFirst().orElseThrow().trace();
    assertThat(cloud.queues.only().trace()).isEqualTo(trace);
    assertThat(cloud.journal.route(trace)).hasSize(2);
  }

  @Test
  void deliver_topicWithoutSubscription_losesTheMessageAndSaysSo() {
    cloud.publish(r -> r.message("m"));

    Hop hop = cloud.deliveries().get(0);
    assertThat(hop.outcome()).isEqualTo(Outcome.LOST);
    assertThat(hop.reason()).isEqualTo("the topic has no subscription");
  }

  @Test
  void deliver_denied_isTriedOnceAndLost() {
    cloud.subscribe("end", RAW);
    cloud.queues.deny(END);

    cloud.publish(r -> r.message("m"));
    cloud.time.advance(Duration.ofDays(24));

    assertThat(cloud.queues.attempts()).hasSize(1);
    assertThat(cloud.outcomes()).containsExactly(Outcome.DENIED, Outcome.LOST);
    assertThat(cloud.deliveries().get(0).decision().cause())
        .isEqualTo(Decision.Cause.NO_RESOURCE_POLICY_ALLOWS);
    assertThat(cloud.deliveries().get(1).reason())
        .isEqualTo(
            cloud.deliveries().get(0).decision().message()
                + "; attempts: 1; the subscription has no dead-letter queue");
  }

  @Test
  void deliver_missingQueue_isTriedOnceAndPutIntoTheDeadLetterQueueUnchanged() {
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 400, "QueueDoesNotExist");

    cloud.publish(r -> r.message("m").messageAttributes(attributes(1)));

    assertThat(cloud.queues.attempts()).hasSize(2);
    assertThat(cloud.queues.taken().get(0).queueArn()).isEqualTo(DLQ);
    assertThat(cloud.queues.only()).isEqualTo(cloud.queues.attempts().get(0).message());
    assertThat(cloud.outcomes()).containsExactly(Outcome.DEAD_LETTERED);
    assertThat(cloud.deliveries().get(0).peer()).isEqualTo(DLQ);
  }

  @Test
  void deliver_enveloped_deadLetterIsTheEnvelope() {
    cloud.subscribe("end", redrive(false));
    cloud.queues.deny(END);

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.queues.only().body()).contains("\"Type\" : \"Notification\"");
    assertThat(cloud.outcomes()).containsExactly(Outcome.DENIED, Outcome.DEAD_LETTERED);
  }

  @Test
  void deliver_deadLetterQueueDeniesToo_losesTheMessageWithBothReasons() {
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 400, "QueueDoesNotExist");
    cloud.queues.deny(DLQ);

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.outcomes()).containsExactly(Outcome.DENIED, Outcome.LOST);
    assertThat(cloud.deliveries().get(1).reason())
        .contains("QueueDoesNotExist", "; not delivered to " + END + "; and", "sqs:SendMessage");
  }

  @Test
  void deliver_deadLetterQueueHasAServerSideError_isTriedOnceAndCountedOnce() {
    List<Measure> measured = new ArrayList<>();
    cloud.journal.listenToMeasures((what, resource, value) -> measured.add(what));
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 400, "QueueDoesNotExist");
    cloud.queues.fail(DLQ, 503, "ServiceUnavailable");

    cloud.publish(r -> r.message("m"));
    cloud.time.advance(Duration.ofDays(24));

    assertThat(cloud.queues.attempts())
        .extracting(SendOnlyQueues.Attempt::queueArn)
        .containsExactly(END, DLQ);
    assertThat(cloud.outcomes()).containsExactly(Outcome.LOST);
    assertThat(measured).containsOnlyOnce(Measure.SNS_NOT_DEAD_LETTERED);
  }

  @Test
  void deliver_serverSideError_isTriedAgainUntilTheQueueRecovers() {
    cloud.subscribe("end", RAW);
    cloud.queues.fail(END, 503, "ServiceUnavailable");

    cloud.publish(r -> r.message("m"));
    cloud.time.advance(Duration.ofDays(1));
    cloud.queues.recover(END);
    cloud.time.advance(Duration.ofSeconds(20));

    assertThat(cloud.queues.only().body()).isEqualTo("m");
    assertThat(cloud.deliveries().get(0).outcome()).isEqualTo(Outcome.RETRYING);
    assertThat(cloud.outcomes()).endsWith(Outcome.PASSED);
  }

  @Test
  void deliver_serverSideError_followsThePhasesOfAws() {
    cloud.subscribe("end", RAW);
    cloud.queues.fail(END, 503, "ServiceUnavailable");

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.queues.attempts()).hasSize(3);
    cloud.time.advance(Duration.ofSeconds(2));
    assertThat(cloud.queues.attempts()).hasSize(5);
    cloud.time.advance(Duration.ofSeconds(75));
    assertThat(cloud.queues.attempts()).hasSize(15);
  }

  @Test
  void deliver_serverSideErrorFor23Days_endsAfter100015AttemptsInTheDeadLetterQueue() {
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 500, "InternalError");

    cloud.publish(r -> r.message("m"));
    cloud.time.advance(Duration.ofDays(23));
    assertThat(cloud.queues.taken()).isEmpty();
    cloud.time.advance(Duration.ofDays(1));

    assertThat(cloud.queues.attempts()).hasSize(100_015 + 1);
    assertThat(cloud.queues.taken().get(0).queueArn()).isEqualTo(DLQ);
    assertThat(cloud.outcomes()).hasSize(18).endsWith(Outcome.DEAD_LETTERED);
    assertThat(cloud.deliveries().get(17).reason())
        .isEqualTo("InternalError!; attempts: 100015; not delivered to " + END);
  }

  /** The last hop names another queue than those of the tries before it. */
  @Test
  void deliver_serverSideErrorFor23Days_andDeniedByTheDeadLetterQueue_isNotBeingRetriedAnyMore() {
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 503, "ServiceUnavailable");
    cloud.queues.deny(DLQ);
    Routes routes = new Routes(cloud.journal, pipe -> true);

    cloud.publish(r -> r.message("m"));
    assertThat(routes.last().orElseThrow().endings())
        .singleElement(STRING)
        .startsWith("It is being retried at topic");
    cloud.time.advance(Duration.ofDays(24));

    assertThat(routes.last().orElseThrow().endings())
        .singleElement(STRING)
        .startsWith("It was lost at topic");
  }

  @Test
  void deliver_unsubscribedWhileTriedAgain_losesTheMessageAndAsksNoDeadLetterQueue() {
    String subscription = cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 503, "ServiceUnavailable");
    cloud.publish(r -> r.message("m"));

    cloud.done(cloud.sns.unsubscribe(r -> r.subscriptionArn(subscription)));
    cloud.time.advance(Duration.ofDays(1));

    assertThat(cloud.queues.attempts()).hasSize(3);
    assertThat(cloud.outcomes()).endsWith(Outcome.LOST);
  }

  @Test
  void deliver_topicDeletedWhileTriedAgain_losesTheMessageAndAsksNoDeadLetterQueue() {
    cloud.subscribe("end", redrive(true));
    cloud.queues.fail(END, 503, "ServiceUnavailable");
    cloud.publish(r -> r.message("m"));

    cloud.done(cloud.sns.deleteTopic(r -> r.topicArn(cloud.topic)));
    cloud.time.advance(Duration.ofDays(1));

    assertThat(cloud.queues.attempts()).hasSize(3);
    assertThat(cloud.outcomes()).endsWith(Outcome.LOST);
  }

  @Test
  void deliver_rawWithTenAttributes_passes() {
    cloud.subscribe("end", RAW);

    cloud.publish(r -> r.message("m").messageAttributes(attributes(10)));

    assertThat(cloud.queues.only().attributes()).hasSize(10);
  }

  @Test
  void deliver_rawWithElevenAttributes_isDiscarded() {
    cloud.subscribe("end", RAW);

    cloud.publish(r -> r.message("m").messageAttributes(attributes(11)));

    assertThat(cloud.queues.attempts()).isEmpty();
    assertThat(cloud.outcomes()).containsExactly(Outcome.LOST);
    assertThat(cloud.deliveries().get(0).reason()).contains("more than 10", "11");
  }

  @Test
  void deliver_envelopedWithElevenAttributes_passes() {
    cloud.subscribe("end", Map.of());

    cloud.publish(r -> r.message("m").messageAttributes(attributes(11)));

    assertThat(cloud.outcomes()).containsExactly(Outcome.PASSED);
  }

  @Test
  void deliver_filteredOut_namesPolicyAndWhatDidNotMatch() {
    cloud.subscribe("end", Map.of("FilterPolicy", "{\"shop\":[\"a\"]}"));

    cloud.publish(r -> r.message("m").messageAttributes(Map.of("shop", attribute("String", "b"))));

    assertThat(cloud.outcomes()).containsExactly(Outcome.FILTERED);
    assertThat(cloud.deliveries().get(0).reason())
        .isEqualTo(
            "the filter policy {\"shop\":[\"a\"]} does not match: shop is \"b\", the pattern wants"
                + " [\"a\"]");
  }

  @Test
  void deliver_messageStructureJson_isFilteredByThePartForSqs() {
    Map<String, String> ofKind =
        Map.of("FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"kind\":[\"order\"]}");
    cloud.subscribe("end", ofKind);

    cloud.publish(
        r ->
            r.messageStructure("json")
                .message("{\"default\":\"d\",\"sqs\":\"{\\\"kind\\\":\\\"order\\\"}\"}"));

    assertThat(cloud.outcomes()).containsExactly(Outcome.PASSED);
  }

  private static Map<String, String> redrive(boolean raw) {
    return Map.of(
        "RawMessageDelivery",
        String.valueOf(raw),
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + DLQ + "\"}");
  }

  private static Map<String, MessageAttributeValue> attributes(int count) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put("a" + i, attribute("String", "v"));
    }
    return attributes;
  }
}
