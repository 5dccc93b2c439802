package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.allFaults;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.fault.Faults;
import io.tributary.simulate.fault.OversizedOnTheWay;
import io.tributary.simulate.fault.PoisonMessages;
import io.tributary.simulate.fault.RuleTargetThrottled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Whole runs of the real program. */
class SimulationTest {

  private static final String PIPE = "aws:pipes/pipe:Pipe";

  /** Inputs of a pipe that takes none of the example baskets. */
  private static final Map<String, Object> NO_BASKET =
      Map.of(
          "sourceParameters",
          Map.of(
              "filterCriteria",
              Map.of(
                  "filters",
                  List.of(Map.of("pattern", "{\"body\":{\"event_domain\":[\"checkout\"]}}")))));

  private static final Map<String, Object> STOPPED = Map.of("desiredState", "STOPPED");

  /** Wants about half of the example baskets, by their numbers. */
  private static final String BY_NUMBER =
      "{\"event_domain\":[{\"anything-but\":[\"another\"]}],"
          + "\"event_attributes\":{\"basket_id\":[{\"numeric\":[\"<\",150000]}]},"
          + "\"$or\":[{\"event_name\":[{\"prefix\":\"basket\"}]},{\"timestamp\":[\"never\"]}]}";

  private static final List<FaultRate> FORGETTING = List.of(FaultRate.of(new ForgetsPurchases(1)));

  private static final Simulation ALARMING = Purchases.simulation(Purchases.alarming());

  private static final Simulation FILTERING =
      Purchases.simulation(
          Purchases.with(
              "aws:sns/topicSubscription:TopicSubscription",
              "basket-events-subscription",
              Map.of("filterPolicy", BY_NUMBER, "filterPolicyScope", "MessageBody")));

  /** Prints the digest of one run: what another process does to compare. */
  public static final class DigestOfARun {
    public static void main(String[] args) {
      System.out.println(of(run()));
    }

    private static Outcome run() {
      return ALARMING.run(scenario(7, allFaults()));
    }

    private static String of(Outcome outcome) {
      return outcome.delivered() + " delivered, " + outcome.digest();
    }
  }

