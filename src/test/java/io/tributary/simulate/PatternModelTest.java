package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.text.TextsReadLately;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids that EventBridge gives, and what its rules keep out. */
class PatternModelTest {

  private static final String DETAIL = "{\"e\":\"event-of-run-0000000003\"}";
  private static final Caller ROOT = Caller.of(new Principal.Root("aws", "536697261635"));

  private static final String BUS =
      "arn:aws:events:eu-west-1:536697261635:event-bus/jane-domain-events";

  private final Ledger ledger = new Ledger(10, (body, event) -> true);
  private final PatternModel model =
      new PatternModel(
          Destinations.of(
              new Blueprint(Purchases.GRAPH, Purchases.SIMULATION.destinationArns().get(0)),
              ledger),
          new TextsReadLately(Fingerprint::of),
          10,
          event -> DETAIL);

  /** Events of which each gets one of the ids. */
  private void put(String... ids) {
    List<EventEntry> entries = new ArrayList<>();
    for (int trace = 1; trace <= ids.length; trace++) {
      entries.add(new EventEntry("bus", "source", "type", DETAIL, List.of(), null, trace));
    }
    List<PutResult> results = Arrays.stream(ids).map(id -> new PutResult(id, null, null)).toList();
    model.observed((caller, all) -> results).putEvents(ROOT, entries);
  }

