package io.tributary.simulate;

import static io.tributary.simulate.Purchases.allFaults;
import static io.tributary.simulate.Purchases.scenario;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.fault.ConsumerCrashes;
import io.tributary.simulate.fault.PoisonMessages;
import io.tributary.simulate.fault.RuleTargetDenied;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs of a program whose events have to arrive in two queues, each by a rule of its own. */
class DestinationsTest {

  private static final String RULE = "aws:cloudwatch/eventRule:EventRule";
  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String AUDIT = "arn:aws:sqs:eu-west-1:536697261635:jane-audit";
  private static final ResourceGraph WITH_AUDIT = Purchases.withAudit();

  private static final Simulation BOTH =
      Purchases.audited(WITH_AUDIT, "basketTopicArn", "checkoutTopicArn");

  private static final Scenario FAILING =
      new Scenario(1, 300, Duration.ofMinutes(10), List.of(), new ConsumerSettings(100_000, 0.5));

  private static ResourceGraph auditing(String eventPattern) {
    return Purchases.with(
        WITH_AUDIT, RULE, "purchase-events-rule-audit", Map.of("eventPattern", eventPattern));
  }

  @Test
  void everyEvent_isDeliveredToEachOfItsQueues() {
    Outcome outcome = BOTH.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.accepted()).isEqualTo(300);
    assertThat(outcome.delivered()).isEqualTo(600);
    assertThat(outcome.duplicates()).isZero();
  }

  @Test
  void withAllFaults_nothingIsLost() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(BOTH.run(scenario(seed, faultsThatTheAuditStands())).violations())
          .as("seed " + seed)
          .isEmpty();
    }
  }

  @Test
  void whatExpiresInOneQueue_isLost_thoughTheOtherHasIt() {
    ResourceGraph forgetful =
        Purchases.with(
            WITH_AUDIT, QUEUE, "purchase-events-audit", Map.of("messageRetentionSeconds", 60));
    ConsumerSettings slow = new ConsumerSettings(0.2, 0);
    Scenario scenario = new Scenario(1, 300, Duration.ofMinutes(10), List.of(), slow);

    assertThat(
            Purchases.audited(forgetful, "basketTopicArn", "checkoutTopicArn")
                .run(scenario)
                .violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("nothing-lost"))
        .satisfies(broken -> assertThat(broken.what()).startsWith("it expired in " + AUDIT));
  }

  @Test
  void aRuleThatWantsNoneOfWhatItsQueueHasToGet_isTold_thoughTheOtherGetsAll() {
    Simulation deaf =
        Purchases.audited(
            auditing("{\"source\":[\"basket-events\"]}"), "basketTopicArn", "checkoutTopicArn");

    Outcome outcome = deaf.run(scenario(1, List.of()));

    assertThat(outcome.delivered()).isEqualTo(300);
    assertThat(outcome.violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("something-arrives"))
        .satisfies(
            broken ->
                assertThat(broken.what())
                    .contains("kept out 300 of 300 events, and none arrived in " + AUDIT));
  }

  @Test
  void anExampleThatOneQueueGetsNothingOf_isNamedWithThatQueue() {
    Simulation picky =
        Purchases.audited(
            auditing("{\"source\":[\"basket_events\"]}"), "basketTopicArn", "checkoutTopicArn");

    Outcome outcome = picky.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.untried())
        .singleElement()
        .satisfies(
            untried -> {
              assertThat(untried.example()).contains("checkout");
              assertThat(untried.queueArn()).isEqualTo(AUDIT);
              assertThat(untried.filteredAt())
                  .containsExactly(
                      "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events");
            });
  }

  @Test
  void whatAQueueDoesNotHaveToGet_isNeitherMissedNorFiltered_whereItsRuleKeepsItOut() {
    Simulation split =
        Purchases.audited(auditing("{\"source\":[\"basket_events\"]}"), "basketTopicArn");

    Outcome outcome = split.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.filtered()).isZero();
    assertThat(outcome.delivered()).isBetween(400, 500);
    assertThat(split.run(scenario(2, faultsThatTheAuditStands())).violations()).isEmpty();
  }

  @Test
  void whatComesChangedToOneQueue_isToldWithThatQueue() {
    ResourceGraph cut =
        Purchases.with(
            WITH_AUDIT,
            "aws:cloudwatch/eventTarget:EventTarget",
            "purchase-events-target-audit",
            Map.of("inputPath", "$.detail.event.simulated_event"));

    assertThat(
            Purchases.audited(cut, "basketTopicArn", "checkoutTopicArn")
                .run(scenario(1, List.of()))
                .violations())
        .isNotEmpty()
        .allSatisfy(
            broken -> {
              assertThat(broken.invariant()).isEqualTo("payload-unchanged");
              assertThat(broken.what()).startsWith(AUDIT + " got it changed: ");
            });
  }

  @Test
  void whatLiesInADeadLetterQueueOfTwo_isRedrivenToTheOneThatItCameFrom() {
    assertRedrivenToWhereItCameFrom(sharing(WITH_AUDIT, "purchase-events-audit"));
  }

  @Test
  void
      whatLiesInADeadLetterQueueOfTwo_isRedrivenToTheOneThatItCameFrom_thoughAQueueBeforeHasItToo() {
    assertRedrivenToWhereItCameFrom(
        withFirst("basket-events", sharing(WITH_AUDIT, "purchase-events-audit", "basket-events")));
  }

  @Test
  void whatLiesInADeadLetterQueueOfTheDestination_isRedrivenThere_thoughAQueueBeforeHasItToo() {
    Simulation one =
        Purchases.simulation(withFirst("basket-events", sharing(Purchases.GRAPH, "basket-events")));

    Simulation.Kept kept = one.keep(FAILING, share -> {}, 100_000);

    assertThat(kept.outcome().violations()).isEmpty();
    assertThat(kept.outcome().redriven()).isPositive();
    assertThat(kept.outcome().delivered()).isEqualTo(300);
    assertThat(kept.cloud().journal().hops())
        .filteredOn(hop -> hop.step() == Step.EVENTS_PUT)
        .hasSize(300);
  }

  @Test
  void whatARulePutIntoADeadLetterQueueThatQueuesShare_isToldAsFromNoQueue() {
    Simulation one = Purchases.simulation(sharing(Purchases.GRAPH, "basket-events"));
    List<FaultRate> denied = List.of(new FaultRate(new RuleTargetDenied(), 1));

    assertThat(one.run(scenario(1, denied)).violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("redrive-delivers"))
        .satisfies(
            broken ->
                assertThat(broken.what())
                    .contains("to the queues that its messages came from ended as FAILED")
                    .contains("CouldNotDetermineMessageSource"));
  }

  @Test
  void whatOneConsumerFailsOn_isNotWhatTheOtherFailsOn() {
    Simulation both =
        Purchases.audited(
            sharing(WITH_AUDIT, "purchase-events-audit"), "basketTopicArn", "checkoutTopicArn");

    Map<String, Set<Long>> deadLetters =
        both.keep(FAILING, share -> {}, 100_000)
            .cloud()
            .journal()
            .hops()
            .filter(hop -> hop.step() == Step.SQS_DEAD_LETTER)
            .collect(groupingBy(Hop::resource, mapping(Hop::trace, toSet())));

    assertThat(deadLetters).hasSize(2);
    assertThat(Set.copyOf(deadLetters.values())).hasSize(2);
  }

  @Test
  void aCrashOfOneConsumer_isAnotherStrikeThanThatOfTheOther() {
    Scenario crashing = scenario(1, List.of(new FaultRate(new ConsumerCrashes(), 0.5)));

    assertThat(BOTH.run(crashing).strikes().get("consumer-crashes"))
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates();
  }

  /** A program with these queues naming the dead-letter queue of the purchases as theirs. */
  private static ResourceGraph sharing(ResourceGraph graph, String... queues) {
    Object redrivePolicy = graph.named(QUEUE, "purchase-events").inputs().get("redrivePolicy");
    ResourceGraph sharing =
        Purchases.with(
            graph,
            QUEUE,
            "purchase-events-dlq",
            Map.of("redriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}"));
    for (String queue : queues) {
      sharing = Purchases.with(sharing, QUEUE, queue, Map.of("redrivePolicy", redrivePolicy));
    }
    return sharing;
  }

  /** A program whose order of queues begins with this one. */
  private static ResourceGraph withFirst(String queue, ResourceGraph graph) {
    String urn = graph.named(QUEUE, queue).urn();
    return ResourceGraph.fromJson(
        graph
            .toJson()
            .replace('"' + urn + '"', "\"urn:pulumi:a::a::" + QUEUE + "::" + queue + '"'));
  }

  private static void assertRedrivenToWhereItCameFrom(ResourceGraph shared) {
    Outcome outcome = Purchases.audited(shared, "basketTopicArn", "checkoutTopicArn").run(FAILING);

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.redriven()).isPositive();
    assertThat(outcome.delivered()).isEqualTo(600);
    assertThat(outcome.duplicates()).isZero();
  }

  @Test
  void whatComesToAQueueBesides_isNoViolation() {
    Simulation more = Purchases.audited(WITH_AUDIT, "basketTopicArn");

    Outcome outcome = more.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.delivered()).isBetween(400, 500);
    assertThat(outcome.duplicates()).isZero();
  }

  /** It has no dead-letter queue for what its consumer fails on. */
  private static List<FaultRate> faultsThatTheAuditStands() {
    return allFaults().stream().filter(it -> !(it.fault() instanceof PoisonMessages)).toList();
  }
}