  @Test
  void withoutFaults_everyEventIsDeliveredOnce() {
    Outcome outcome = SIMULATION.run(scenario(1, List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.accepted()).isEqualTo(300);
    assertThat(outcome.delivered()).isEqualTo(300);
    assertThat(outcome.duplicates()).isZero();
  }

  @Test
  void withAllFaults_nothingIsLost() {
    Outcome outcome = SIMULATION.run(scenario(1, allFaults()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.struck().values()).anyMatch(times -> times > 0);
    assertThat(outcome.accepted()).isGreaterThan(250);
  }

  @Test
  void alarmsThatNobodySubscribedTo_areNoLoss() {
    Outcome quiet = ALARMING.run(scenario(1, List.of()));

    assertThat(quiet.violations()).isEmpty();
    assertThat(quiet.delivered()).isEqualTo(300);
  }

  @Test
  void alarmsOfFaultsThatNobodySubscribedTo_areNoLoss() {
    Simulation.Kept kept = ALARMING.keep(scenario(1, allFaults()), share -> {}, 100_000);

    assertThat(kept.outcome().violations()).isEmpty();
    assertThat(kept.outcome().delivered()).isPositive();
    assertThat(kept.cloud().journal().hops())
        .filteredOn(hop -> hop.resource().endsWith(":alarms"))
        .extracting(Hop::payload)
        .anySatisfy(told -> assertThat(told).contains("\"NewStateValue\":\"ALARM\""));
  }

  @Test
  void eventsWithMessageAttributes_passAFilterOfThem_andArriveWhateverFaultsStrike() {
    Simulation carried = Purchases.carriedBy(Purchases.filteringByCarrier(), "dhl");

    Outcome outcome = carried.run(scenario(1, List.of()));
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.filtered()).isZero();
    assertThat(outcome.delivered()).isEqualTo(300);
    assertThat(carried.run(scenario(1, allFaults())).violations()).isEmpty();
  }

  @Test
  void eventsWithOtherMessageAttributes_areKeptOut() {
    Simulation carried = Purchases.carriedBy(Purchases.filteringByCarrier(), "ups");

    assertThat(carried.run(scenario(1, List.of())).filtered()).isPositive();
  }

  @Test
  void aProgramThatKeepsOutEveryEvent_isBroken() {
    Outcome outcome = keptOut(scenario(1, List.of()));

    assertThat(outcome.filtered()).isEqualTo(300);
    assertThat(outcome.violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("something-arrives"))
        .satisfies(broken -> assertThat(broken.what()).contains("kept out 300 of 300 events"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aProgramThatKeepsOutEveryEvent_isBrokenWhateverFaultsStrike(long seed) {
    List<FaultRate> faults =
        Faults.ALL.stream()
            .map(it -> it instanceof PoisonMessages ? new FaultRate(it, 0.01) : FaultRate.of(it))
            .toList();

    assertThat(keptOut(scenario(seed, faults)).violations())
        .extracting(Violation::invariant)
        .containsExactly("something-arrives");
  }

  @Test
  void aProgramThatWantsOneOfItsTopics_holdsHoweverFewEventsThereAre() {
    Simulation picky = Purchases.simulation(Purchases.with(PIPE, "basket-events", NO_BASKET));

    for (long seed = 1; seed <= 10; seed++) {
      assertThat(picky.run(few(seed, 1, List.of())).violations()).as("seed " + seed).isEmpty();
      assertThat(picky.run(few(seed, 30, allFaults())).violations()).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void anExampleOfWhoseEventsEachIsFiltered_isNamedThoughAllHolds() {
    Simulation picky = Purchases.simulation(Purchases.with(PIPE, "basket-events", NO_BASKET));

    Outcome outcome = picky.run(scenario(1, allFaults()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.untried())
        .singleElement()
        .satisfies(
            untried -> {
              assertThat(untried.example())
                  .isEqualTo("example-sns-events/basket-updated-event.json");
              assertThat(untried.events()).isBetween(100L, 200L);
              assertThat(untried.filteredAt())
                  .containsExactly("arn:aws:pipes:eu-west-1:536697261635:pipe/jane-basket-events");
            });
  }

  @Test
  void anExampleOfWhichSomeEventsArrive_isNotNamed() {
    assertThat(FILTERING.run(scenario(1, List.of())).untried()).isEmpty();
    assertThat(SIMULATION.run(scenario(1, allFaults())).untried()).isEmpty();
  }

  @Test
  void anExampleThatOnlyARuleOfAWayAsideWants_isNamedWithItsBus() {
    Outcome outcome =
        Purchases.simulation(Purchases.withWiderDebugRule()).run(scenario(1, List.of()));

    assertThat(outcome.untried())
        .singleElement()
        .satisfies(
            untried ->
                assertThat(untried.filteredAt())
                    .containsExactly(
                        "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events"));
  }

  @Test
  void whatIsHeldWhileAnotherWayKeepsItOut_isGivenItsTime() {
    Simulation twoWays = Purchases.simulation(Purchases.withFilteredSideWays());
    List<FaultRate> held = List.of(new FaultRate(new RuleTargetThrottled(), 1));

    for (long seed = 1; seed <= 10; seed++) {
      Outcome outcome = twoWays.run(few(seed, 60, held));
      assertThat(outcome.violations()).as("seed " + seed).isEmpty();
      assertThat(outcome.filtered()).isEqualTo(60);
    }
  }

  @Test
  void aQueueThatTheProgramOnlyFills_needNotBecomeEmpty() {
    Simulation audited = Purchases.simulation(Purchases.withAudit());

    Outcome quiet = audited.run(scenario(1, List.of()));
    assertThat(quiet.violations()).isEmpty();
    assertThat(quiet.delivered()).isEqualTo(300);
  }

  private static void assertLossIsTold(Simulation audited) {
    assertThat(audited.run(scenario(1, FORGETTING)).violations())
        .extracting(Violation::invariant)
        .containsExactly("nothing-lost");
  }

  @Test
  void whatLiesWhereNothingTakesItFrom_isLostToTheDestination() {
    Simulation audited = Purchases.simulation(Purchases.withAudit());

    assertLossIsTold(audited);
  }

  @Test
  void whatAWayAsideKeepsOut_isMissedAtTheDestinationAllTheSame() {
    assertNothingIsExcused(Purchases.simulation(Purchases.withFilteredAudit()));
  }

  private static void assertNothingIsExcused(Simulation audited) {
    Outcome quiet = audited.run(scenario(1, List.of()));
    assertThat(quiet.violations()).isEmpty();
    assertThat(quiet.delivered()).isEqualTo(300);
    assertThat(quiet.filtered()).isZero();
    assertLossIsTold(audited);
  }

  @Test
  void whatOnlyARuleOfAWayAsideWants_isFiltered() {
    Simulation audited = Purchases.simulation(Purchases.withWiderAudit());

    Outcome quiet = audited.run(scenario(1, List.of()));
    assertThat(quiet.violations()).isEmpty();
    assertThat(quiet.filtered()).isPositive();
    assertThat(quiet.delivered() + quiet.filtered()).isEqualTo(300);
    assertLossIsTold(audited);
  }

  @Test
  void whatComesToABusOfAWayAside_isMissedAtTheDestinationAllTheSame() {
    assertNothingIsExcused(Purchases.simulation(Purchases.withAuditBus()));
  }

  @Test
  void whatNoRuleOfABusOfAWayAsideWants_isMissedAtTheDestinationAllTheSame() {
    ResourceGraph graph = Purchases.withAuditBus();
    Simulation audited =
        Purchases.simulation(
            graph.altered(
                graph
                    .named("aws:cloudwatch/eventRule:EventRule", "purchase-events-rule-audit")
                    .urn(),
                inputs -> {
                  inputs.put("eventPattern", "{\"source\":[\"nobody\"]}");
                  return inputs;
                }));

    assertThat(audited.run(scenario(1, List.of())).filtered()).isZero();
    assertLossIsTold(audited);
  }

  @Test
  void aBusOfAWayAsideThatTellsNobody_excusesNoLoss() {
    ResourceGraph audited = Purchases.withAuditBus();
    Map<String, Object> disabled = Map.of("state", "DISABLED");

    assertFewLossesAreTold(
        Purchases.with(
            audited, "aws:cloudwatch/eventRule:EventRule", "purchase-events-rule-audit", disabled));
    assertFewLossesAreTold(Purchases.withoutRule(audited, "purchase-events", "-audit"));
  }

  @Test
  void aDisabledRuleThatWouldTellTheDestination_excusesNoLoss() {
    ResourceGraph twoBuses =
        Purchases.with(
            Purchases.withAuditBus(),
            "aws:cloudwatch/eventTarget:EventTarget",
            "purchase-events-target-audit",
            Map.of("arn", "arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events"));

    assertFewLossesAreTold(
        Purchases.with(
            twoBuses,
            "aws:cloudwatch/eventRule:EventRule",
            "purchase-events-rule-audit",
            Map.of("state", "DISABLED")));
  }

  @Test
  void aQueueBesideTheWayWhosePipeIsStopped_needNotBecomeEmpty() {
    assertFewLossesAreTold(
        Purchases.with(Purchases.withAuditBus(), PIPE, "basket-events-audit", STOPPED));
  }

  @Test
  void whatLiesBeforeAStoppedPipe_isLostToTheDestination() {
    Simulation halted = Purchases.simulation(Purchases.with(PIPE, "basket-events", STOPPED));

    assertThat(halted.run(scenario(1, List.of())).violations())
        .extracting(Violation::invariant)
        .containsExactly("nothing-lost");
  }

  @Test
  void aFilterOfAPipeOfAWayAside_excusesNoLoss() {
    assertFewLossesAreTold(
        Purchases.with(Purchases.withAuditBus(), PIPE, "basket-events-audit", NO_BASKET));
  }

  @Test
  void aFilterOfASubscriptionOfAWayAside_excusesNoLoss() {
    assertFewLossesAreTold(
        Purchases.with(
            Purchases.withAuditBus(),
            "aws:sns/topicSubscription:TopicSubscription",
            "basket-events-subscription-audit",
            Map.of("filterPolicy", "{\"no\":[\"attributes\"]}")));
  }

  private static void assertFewLossesAreTold(ResourceGraph graph) {
    Simulation audited = Purchases.simulation(graph);

    Outcome quiet = audited.run(scenario(1, List.of()));
    assertThat(quiet.violations()).isEmpty();
    assertThat(quiet.delivered()).isEqualTo(300);
    assertThat(quiet.filtered()).isZero();
    assertThat(
            audited.run(scenario(1, List.of(FaultRate.of(new ForgetsPurchases(10))))).violations())
        .extracting(Violation::invariant)
        .containsExactly("nothing-lost");
  }

  @Test
  void aLastBusWithoutItsRule_isToldToLetNothingPass() {
    for (ResourceGraph graph : List.of(Purchases.GRAPH, Purchases.withAuditBus())) {
      ResourceGraph idle = Purchases.withoutRule(graph, "purchase-events", "");
      assertThat(Purchases.simulation(idle).run(scenario(1, List.of())).violations())
          .extracting(Violation::invariant)
          .containsExactly("something-arrives");
    }
  }

  @Test
  void aLastBusWhoseRuleIsDisabled_isToldToLetNothingPassThoughADebugRuleDoes() {
    ResourceGraph graph =
        Purchases.with(
            Purchases.debugged(),
            "aws:cloudwatch/eventRule:EventRule",
            "purchase-events-rule",
            Map.of("state", "DISABLED"));

    assertThat(Purchases.simulation(graph).run(scenario(1, List.of())).violations())
        .extracting(Violation::invariant)
        .containsExactly("something-arrives");
  }

  @Test
  void whatOnlyADebugRuleWants_isFiltered() {
    Simulation debugged = Purchases.simulation(Purchases.withWiderDebugRule());

    for (List<FaultRate> faults : List.of(List.<FaultRate>of(), allFaults())) {
      Outcome outcome = debugged.run(scenario(1, faults));
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.filtered()).isPositive();
      assertThat(outcome.delivered()).isPositive();
    }
  }

  @Test
  void aPublisherThatWaitsForSnsForEver_isToldAsIt() {
    List<FaultRate> silent = List.of(FaultRate.of(new SilentSns()));

    assertThat(SIMULATION.run(scenario(1, silent)).violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("backlog-drains"))
        .satisfies(
            broken ->
                assertThat(broken.what())
                    .contains("the publisher waits for an answer of SNS, and in 7650s ")
                    .doesNotContain("messages wait in queues"));
  }

  /** SNS answers nothing. */
  private static final class SilentSns implements Fault {

    @Override
    public String name() {
      return "silent-sns";
    }

    @Override
    public String description() {
      return "SNS never answers";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.topics(sns -> (topicArn, entries) -> new CompletableFuture<>());
    }
  }

  @Test
  void whatIsLostForItsSize_isToldWithWhatHelps() {
    Simulation wide =
        Purchases.simulation(
            Purchases.with(
                "aws:sqs/queue:Queue", "basket-events", Map.of("maxMessageSize", 262_144)));

    Outcome outcome = wide.run(scenario(1, List.of(new FaultRate(new OversizedOnTheWay(), 1))));

    assertThat(outcome.violations())
        .filteredOn(broken -> broken.invariant().equals("nothing-lost"))
        .isNotEmpty()
        .allSatisfy(
            broken ->
                assertThat(broken.what().lines())
                    .element(1)
                    .asString()
                    .contains("a smaller maxMessageSize, such as 261000, and"));
  }

  @Test
  void whatIsLostSinceADeadLetterQueueTakesLittle_isToldToGiveThatMore() {
    Map<String, Object> small = Map.of("maxMessageSize", 16_384);
    String queue = "aws:sqs/queue:Queue";
    Simulation narrow =
        Purchases.simulation(
            Purchases.with(
                Purchases.with(queue, "purchase-events", small),
                queue,
                "purchase-events-dlq",
                small));

    assertThat(narrow.run(few(1, 3_000, List.of())).violations())
        .filteredOn(broken -> broken.invariant().equals("nothing-lost"))
        .isNotEmpty()
        .allSatisfy(
            broken ->
                assertThat(broken.what())
                    .contains("Message must be shorter than 16384 bytes", "give it a maxMessage")
                    .doesNotContain("261000"));
  }

  @Test
  void aRunThatIsBrokenEarly_isNotToldThatNothingArrives() {
    Simulation twoWays = Purchases.simulation(Purchases.withFilteredSideWays());
    List<FaultRate> broken = List.of(FaultRate.of(new StrangerSends()));
    ConsumerSettings slow = new ConsumerSettings(0.01, 0);

    assertThat(twoWays.run(new Scenario(1, 300, Duration.ofMinutes(10), broken, slow)).violations())
        .extracting(Violation::invariant)
        .isNotEmpty()
        .doesNotContain("something-arrives");
  }

  private static Scenario few(long seed, int events, List<FaultRate> faults) {
    return new Scenario(seed, events, Duration.ofSeconds(1), faults, ConsumerSettings.SOUND);
  }

  @Test
  void aFilterOnTheBodyThatLetsPassWhatItShould_holds() {
    for (long seed = 1; seed <= 5; seed++) {
      Outcome outcome = FILTERING.run(scenario(seed, allFaults()));

      assertThat(outcome.violations()).as("seed " + seed).isEmpty();
      assertThat(outcome.filtered()).isBetween(30, 120);
    }
  }

  @Test
  void aFilterOnTheBodyThatKeepsOutWhatItShouldNot_isBroken() {
    List<FaultRate> defect = List.of(FaultRate.of(new OtherFilterPolicies()));

    assertThat(FILTERING.run(scenario(1, defect)).violations())
        .extracting(Violation::invariant)
        .containsOnly("filtered-as-asked");
  }

  /** SNS filters by another policy than the program asks for. */
  private static final class OtherFilterPolicies implements Fault {

    @Override
    public String name() {
      return "other-filter-policies";
    }

    @Override
    public String description() {
      return "filter policies keep out every event";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.whenDeployed(
          stage -> {
            SnsAsyncClient sns = stage.client(SnsAsyncClient.class);
            stage.require(
                sns.listSubscriptions()
                    .thenAccept(all -> all.subscriptions().forEach(it -> change(stage, it))));
          });
    }

    private static void change(Stage stage, Subscription subscription) {
      if (subscription.topicArn().endsWith("basket-events")) {
        SnsAsyncClient sns = stage.client(SnsAsyncClient.class);
        stage.require(
            sns.setSubscriptionAttributes(
                it ->
                    it.subscriptionArn(subscription.subscriptionArn())
                        .attributeName("FilterPolicy")
                        .attributeValue("{\"event_domain\":[\"another\"]}")));
      }
    }
  }

  @Test
  void aRunOfSingleEvents_holdsThoughTheyAreKeptOut() {
    assertThat(keptOut(scenario(1, List.of()).withEvents(Set.of(3))).violations()).isEmpty();
  }

  private static Outcome keptOut(Scenario scenario) {
    return Purchases.simulation(Purchases.forEventsOf("another-source")).run(scenario);
  }

  @Test
  void theSameSeed_givesTheSameRun() {
    assertThat(SIMULATION.run(scenario(7, allFaults())))
        .isEqualTo(SIMULATION.run(scenario(7, allFaults())));
  }

  @Test
  void theSameSeed_givesTheSameJournalInAnotherProcessOfAnotherLanguage() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=fa",
                "-Duser.country=IR",
                "-Duser.timezone=Asia/Kathmandu",
                "-cp",
                System.getProperty("java.class.path"),
                DigestOfARun.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    Outcome here = DigestOfARun.run();
    assertThat(here.delivered()).isPositive();
    assertThat(printed).isEqualTo(DigestOfARun.of(here));
  }

  @Test
  void anotherSeed_givesAnotherJournal() {
    assertThat(SIMULATION.run(scenario(7, List.of())).digest())
        .isNotEqualTo(SIMULATION.run(scenario(8, List.of())).digest());
  }

  @Test
  void eventsLeftOut_leaveTheOthersAsTheyWere() {
    Scenario all = scenario(3, List.of());

    List<Hop> among = SIMULATION.journal(all, 17);
    List<Hop> alone = SIMULATION.journal(all.withEvents(Set.of(17)), 17);

    assertThat(alone.get(0).step()).isEqualTo(Step.SNS_PUBLISH);
    assertThat(alone.get(0).micros()).isEqualTo(among.get(0).micros());
    assertThat(alone.get(0).payload()).isEqualTo(among.get(0).payload());
  }

  @Test
  void aSlowConsumerThatOftenFails_isGivenItsTime() {
    Scenario slow =
        new Scenario(5, 300, Duration.ofMinutes(5), List.of(), new ConsumerSettings(0.02, 0.9));

    Outcome outcome = SIMULATION.run(slow);

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.delivered()).isEqualTo(300);
  }

  @Test
  void aSlowConsumerThatAlwaysFails_isGivenItsTime() {
    Scenario slow =
        new Scenario(5, 300, Duration.ofMinutes(5), List.of(), new ConsumerSettings(0.02, 1));

    assertThat(SIMULATION.run(slow).violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void messagesThatWereHeld_areGivenTheTimeOfASlowConsumerThatAlwaysFails(long seed) {
    assertThat(SIMULATION.run(held(seed, new ConsumerSettings(0.02, 1))).violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void messagesThatWereHeld_areGivenTheTimeOfASlowConsumer(long seed) {
    assertThat(SIMULATION.run(held(seed, new ConsumerSettings(0.02, 0))).violations()).isEmpty();
  }

  /** EventBridge holds most of the events when the faults stop. */
  private static Scenario held(long seed, ConsumerSettings consumer) {
    List<FaultRate> held = List.of(new FaultRate(new RuleTargetThrottled(), 1));
    return new Scenario(seed, 300, Duration.ofSeconds(10), held, consumer);
  }

  @Test
  void messagesThatComeBackAThousandTimes_areGivenTheirTime() {
    Simulation patient = Purchases.simulation(Purchases.receiving(1_000));

    Outcome outcome = patient.run(scenario(1, List.of(new FaultRate(new PoisonMessages(), 0.01))));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.leftInDeadLetterQueues()).isPositive();
  }

  @Test
  void whatExpiresBeforeASlowConsumerTakesIt_isLost() {
    ConsumerSettings slow = new ConsumerSettings(0.0001, 0);

    Outcome outcome = SIMULATION.run(new Scenario(1, 100, Duration.ofMinutes(5), List.of(), slow));

    assertThat(outcome.expired()).isPositive();
    assertThat(outcome.delivered() + outcome.expired()).isEqualTo(100);
    assertThat(outcome.violations())
        .singleElement()
        .satisfies(broken -> assertThat(broken.invariant()).isEqualTo("nothing-lost"))
        .satisfies(
            broken ->
                assertThat(broken.what())
                    .contains("jane-purchase-events, whose retention of 4d was over"));
  }

  @Test
  void whatNobodyCanDeliver_mayExpireInADeadLetterQueue() {
    List<FaultRate> poison = List.of(new FaultRate(new PoisonMessages(), 0.05));

    Outcome outcome =
        SIMULATION.run(new Scenario(1, 300, Duration.ofDays(30), poison, ConsumerSettings.SOUND));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.expired()).isPositive();
    assertThat(outcome.delivered() + outcome.expired() + outcome.leftInDeadLetterQueues())
        .isEqualTo(300);
  }

  @Test
  void aConsumerThatOftenFails_fillsTheDeadLetterQueueWhichARedriveEmpties() {
    Scenario failing = scenario(5, List.of());
    failing = new Scenario(5, 300, failing.duration(), List.of(), new ConsumerSettings(1_000, 0.7));

    Outcome outcome = SIMULATION.run(failing);

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.deadLetters()).hasSize(1);
    assertThat(outcome.redriven()).isPositive();
    assertThat(outcome.delivered()).isEqualTo(300);
  }

  @Test
  void aConsumerThatAlwaysFails_handlesNothingBeforeTheRedriveAndEachEventOnceAfterIt() {
    Outcome outcome = SIMULATION.run(alwaysFailing(List.of()));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.redriven()).isEqualTo(300);
    assertThat(outcome.delivered()).isEqualTo(300);
    assertThat(outcome.duplicates()).isZero();
  }

  @Test
  void whatAConsumerFailedOn_isToldIfNoRedriveBringsItBack() {
    Outcome outcome =
        SIMULATION.run(alwaysFailing(List.of(FaultRate.of(new RedrivePoliciesGone()))));

    assertThat(outcome.redriven()).isZero();
    assertThat(outcome.violations())
        .extracting(Violation::invariant)
        .containsExactly("redrive-delivers");
  }

  private static Scenario alwaysFailing(List<FaultRate> faults) {
    return new Scenario(5, 300, Duration.ofMinutes(10), faults, new ConsumerSettings(1_000, 1));
  }

  /** Once all lie in dead-letter queues, no queue names these as its own: a redrive finds none. */
  private static final class RedrivePoliciesGone implements Fault {

    @Override
    public String name() {
      return "redrive-policies-gone";
    }

    @Override
    public String description() {
      return "queues lose their redrive policies";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.holdUntil(injection.endMicros() + Duration.ofHours(1).toNanos() / 1_000);
      injection.whenStopped(
          stage ->
              stage
                  .graph()
                  .ofType("aws:sqs/queue:Queue")
                  .forEach(queue -> stage.require(withoutRedrive(stage, queue.id()))));
    }

    private static CompletableFuture<?> withoutRedrive(Stage stage, String queueUrl) {
      return stage
          .client(SqsAsyncClient.class)
          .setQueueAttributes(
              it ->
                  it.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, "")));
    }
  }

  @Test
  void aQueueThatTheProgramDoesNotMake_isRefusedByExampleOutputAndArn() {
    assertThatThrownBy(() -> Purchases.audited(Purchases.GRAPH, "basketTopicArn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("basket-updated-event.json: it has to arrive in the queue")
        .hasMessageContaining(
            "auditQueueUrl, arn:aws:sqs:eu-west-1:536697261635:jane-audit, which the program does not make")
        .hasMessageContaining("let the program make the queue");
  }
}