  @Test
  void idsOfTheirOwn_hold() {
    put("a", "b");
    put("c");
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void anIdGivenTwiceInOneCall_isBroken() {
    put("a", "a");
    assertThat(ledger.violations()).extracting("invariant").containsExactly("ids-are-unique");
  }

  @Test
  void anIdGivenAgainLater_isBroken() {
    put("a", "b");
    put(new String("a"));
    assertThat(ledger.violations()).extracting("invariant").containsExactly("ids-are-unique");
  }

  /** Judges that a bus kept an event out whose rules have this pattern. */
  private Collection<Violation> keptOutBy(String pattern) {
    GraphResource rule =
        Purchases.GRAPH.resources().stream()
            .filter(it -> it.type().endsWith(":EventRule"))
            .findFirst()
            .orElseThrow();
    ResourceGraph graph =
        Purchases.GRAPH.altered(
            rule.urn(),
            inputs -> {
              inputs.put("eventPattern", pattern);
              return inputs;
            });
    Ledger judged = ofEvent3();
    PatternModel model = model(graph, judged, DETAIL);
    EventEntry entry = new EventEntry("bus", "source", "type", DETAIL, List.of(), null, 1);
    model
        .observed((caller, all) -> List.of(new PutResult("a", null, null)))
        .putEvents(ROOT, List.of(entry));
    Journal journal = new Journal(new VirtualTime(Instant.EPOCH, 1), 1);
    journal.listen(hop -> model.filtered(hop, 3));
    journal.hop(1, Step.RULE_MATCH, BUS).stopped(Outcome.FILTERED, "no rule matches");
    return judged.violations();
  }

  private static Ledger ofEvent3() {
    Ledger judged = new Ledger(10, (body, event) -> true);
    judged.published(3);
    judged.accepted(3);
    return judged;
  }

  private static PatternModel model(ResourceGraph graph, Ledger judged, String published) {
    return new PatternModel(
        Destinations.of(
            new Blueprint(graph, Purchases.SIMULATION.destinationArns().get(0)), judged),
        new TextsReadLately(Fingerprint::of),
        10,
        event -> published);
  }

  /** Judges that a pipe with these filters kept out an event with this body. */
  private static Collection<Violation> keptOutByPipe(String body, String... patterns) {
    return keptOut(filteringPipe(patterns), body, journal -> stopAtPipe(journal, DETAIL));
  }

  private static ResourceGraph filteringPipe(String... patterns) {
    List<Map<String, String>> filters =
        Arrays.stream(patterns).map(pattern -> Map.of("pattern", pattern)).toList();
    Map<String, Object> source = Map.of("filterCriteria", Map.of("filters", filters));
    return with(first("aws:pipes/pipe:Pipe"), Map.of("sourceParameters", source));
  }

  private static void stopAtPipe(Journal journal, String body) {
    journal
        .hop(1, Step.PIPE_DELIVER, first("aws:pipes/pipe:Pipe").outputs().get("arn").toString())
        .payload(body)
        .stopped(Outcome.FILTERED, "matches no filter");
  }

  /** Judges that a subscription with this filter policy kept the event out. */
  private static Collection<Violation> keptOutBySubscription(String policy, String scope) {
    GraphResource subscription = first("aws:sns/topicSubscription:TopicSubscription");
    return keptOut(
        with(subscription, Map.of("filterPolicy", policy, "filterPolicyScope", scope)),
        DETAIL,
        journal ->
            journal
                .hop(1, Step.SNS_DELIVER, subscription.inputs().get("topic").toString())
                .peer(subscription.inputs().get("endpoint").toString())
                .stopped(Outcome.FILTERED, "the filter policy does not match"));
  }

  private static Collection<Violation> keptOut(
      ResourceGraph graph, String published, Consumer<Journal> by) {
    Ledger judged = ofEvent3();
    PatternModel model = model(graph, judged, published);
    Journal journal = new Journal(new VirtualTime(Instant.EPOCH, 1), 1);
    journal.listen(hop -> model.filtered(hop, 3));
    by.accept(journal);
    return judged.violations();
  }

  private static GraphResource first(String type) {
    return Purchases.GRAPH.ofType(type).findFirst().orElseThrow();
  }

  private static ResourceGraph with(GraphResource resource, Map<String, Object> changed) {
    return Purchases.GRAPH.altered(
        resource.urn(),
        inputs -> {
          inputs.putAll(changed);
          return inputs;
        });
  }

  @Test
  void anEventKeptOutThatAFilterOfThePipeMatches_isBroken() {
    assertThat(
            keptOutByPipe(
                DETAIL,
                "{\"body\":{\"e\":[\"other\"]}}",
                "{\"body\":{\"e\":[{\"prefix\":\"event\"}]}}"))
        .extracting("invariant")
        .containsExactly("filtered-as-asked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"body\":{\"e\":[\"other\"]}}",
        "{\"body\":[{\"prefix\":\"event\"}]}",
        "{\"attributes\":{\"SenderId\":[{\"exists\":true}]}}"
      })
  void anEventKeptOutThatNoFilterOfThePipeMatchesForSure_holds(String pattern) {
    assertThat(keptOutByPipe(DETAIL, pattern)).isEmpty();
  }

  @Test
  void aLongBodyKeptOutAgainstTheFilter_isToldInAFewWordsAndOnce() {
    String body = DETAIL.replace("{", "{\"long\":\"\\u001b[2J" + "x".repeat(200_000) + "\",");
    ResourceGraph graph = filteringPipe("{\"body\":{\"e\":[{\"prefix\":\"event\"}]}}");

    assertThat(
            keptOut(
                graph,
                body,
                journal -> {
                  stopAtPipe(journal, body);
                  stopAtPipe(journal, body);
                }))
        .singleElement()
        .satisfies(broken -> assertThat(broken.times()).isEqualTo(2))
        .satisfies(broken -> assertThat(broken.what()).hasSizeLessThan(1_000));
  }

  @Test
  void aBodyThatCameToThePipeInAnotherForm_isNotMatchedAgain() {
    assertThat(keptOutByPipe("{\"e\":\"event\"}", "{\"body\":{\"e\":[{\"exists\":true}]}}"))
        .isEmpty();
  }

  @Test
  void anEventKeptOutThatASubscriptionsFilterOnTheBodyMatches_isBroken() {
    assertThat(keptOutBySubscription("{\"e\":[{\"prefix\":\"event\"}]}", "MessageBody"))
        .extracting("invariant")
        .containsExactly("filtered-as-asked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"e\":[\"other\"]} | MessageBody",
        "{\"e\":[{\"exists\":true}]} | MessageBody",
        "{\"e\":[{\"prefix\":\"event\"}]} | MessageAttributes",
        "{\"e\":[{\"exists\":false}]} | MessageAttributes"
      })
  void anEventKeptOutThatASubscriptionsFilterDoesNotMatchForSure_holds(
      String policy, String scope) {
    assertThat(keptOutBySubscription(policy, scope)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"account\":[\"536697261635\"]}",
        "{\"region\":[\"eu-west-1\"]}",
        "{\"version\":[\"0\"]}",
        "{\"id\":[{\"exists\":true}],\"time\":[{\"exists\":true}]}",
        "{\"detail\":{\"e\":[{\"prefix\":\"event\"}]}}"
      })
  void anEventKeptOutThatARulesPatternMatches_isBroken(String pattern) {
    assertThat(keptOutBy(pattern)).extracting("invariant").containsExactly("filtered-as-asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"account\":[\"1\"]}", "{\"region\":[{\"exists\":false}]}"})
  void anEventKeptOutThatNoRulesPatternMatches_holds(String pattern) {
    assertThat(keptOutBy(pattern)).isEmpty();
  }

  @Test
  void anEventWithoutId_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> put((String) null))
        .withMessageContaining("EventBridge gave an event no id");
  }
}
