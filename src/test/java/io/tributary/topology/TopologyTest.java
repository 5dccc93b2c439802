package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.GraphResource;
import io.tributary.local.GraphResources;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

class TopologyTest {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:";
  private static final String BASKET = "jane-basket-events";

  private static ResourceGraph graph;
  private static Topology topology;

  @BeforeAll
  static void record() {
    graph =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:debugRule", "true")));
    topology = Topology.of(graph);
  }

  private static Node node(Topology topology, Kind kind, String name) {
    return topology.nodes().stream()
        .filter(node -> node.kind() == kind && node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not among " + topology.nodes()));
  }

  private static String way(Edge edge) {
    return "%s -%s-> %s".formatted(named(edge.from()), edge.kind().id(), named(edge.to()));
  }

  private static String named(String id) {
    Node node =
        topology.nodes().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return node.kind().id() + " " + node.label();
  }

  @Test
  void edges_ofPurchaseEvents_areEveryWayOfAnEvent() {
    assertThat(topology.edges())
        .extracting(TopologyTest::way)
        .containsExactlyInAnyOrder(
            "topic basket-events -subscription-> queue basket-events",
            "topic basket-events -dead-letter-> queue basket-events-dlq",
            "queue basket-events -redrive-> queue basket-events-dlq",
            "queue basket-events -pipe-source-> pipe basket-events",
            "pipe basket-events -pipe-target-> bus domain-events",
            "pipe basket-events -logs-> log-group basket-events",
            "topic checkout-events -subscription-> queue checkout-events",
            "topic checkout-events -dead-letter-> queue checkout-events-dlq",
            "queue checkout-events -redrive-> queue checkout-events-dlq",
            "queue checkout-events -pipe-source-> pipe checkout-events",
            "pipe checkout-events -pipe-target-> bus domain-events",
            "pipe checkout-events -logs-> log-group checkout-events",
            "bus domain-events -rule-> rule purchase-events",
            "rule purchase-events -rule-target-> queue purchase-events",
            "rule purchase-events -dead-letter-> queue purchase-events-dlq",
            "queue purchase-events -redrive-> queue purchase-events-dlq",
            "bus domain-events -rule-> rule purchase-events-debug",
            "rule purchase-events-debug -rule-target-> log-group purchase-events",
            "rule purchase-events-debug -dead-letter-> queue purchase-events-debug-dlq");
  }

  @Test
  void nodes_thatTheProgramRefersToOnly_areProvided() {
    assertThat(topology.nodes())
        .filteredOn(Node::provided)
        .extracting(Node::name)
        .containsExactlyInAnyOrder(BASKET, "jane-checkout-events", "jane-domain-events");
  }

  @Test
  void nodes_ofAProgramWithItsOwnSources_areNotProvided() {
    Topology own = Topology.of(ProgramRecorder.record(PurchaseProgram.withOwnSources()));

    assertThat(own.nodes()).noneMatch(Node::provided);
  }

  @Test
  void nodes_thatTakeWhatFailed_areDeadLetterQueues() {
    assertThat(topology.nodes())
        .filteredOn(Node::deadLetter)
        .extracting(Node::label)
        .containsExactlyInAnyOrder(
            "basket-events-dlq",
            "checkout-events-dlq",
            "purchase-events-dlq",
            "purchase-events-debug-dlq");
  }

  @Test
  void clusters_areTheOutermostComponents() {
    Node queue = node(topology, Kind.QUEUE, BASKET);

    assertThat(topology.clusters())
        .filteredOn(cluster -> cluster.id().equals(queue.cluster()))
        .singleElement()
        .extracting(Cluster::type, Cluster::name)
        .containsExactly("SourceQueueWithSubscription", "basket-events");
  }

  @Test
  void clusters_leaveOutAComponentWhoseResourcesHandNothingToEachOther() {
    Topology own = Topology.of(ProgramRecorder.record(PurchaseProgram.withOwnSources()));

    assertThat(own.clusters()).extracting(Cluster::type).doesNotContain("TopicsAndBus");
    assertThat(node(own, Kind.BUS, "jane-domain-events").cluster()).isNull();
  }

  @Test
  void topology_doesNotDependOnTheOrderOfRecording() {
    for (int seed = 0; seed < 20; seed++) {
      List<GraphResource> shuffled = new ArrayList<>(graph.resources());
      Collections.shuffle(shuffled, new Random(seed));
      Topology other = Topology.of(new ResourceGraph(graph.stack(), shuffled, graph.outputs()));

      assertThat(other.nodes()).isEqualTo(topology.nodes());
      assertThat(other.edges()).isEqualTo(topology.edges());
      assertThat(other.clusters()).isEqualTo(topology.clusters());
    }
  }

  @Test
  void aRedrivePolicyThatIsNoJson_leadsNowhere() {
    ResourceGraph broken =
        graph.altered(
            graph.named("aws:sqs/queue:Queue", "basket-events").urn(),
            inputs -> {
              inputs.put("redrivePolicy", "{");
              return inputs;
            });

    assertThat(Topology.of(broken).edges())
        .noneMatch(edge -> edge.kind() == Edge.Kind.REDRIVE && edge.from().endsWith(BASKET));
  }

  private static ResourceGraph altered(String type, String name, Map<String, Object> changes) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          inputs.putAll(changes);
          return inputs;
        });
  }

  private static ResourceGraph and(GraphResource more) {
    List<GraphResource> all = new ArrayList<>(graph.resources());
    all.add(more);
    return new ResourceGraph(graph.stack(), all, graph.outputs());
  }

  @Test
  void aLogGroupNamedWithAFinalStar_isTheSame() {
    Edge debug =
        topology.edges().stream()
            .filter(it -> way(it).contains("-debug -rule-target-> log-group"))
            .findFirst()
            .orElseThrow();
    String target = graph.resource(debug.resource()).name();
    String withStar = debug.to() + ":*";
    Topology starred =
        Topology.of(
            altered("aws:cloudwatch/eventTarget:EventTarget", target, Map.of("arn", withStar)));

    assertThat(starred.nodes()).isEqualTo(topology.nodes());
    assertThat(starred.edges()).isEqualTo(topology.edges());
    assertThat(starred.edgeOf(hop(Step.TARGET_DELIVER, debug.from(), withStar, Outcome.PASSED)))
        .contains(debug);
  }

  @Test
  void aRedrivePolicyOfAProvidedQueue_leadsFromThatQueue() {
    Topology theirs =
        Topology.of(
            and(
                GraphResources.of(
                    "aws:sqs/redrivePolicy:RedrivePolicy",
                    "theirs",
                    Map.of(
                        "queueUrl",
                        "https://sqs.eu-west-1.amazonaws.com/536697261635/theirs",
                        "redrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + QUEUE + "dlq\"}"))));

    assertThat(theirs.edges())
        .filteredOn(edge -> edge.from().equals(QUEUE + "theirs"))
        .extracting(Edge::kind, Edge::to)
        .containsExactly(tuple(Edge.Kind.REDRIVE, QUEUE + "dlq"));
    assertThat(node(theirs, Kind.QUEUE, "dlq").deadLetter()).isTrue();
  }

  @Test
  void aRedrivePolicyOfItsOwn_standsOverTheQueues() {
    GraphResource queue = graph.named("aws:sqs/queue:Queue", "basket-events");
    Topology other =
        Topology.of(
            and(
                GraphResources.of(
                    "aws:sqs/redrivePolicy:RedrivePolicy",
                    "apart",
                    Map.of(
                        "queueUrl",
                        queue.id(),
                        "redrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + QUEUE + "dlq\"}"))));

    assertThat(other.edges())
        .filteredOn(edge -> edge.kind() == Edge.Kind.REDRIVE)
        .filteredOn(edge -> edge.from().equals(QUEUE + BASKET))
        .extracting(Edge::to)
        .containsExactly(QUEUE + "dlq");
  }

  @Test
  void aRuleOnAPartnersBus_isOneNode() {
    String bus = "arn:aws:events:eu-west-1:536697261635:event-bus/aws.partner/example.com/a";
    ResourceGraph partners = graph;
    for (GraphResource one : graph.resources()) {
      if (one.type().startsWith("aws:cloudwatch/event")) {
        partners =
            partners.altered(
                one.urn(),
                inputs -> {
                  inputs.put("eventBusName", bus);
                  return inputs;
                });
      }
    }

    assertThat(Topology.of(partners).nodes())
        .filteredOn(node -> node.kind() == Kind.RULE)
        .hasSize(2)
        .noneMatch(Node::provided);
  }

  @Test
  void aRuleWithAScheduleOnly_looksAtNoBus() {
    ResourceGraph scheduled =
        graph.altered(
            graph.named("aws:cloudwatch/eventRule:EventRule", "purchase-events-rule").urn(),
            inputs -> {
              inputs.remove("eventPattern");
              inputs.put("scheduleExpression", "rate(1 hour)");
              return inputs;
            });

    assertThat(Topology.of(scheduled).edges())
        .extracting(TopologyTest::way)
        .contains("rule purchase-events -rule-target-> queue purchase-events")
        .doesNotContain("bus domain-events -rule-> rule purchase-events");
  }

  @Test
  void edgeOf_theHopsOfAnEvent_isItsWay() {
    VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
    LocalCloud cloud = new LocalCloud(time, graph.stack().account());
    time.await(new Deployment(cloud).apply(graph));
    SnsAsyncClient sns = cloud.client(SnsAsyncClient.class, Deployment.user(graph.stack()));
    time.await(
        sns.publish(it -> it.topicArn(PurchaseProgram.TOPIC + "basket-events").message("{}")));
    time.advance(Duration.ofSeconds(10));

    assertThat(
            cloud
                .journal()
                .hops()
                .filter(hop -> hop.trace() != 0 && hop.step() != Step.SQS_DELETE)
                .map(topology::edgeOf)
                .flatMap(Optional::stream)
                .map(TopologyTest::way))
        .containsExactlyInAnyOrder(
            "topic basket-events -subscription-> queue basket-events",
            "queue basket-events -pipe-source-> pipe basket-events",
            "pipe basket-events -pipe-target-> bus domain-events",
            "bus domain-events -rule-> rule purchase-events",
            "bus domain-events -rule-> rule purchase-events-debug",
            "rule purchase-events-debug -rule-target-> log-group purchase-events",
            "rule purchase-events -rule-target-> queue purchase-events");
  }

  private static Hop hop(Step step, String resource, String peer, Outcome outcome) {
    return new Hop(1, 0, 1, step, resource, peer, outcome, null, null, null, null);
  }

  private static Optional<String> wayOf(Step step, String from, String to, Outcome outcome) {
    return topology.edgeOf(hop(step, from, to, outcome)).map(TopologyTest::way);
  }

  @Test
  void edgeOf_whatSnsCouldNotDeliver_leadsToTheDeadLetterQueue() {
    assertThat(
            wayOf(
                Step.SNS_DELIVER,
                PurchaseProgram.TOPIC + "basket-events",
                QUEUE + BASKET + "-dlq",
                Outcome.DEAD_LETTERED))
        .contains("topic basket-events -dead-letter-> queue basket-events-dlq");
  }

  @Test
  void edgeOf_aDeadLetter_leadsToTheDeadLetterQueue_andBackAgain() {
    String there = "queue basket-events -redrive-> queue basket-events-dlq";

    assertThat(
            wayOf(
                Step.SQS_DEAD_LETTER,
                QUEUE + BASKET,
                QUEUE + BASKET + "-dlq",
                Outcome.DEAD_LETTERED))
        .contains(there);
    assertThat(wayOf(Step.SQS_REDRIVE, QUEUE + BASKET + "-dlq", QUEUE + BASKET, Outcome.PASSED))
        .contains(there);
  }

  @Test
  void edgeOf_whatAPipeCouldNotLog_leadsFromThePipeToItsLogGroup() {
    assertThat(
            wayOf(
                Step.LOGS_PUT,
                "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/basket-events",
                "arn:aws:pipes:eu-west-1:536697261635:pipe/" + BASKET,
                Outcome.FAILED))
        .contains("pipe basket-events -logs-> log-group basket-events");
  }

  @Test
  void edgeOf_aPersonWhoReceives_isNone() {
    assertThat(
            wayOf(
                Step.SQS_RECEIVE,
                QUEUE + BASKET,
                "arn:aws:iam::536697261635:user/jane",
                Outcome.PASSED))
        .isEmpty();
  }
}
