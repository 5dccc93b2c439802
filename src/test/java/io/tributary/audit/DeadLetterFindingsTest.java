package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit says of events that services give up, and which of these can be redriven. */
class DeadLetterFindingsTest {

  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";
  private static final String TOPIC_ARN = "arn:aws:sns:eu-west-1:536697261635:";
  private static final ResourceGraph WHOLE = Audited.purchaseEvents(Map.of("debugRule", "true"));

  @Test
  void aSecondTargetThatGivesEveryEventUp_isFoundBesideTheFirstThatArrives() {
    Map<String, Object> target = new TreeMap<>(purchaseTarget(WHOLE).inputs());
    target.put("targetId", "second");
    target.put("inputPath", "$.nothing");

    assertThat(Audited.lost(Audited.with(WHOLE, TARGET, "second", target)))
        .contains(
            tuple(
                "all is well",
                "basket-updated-event.json lies in queue jane-purchase-events-dlq with ERROR_CODE"
                    + " INVALID_JSON, given up though all is well"));
  }

  @Test
  void anEventThatComesToItsEndAsADeadLetter_hasNotArrived() {
    ResourceGraph circular =
        WHOLE.altered(
            purchaseTarget(WHOLE).urn(),
            inputs -> {
              inputs.put("inputPath", "$.nothing");
              inputs.put(
                  "deadLetterConfig", Map.of("arn", Audited.QUEUE_ARN + "jane-purchase-events"));
              return inputs;
            });

    assertThat(Audited.lost(circular))
        .contains(
            tuple(
                "all is well",
                "basket-updated-event.json lies in queue jane-purchase-events with ERROR_CODE"
                    + " INVALID_JSON, given up though all is well"));
  }

  @Test
  void aSecondSubscriptionToAQueueThatIsNotThere_isFoundByItsDeadLetterQueue() {
    ResourceGraph mistyped =
        Audited.subscribed(
            Audited.withQueue(WHOLE, "jane-undelivered"),
            Map.of(
                "topic",
                "arn:aws:sns:eu-west-1:536697261635:jane-basket-events",
                "endpoint",
                Audited.QUEUE_ARN + "jane-mistyped",
                "redrivePolicy",
                "{\"deadLetterTargetArn\":\"" + Audited.QUEUE_ARN + "jane-undelivered\"}"));

    assertThat(Audited.lost(mistyped))
        .contains(
            tuple(
                "all is well",
                "basket-updated-event.json lies in queue jane-undelivered, given up though all is"
                    + " well"));
  }

  @Test
  void deadLettersOfASubscriptionAlone_whichSqsMovesNowhere_areNotLost() {
    ResourceGraph apart =
        undelivered(Audited.withQueue(WHOLE, "jane-undelivered"), "basket-events");

    assertThat(Audited.lost(apart)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"basket-events;checkout-events;target", "target", "basket-events"})
  void whereSqsMovesSomeDeadLettersOrNone_whatArrivesAtOnceIsNotLostWithinADay(String apart) {
    ResourceGraph graph =
        Audited.withQueue(Audited.purchaseEvents(Map.of("retentionDays", "1")), "jane-undelivered");
    for (String delivery : apart.split(";")) {
      graph = undelivered(graph, delivery);
    }

    assertThat(Audited.lost(graph)).isEmpty();
  }

  @Test
  void whereSqsMovesNoDeadLetters_noneAreRedriven() {
    ResourceGraph apart =
        undelivered(Audited.withQueue(WHOLE, "jane-undelivered"), "basket-events");
    apart = undelivered(undelivered(apart, "checkout-events"), "target");

    assertThat(Flows.of(WHOLE)).extracting(Flow::name).contains("dead letters are redriven");
    assertThat(Flows.of(apart)).extracting(Flow::name).doesNotContain("dead letters are redriven");
  }

  /** With jane-undelivered for what a subscription, or the rule's target, does not take. */
  private static ResourceGraph undelivered(ResourceGraph graph, String delivery) {
    String queue = Audited.QUEUE_ARN + "jane-undelivered";
    return delivery.equals("target")
        ? altered(
            graph, purchaseTarget(graph), "deadLetterConfig", new TreeMap<>(Map.of("arn", queue)))
        : altered(
            graph,
            subscription(graph, delivery),
            "redrivePolicy",
            "{\"deadLetterTargetArn\":\"" + queue + "\"}");
  }

