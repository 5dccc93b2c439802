package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlueprintTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events";

  private static final GraphResource PURCHASES =
      Purchases.GRAPH
          .ofType("aws:sqs/queue:Queue")
          .filter(it -> QUEUE.equals(it.outputs().get("arn")))
          .findFirst()
          .orElseThrow();

  private static ResourceGraph withoutRedrive(GraphResource queue) {
    return Purchases.GRAPH.altered(
        queue.urn(),
        inputs -> {
          inputs.remove("redrivePolicy");
          return inputs;
        });
  }

  /** The program with the queue's redrive policy as a resource of its own. */
  private static ResourceGraph apart(GraphResource queue) {
    Map<String, Object> inputs =
        Map.of("queueUrl", queue.id(), "redrivePolicy", queue.inputs().get("redrivePolicy"));
    GraphResource redrive =
        new GraphResource(
            queue.urn() + "-redrive",
            "aws:sqs/redrivePolicy:RedrivePolicy",
            "redrive",
            queue.parent(),
            true,
            Set.of(),
            Map.of(),
            Set.of(),
            inputs,
            inputs,
            Set.of(),
            false);
    ResourceGraph without = withoutRedrive(queue);
    List<GraphResource> all = new ArrayList<>(without.resources());
    all.add(redrive);
    return new ResourceGraph(without.stack(), all, without.outputs());
  }

  @Test
  void aRedrivePolicyOfItsOwn_isTheQueues() {
    QueueRules rules = new Blueprint(apart(PURCHASES), QUEUE).queues().get(QUEUE);

    assertThat(rules.deadLetterArn()).isEqualTo(QUEUE + "-dlq");
    assertThat(rules.mostReceives()).isEqualTo(5);
  }

  private static ResourceGraph with(GraphResource resource, Map<String, Object> changed) {
    return Purchases.GRAPH.altered(
        resource.urn(),
        inputs -> {
          inputs.putAll(changed);
          return inputs;
        });
  }

  private static Duration longestWay(ResourceGraph graph) {
    return Duration.ofNanos(new Blueprint(graph, QUEUE).longestWayMicros() * 1_000);
  }

  /** Three queues, from which a message that keeps failing goes after 5 receives of 30 seconds. */
  private static final Duration AS_IT_IS = Duration.ofSeconds(3 * 5 * 30);

  @Test
  void theLongestWay_isThroughAllQueuesThatAreNoDeadLetterQueues() {
    assertThat(longestWay(Purchases.GRAPH)).isEqualTo(AS_IT_IS);
  }

  @Test
  void theLongestWay_knowsDelayAndVisibility() {
    Map<String, Object> slow = Map.of("visibilityTimeoutSeconds", 43_200, "delaySeconds", 900);

    assertThat(longestWay(with(PURCHASES, slow)))
        .isEqualTo(AS_IT_IS.minusSeconds(5 * 30).plusSeconds(5 * 43_200 + 900));
  }

  @Test
  void theLongestWay_isNoLongerThanRetention() {
    Map<String, Object> brief =
        Map.of("visibilityTimeoutSeconds", 43_200, "messageRetentionSeconds", 3_600);

    assertThat(longestWay(with(PURCHASES, brief)))
        .isEqualTo(AS_IT_IS.minusSeconds(5 * 30).plusSeconds(3_600));
  }

  @Test
  void theLongestWay_knowsThatAPipeWithAWindowHidesLonger() {
    GraphResource pipe = Purchases.GRAPH.ofType("aws:pipes/pipe:Pipe").findFirst().orElseThrow();
    Map<String, Object> window =
        Map.of("sqsQueueParameters", Map.of("maximumBatchingWindowInSeconds", 20));

    assertThat(longestWay(with(pipe, Map.of("sourceParameters", window))))
        .isEqualTo(AS_IT_IS.minusSeconds(5 * 30).plusSeconds(5 * 470));
  }

  @Test
  void aQueueThatOnlyARulesTargetHandsItsFailuresTo_isADeadLetterQueueToo() {
    Blueprint blueprint = new Blueprint(withoutRedrive(PURCHASES), QUEUE);

    assertThat(blueprint.queues().get(QUEUE).deadLetterArn()).isNull();
    assertThat(blueprint.deadLetterQueues()).contains(QUEUE + "-dlq").doesNotContain(QUEUE);
  }

  @Test
  void theDeadLettersOfADebugRule_leadNowhere() {
    String copies = QUEUE + "-debug-dlq";
    Ways ways = new Blueprint(Purchases.debugged(), QUEUE).ways();

    assertThat(ways.deadLetterQueues()).contains(copies, QUEUE + "-dlq");
    assertThat(ways.leadsOnIfRedriven(copies)).isFalse();
    assertThat(ways.leadsOnIfRedriven(QUEUE + "-dlq")).isTrue();
  }

  @Test
  void whatTakesEventsToTheBusOfAWayAside_leadsAsideButHasToBecomeEmpty() {
    String queue = QUEUE.replace("purchase-events", "audit-basket");
    Ways ways = new Blueprint(Purchases.withAuditBus(), QUEUE).ways();

    assertThat(ways.leadsOn(queue)).isFalse();
    assertThat(ways.leadsOnIfRedriven(queue)).isFalse();
    assertThat(ways.drains(queue)).isTrue();
    assertThat(ways.leadsOn(QUEUE.replace("purchase", "basket"))).isTrue();
  }

  @Test
  void aQueueThatNothingTakesFrom_leadsAsideInAnyPartition() {
    String queue = "arn:aws-cn:sqs:cn-north-1:536697261635:jane-purchase-events";
    Ways ways = new Blueprint(Purchases.inChina(), queue).ways();

    assertThat(ways.leadsOn(queue)).isTrue();
    assertThat(ways.leadsOn(queue.replace("purchase", "basket"))).isTrue();
    assertThat(ways.leadsOn(queue + "-dlq")).isFalse();
  }

  @Test
  void aRuleThatNamesItsBus_hasTheTargetsThatGiveTheBusByArn() {
    String bus = "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";
    ResourceGraph byArn =
        Purchases.with(
            "aws:cloudwatch/eventTarget:EventTarget",
            "purchase-events-target",
            Map.of("eventBusName", bus));

    assertThat(new Blueprint(byArn, QUEUE).patterns(bus))
        .isEqualTo(new Blueprint(Purchases.GRAPH, QUEUE).patterns(bus))
        .hasSize(1);
  }

  /** A queue like that of the purchases, which comes first in the order of the graph. */
  private static GraphResource queue(String name, String arn) {
    Map<String, Object> outputs = new TreeMap<>(PURCHASES.outputs());
    outputs.putAll(Map.of("id", "https://sqs/" + name, "arn", arn));
    return new GraphResource(
        "urn:pulumi:a::a::" + PURCHASES.type() + "::" + name,
        PURCHASES.type(),
        name,
        PURCHASES.parent(),
        true,
        Set.of(),
        Map.of(),
        Set.of(),
        PURCHASES.inputs(),
        outputs,
        Set.of(),
        false);
  }

  private static ResourceGraph having(GraphResource another) {
    List<GraphResource> all = new ArrayList<>(Purchases.GRAPH.resources());
    all.add(another);
    return new ResourceGraph(Purchases.GRAPH.stack(), all, Purchases.GRAPH.outputs());
  }

  @Test
  void aDeadLetterQueueOfSeveral_isRedrivenToTheFirstThatLeadsOn() {
    String aside = QUEUE.replace("purchase", "audit");
    Blueprint blueprint = new Blueprint(having(queue("audit", aside)), QUEUE);
    Destinations destinations = Destinations.of(blueprint, new Ledger(1, (body, event) -> true));

    assertThat(blueprint.queues().keySet()).startsWith(aside);
    assertThat(destinations.redriveDestinations())
        .containsEntry(QUEUE + "-dlq", Optional.of(QUEUE));
  }
}
