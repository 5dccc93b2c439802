package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.simulate.fault.ClockSkew;
import io.tributary.simulate.fault.ConsumerCrashes;
import io.tributary.simulate.fault.ConsumerNeverDeletes;
import io.tributary.simulate.fault.ConsumerOutlastsVisibility;
import io.tributary.simulate.fault.ConsumerSlow;
import io.tributary.simulate.fault.DuplicateDelivery;
import io.tributary.simulate.fault.EventBridgeUnavailable;
import io.tributary.simulate.fault.Faults;
import io.tributary.simulate.fault.LogsUnavailable;
import io.tributary.simulate.fault.OversizedForTopic;
import io.tributary.simulate.fault.OversizedOnTheWay;
import io.tributary.simulate.fault.PipeDies;
import io.tributary.simulate.fault.PipesUnavailable;
import io.tributary.simulate.fault.PoisonMessages;
import io.tributary.simulate.fault.PolicyRemoved;
import io.tributary.simulate.fault.PutEventsPartlyFails;
import io.tributary.simulate.fault.PutEventsThrottled;
import io.tributary.simulate.fault.ReorderedDelivery;
import io.tributary.simulate.fault.RuleTargetDenied;
import io.tributary.simulate.fault.RuleTargetThrottled;
import io.tributary.simulate.fault.SnsDeliveryFails;
import io.tributary.simulate.fault.SnsUnavailable;
import io.tributary.simulate.fault.SqsUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault alone, striking so often that its consequences must show. */
class FaultsTest {

  private static final int EVENTS = 8;
  private static final String SOURCE = "basket-events";
  private static final String DESTINATION = "purchase-events";

  private static Scenario scenario(long seed, Fault fault, double rate) {
    return new Scenario(
        seed,
        EVENTS,
        Duration.ofSeconds(5),
        List.of(new FaultRate(fault, rate)),
        ConsumerSettings.SOUND);
  }

  private static io.tributary.simulate.Outcome run(Fault fault, double rate) {
    return SIMULATION.run(scenario(1, fault, rate));
  }