  private static GraphResource subscription(ResourceGraph graph, String topic) {
    return graph.named(Audited.SUBSCRIPTION, topic + "-subscription");
  }

  private static ResourceGraph altered(
      ResourceGraph graph, GraphResource resource, String input, Object value) {
    return graph.altered(
        resource.urn(),
        inputs -> {
          inputs.put(input, value);
          return inputs;
        });
  }

  @Test
  void anEmptyRedrivePolicy_isNone() {
    ResourceGraph none = altered(WHOLE, subscription(WHOLE, "basket-events"), "redrivePolicy", "");

    assertThat(Audited.lost(none)).isEmpty();
    assertThat(new Places(none).subscribedQueues())
        .containsExactly(Audited.QUEUE_ARN + "jane-checkout-events");
  }

  @Test
  void anEmptyRedrivePolicyOfAQueue_isNone() {
    ResourceGraph none =
        altered(WHOLE, WHOLE.named("aws:sqs/queue:Queue", "purchase-events"), "redrivePolicy", "");

    assertThat(new Places(none).consumedQueues()).isEmpty();
    assertThat(new Places(none).deadLetterQueues())
        .containsOnlyKeys(
            Audited.QUEUE_ARN + "jane-basket-events-dlq",
            Audited.QUEUE_ARN + "jane-checkout-events-dlq");
  }

  @Test
  void aRedrivePolicyOfItsOwn_standsOverTheQueues() {
    GraphResource queue = WHOLE.named("aws:sqs/queue:Queue", "purchase-events");
    String deadLetters = Audited.QUEUE_ARN + "jane-undelivered";
    ResourceGraph both =
        Audited.with(
            Audited.withQueue(WHOLE, "jane-undelivered"),
            "aws:sqs/redrivePolicy:RedrivePolicy",
            "apart",
            Map.of(
                "queueUrl",
                queue.id(),
                "redrivePolicy",
                "{\"deadLetterTargetArn\":\"" + deadLetters + "\",\"maxReceiveCount\":10}"));

    Places places = new Places(both);

    assertThat(queue.inputs()).containsKey("redrivePolicy");
    assertThat(places.maxReceiveCount(queue)).isEqualTo(10);
    assertThat(places.deadLetterQueues())
        .containsEntry(deadLetters, Audited.QUEUE_ARN + "jane-purchase-events")
        .doesNotContainKey(Audited.QUEUE_ARN + "jane-purchase-events-dlq");
  }

  @Test
  void aDeadLetterConfigOfNothing_isNone() {
    ResourceGraph none = altered(WHOLE, purchaseTarget(WHOLE), "deadLetterConfig", null);

    assertThat(new Places(none).targets())
        .isNotEmpty()
        .doesNotContain(Audited.QUEUE_ARN + "jane-purchase-events");
  }

  @Test
  void aDeadLetterQueueThatSubscribesToo_holdsDeadLettersAndWhatArrives() {
    ResourceGraph both =
        Audited.subscribed(
            Audited.withQueue(WHOLE, "jane-undelivered"),
            Map.of(
                "topic",
                TOPIC_ARN + "jane-checkout-events",
                "endpoint",
                Audited.QUEUE_ARN + "jane-undelivered"));
    ResourceGraph mistyped =
        Audited.with(
            both,
            Audited.SUBSCRIPTION,
            "mistyped",
            Map.of(
                "topic",
                TOPIC_ARN + "jane-basket-events",
                "protocol",
                "sqs",
                "endpoint",
                Audited.QUEUE_ARN + "jane-mistyped",
                "redrivePolicy",
                "{\"deadLetterTargetArn\":\"" + Audited.QUEUE_ARN + "jane-undelivered\"}"));

    assertThat(Audited.lost(mistyped))
        .filteredOn(tuple -> tuple.toList().contains("all is well"))
        .containsExactly(
            tuple(
                "all is well",
                "basket-updated-event.json lies in queue jane-undelivered, given up though all is"
                    + " well"));
  }

  private static GraphResource purchaseTarget(ResourceGraph graph) {
    return graph.named(TARGET, "purchase-events-target");
  }
}