  /** The hops of all events, event by event. */
  private static List<Hop> hops(Fault fault, double rate) {
    List<Hop> hops = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      hops.addAll(SIMULATION.journal(scenario(1, fault, rate), event));
    }
    return hops;
  }

  private static Stream<Hop> at(List<Hop> hops, Step step, String resource) {
    return hops.stream()
        .filter(hop -> hop.step() == step && hop.resource().endsWith("-" + resource));
  }

  /** Whether a hop of that reason was not passed at first, and later was. */
  private static boolean passedLater(List<Hop> hops, Step step, String reason) {
    return hops.stream()
        .filter(hop -> hop.step() == step && hop.outcome() == Outcome.RETRYING)
        .filter(hop -> hop.reason().contains(reason))
        .anyMatch(
            failed ->
                hops.stream()
                    .anyMatch(
                        hop ->
                            hop.step() == step
                                && hop.trace() == failed.trace()
                                && hop.sequence() > failed.sequence()
                                && hop.outcome() == Outcome.PASSED));
  }

  private static List<String> reasons(io.tributary.simulate.Outcome outcome, String queue) {
    return outcome.deadLetters().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("-" + queue))
        .flatMap(entry -> entry.getValue().keySet().stream())
        .toList();
  }

  static Stream<Fault> all() {
    return Faults.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void alone_strikesAndBreaksNoInvariant(Fault fault) {
    long struck = 0;
    for (long seed = 1; seed <= 3; seed++) {
      var outcome = SIMULATION.run(scenario(seed, fault, 0.5));
      assertThat(outcome.violations()).as("seed " + seed).isEmpty();
      struck += outcome.struck().get(fault.name());
    }

    // Alone, the logs being away is felt by nobody: nothing is logged.
    assertThat(struck > 0).isEqualTo(!(fault instanceof LogsUnavailable));
  }

  @Test
  void names_areKebabCaseAndDiffer() {
    assertThat(Faults.ALL)
        .extracting(Fault::name)
        .allSatisfy(name -> assertThat(name).matches("[a-z]+(-[a-z]+)+"))
        .doesNotHaveDuplicates();
  }

  @Test
  void duplicateDelivery_ofADeletedMessage_putsTheEventAgain() {
    List<Hop> hops = hops(new DuplicateDelivery(), 0.5);

    assertThat(at(hops, Step.SQS_DELETE, SOURCE))
        .anyMatch(
            deleted ->
                at(hops, Step.EVENTS_PUT, "domain-events")
                    .anyMatch(
                        put ->
                            put.trace() == deleted.trace() && put.sequence() > deleted.sequence()));
  }

  @Test
  void reorderedDelivery_changesTheOrderAndNothingElse() {
    List<Hop> hops = hops(new ReorderedDelivery(), 0.5);

    assertThat(traces(at(hops, Step.EVENTS_PUT, "domain-events")))
        .hasSize(EVENTS)
        .isNotEqualTo(traces(hops.stream().filter(hop -> hop.step() == Step.SNS_PUBLISH)));
  }

  private static List<Long> traces(Stream<Hop> hops) {
    return hops.sorted(Comparator.comparingLong(Hop::sequence)).map(Hop::trace).toList();
  }

  @Test
  void snsDeliveryFails_isTriedAgainAndPasses() {
    assertThat(passedLater(hops(new SnsDeliveryFails(), 0.5), Step.SNS_DELIVER, "unknown error"))
        .isTrue();
  }

  @Test
  void snsDeliveryFails_mayPassAtARetryWithoutDelay() {
    List<Hop> hops = hops(new SnsDeliveryFails(), 0.5);

    assertThat(hops.stream().filter(hop -> delivered(hop, Outcome.RETRYING)))
        .anyMatch(
            failed ->
                hops.stream()
                    .filter(hop -> delivered(hop, Outcome.PASSED))
                    .anyMatch(
                        passed ->
                            passed.trace() == failed.trace()
                                && passed.micros() == failed.micros()));
  }

  private static boolean delivered(Hop hop, Outcome outcome) {
    return hop.step() == Step.SNS_DELIVER && hop.outcome() == outcome;
  }

  @Test
  void snsDeliveryFails_thoughTheQueueTookIt_deliversTwice() {
    assertThat(run(new SnsDeliveryFails(), 0.5).duplicates()).isPositive();
  }

  @Test
  void pipeDies_deliversTwice() {
    assertThat(run(new PipeDies(), 0.5).duplicates()).isPositive();
  }

  @Test
  void putEventsThrottled_isTriedAgainAndPasses() {
    assertThat(passedLater(hops(new PutEventsThrottled(), 0.5), Step.PIPE_DELIVER, "Throttling"))
        .isTrue();
  }

  @Test
  void putEventsPartlyFails_theFailedEntryIsTriedAgainAndPasses() {
    assertThat(
            passedLater(
                hops(new PutEventsPartlyFails(), 0.5), Step.PIPE_DELIVER, "InternalFailure"))
        .isTrue();
  }

  @Test
  void ruleTargetDenied_eventsGoToTheDeadLetterQueueAndComeBack() {
    var outcome = run(new RuleTargetDenied(), 1);

    assertThat(reasons(outcome, "purchase-events-dlq"))
        .anySatisfy(reason -> assertThat(reason).contains("NO_PERMISSIONS"));
    assertThat(outcome.delivered()).isEqualTo(EVENTS);
  }

  @Test
  void ruleTargetThrottled_isTriedAgainAndPasses() {
    assertThat(passedLater(hops(new RuleTargetThrottled(), 1), Step.TARGET_DELIVER, "THROTTLING"))
        .isTrue();
  }

  @Test
  void policyRemoved_someHopIsDenied() {
    assertThat(hops(new PolicyRemoved(), 1))
        .anySatisfy(hop -> assertThat(hop.outcome()).isEqualTo(Outcome.DENIED));
  }

  @Test
  void consumerCrashes_messagesAreReceivedAgain() {
    assertThat(at(hops(new ConsumerCrashes(), 0.5), Step.SQS_RECEIVE, DESTINATION).count())
        .isGreaterThan(EVENTS);
  }

  @Test
  void consumerSlow_messagesTakeLong() {
    List<Hop> hops = hops(new ConsumerSlow(), 1);

    assertThat(at(hops, Step.SQS_RECEIVE, DESTINATION))
        .anySatisfy(
            received ->
                assertThat(at(hops, Step.SQS_DELETE, DESTINATION))
                    .anySatisfy(
                        deleted -> {
                          assertThat(deleted.trace()).isEqualTo(received.trace());
                          assertThat(deleted.micros()).isGreaterThan(received.micros() + 500_000);
                        }));
  }

  @Test
  void consumerSlow_aSlowConsumerIsNotFaster() {
    Scenario spell = scenario(1, new ConsumerSlow(), 1);
    Scenario slow =
        new Scenario(1, EVENTS, spell.duration(), spell.faults(), new ConsumerSettings(0.1, 0));
    List<Long> took = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      took.addAll(handlingMicros(SIMULATION.journal(slow, event)));
    }

    assertThat(took).isNotEmpty().allMatch(micros -> micros >= 10_000_000);
  }

  /** From each deletion back to the receive before it. */
  private static List<Long> handlingMicros(List<Hop> hops) {
    List<Long> took = new ArrayList<>();
    long received = 0;
    for (Hop hop : hops) {
      if (hop.resource().endsWith("-" + DESTINATION) && hop.step() == Step.SQS_RECEIVE) {
        received = hop.micros();
      } else if (hop.resource().endsWith("-" + DESTINATION) && hop.step() == Step.SQS_DELETE) {
        took.add(hop.micros() - received);
      }
    }
    return took;
  }

  @Test
  void consumerOutlastsVisibility_messagesAreReceivedAgain() {
    assertThat(run(new ConsumerOutlastsVisibility(), 0.5).duplicates()).isPositive();
  }

  @Test
  void consumerNeverDeletes_messagesGoToTheDeadLetterQueueAndComeBack() {
    var outcome = run(new ConsumerNeverDeletes(), 1);

    assertThat(reasons(outcome, "purchase-events-dlq"))
        .anySatisfy(
            reason -> assertThat(reason).contains("received 5 times without being deleted"));
    assertThat(outcome.redriven()).isPositive();
  }

  @Test
  void consumerNeverDeletes_strikesInEachFifthOfTheLoad() {
    List<FaultRate> always = List.of(new FaultRate(new ConsumerNeverDeletes(), 1));

    for (long seed = 1; seed <= 5; seed++) {
      var outcome =
          SIMULATION.run(
              new Scenario(seed, 500, Duration.ofHours(1), always, ConsumerSettings.SOUND));
      assertThat(outcome.struck()).as("seed " + seed).containsEntry("consumer-never-deletes", 5L);
    }
  }

  @Test
  void poisonMessages_endInTheDeadLetterQueueOfTheSource() {
    var outcome = run(new PoisonMessages(), 1);

    assertThat(reasons(outcome, "basket-events-dlq"))
        .anySatisfy(reason -> assertThat(reason).contains("times without being deleted"));
    assertThat(outcome.delivered()).isZero();
  }

  @Test
  void oversizedForTopic_isNotAccepted() {
    assertThat(run(new OversizedForTopic(), 1).notAccepted()).isEqualTo(EVENTS);
  }

  @Test
  void oversizedOnTheWay_endsInTheDeadLetterQueueOfTheSource() {
    assertThat(reasons(run(new OversizedOnTheWay(), 1), "basket-events-dlq"))
        .anySatisfy(reason -> assertThat(reason).contains("Message must be shorter than"));
  }

  @Test
  void clockSkew_eventsCarryAnotherTimeThanTheTrueOne() {
    assertThat(at(hops(new ClockSkew(), 1), Step.EVENTS_PUT, "domain-events"))
        .anySatisfy(
            put ->
                assertThat(put.payload())
                    .matches("(?s).*\"time\":\"[0-9T:-]+Z\".*")
                    .doesNotContain(
                        "\"time\":\"" + java.time.Instant.ofEpochSecond(put.micros() / 1_000_000)));
  }

  @Test
  void snsUnavailable_eventsAreNotAccepted() {
    assertThat(run(new SnsUnavailable(), 1).notAccepted()).isPositive();
  }

  @Test
  void sqsUnavailable_snsTriesAgainAndPasses() {
    assertThat(passedLater(hops(new SqsUnavailable(), 1), Step.SNS_DELIVER, "temporary failure"))
        .isTrue();
  }

  @Test
  void eventBridgeUnavailable_messagesGoToTheDeadLetterQueueAndComeBack() {
    var outcome = run(new EventBridgeUnavailable(), 1);

    assertThat(outcome.redriven()).isPositive();
    assertThat(outcome.delivered()).isEqualTo(EVENTS);
  }

  @Test
  void pipesUnavailable_messagesWaitInTheSourceQueue() {
    List<Hop> hops = hops(new PipesUnavailable(), 1);

    assertThat(at(hops, Step.SQS_SEND, SOURCE))
        .anySatisfy(
            sent ->
                assertThat(at(hops, Step.SQS_RECEIVE, SOURCE))
                    .anySatisfy(
                        received -> {
                          assertThat(received.trace()).isEqualTo(sent.trace());
                          assertThat(received.micros()).isGreaterThan(sent.micros() + 50_000_000);
                        }));
  }

  @Test
  void logsUnavailable_whatIsLoggedFails() {
    Scenario poisoned = scenario(1, new PoisonMessages(), 1);
    List<FaultRate> both =
        List.of(new FaultRate(new PoisonMessages(), 1), new FaultRate(new LogsUnavailable(), 1));

    // Which hops they are, ExecutionLogTest tells: they are of no event.
    assertThat(SIMULATION.run(poisoned.withFaults(both)).hops())
        .isGreaterThan(SIMULATION.run(poisoned).hops());
  }
}
