package io.tributary.cloud.events;

import static io.tributary.cloud.events.EventsFixture.BUS_ARN;
import static io.tributary.cloud.events.EventsFixture.QUEUE;
import static io.tributary.cloud.events.EventsFixture.RULE_ARN;
import static io.tributary.cloud.events.EventsFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.AccessDeniedException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class PutEventsTest {

  private final EventsFixture fixture = new EventsFixture();

  private PutEventsResultEntry only(PutEventsResponse response) {
    assertThat(response.entries()).hasSize(1);
    return response.entries().get(0);
  }

  @Test
  void event_reachesTheQueueAsCompactJsonInAwsOrderWithItsDetailUntouched() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    String id =
        only(fixture.put(
                entry("{ \"price\" : 1.50, \"big\":12345678901234567890, \"s\":\"a \\u00e9\" }")
                    .resources("arn:one", "two\"")
                    .build()))
            .eventId();

    assertThat(fixture.bodies())
        .containsExactly(
            "{\"version\":\"0\",\"id\":\""
                + id
                + "\",\"detail-type\":\"Order\",\"source\":\"shop\",\"account\":\"536697261635\","
                + "\"time\":\"2025-01-15T12:09:36Z\",\"region\":\"eu-west-1\","
                + "\"resources\":[\"arn:one\",\"two\\\"\"],"
                + "\"detail\":{\"price\":1.50,\"big\":12345678901234567890,\"s\":\"a \\u00e9\"}}");
  }

  @Test
  void timeOfAnEntry_isCutToWholeSeconds() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    fixture.put(entry("{}").time(Instant.parse("2020-02-29T23:59:59.999Z")).build());

    assertThat(fixture.bodies().get(0)).contains("\"time\":\"2020-02-29T23:59:59Z\"");
  }

  @Test
  void delivery_isMadeByEventBridgeForTheRule() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    fixture.put("{}");

    assertThat(fixture.queues.taken().get(0).caller())
        .isEqualTo(
            Caller.of(new Principal.Service("events.amazonaws.com", RULE_ARN, "536697261635")));
  }

  @Test
  void answer_comesBeforeTheDelivery() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    CompletableFuture<PutEventsResponse> answer =
        fixture.events.putEvents(b -> b.entries(entry("{}").build()));

    assertThat(answer).isCompleted();
    assertThat(fixture.bodies()).isEmpty();
  }

  @Test
  void failingTarget_doesNotShowInTheAnswer() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);
    fixture.queues.fail(QUEUE, 400, "QueueDoesNotExist");

    assertThat(fixture.put("{}").failedEntryCount()).isZero();
  }

  @Test
  void journal_tellsPutMatchAndDeliveryUnderOneTrace() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    PutEventsResultEntry result = only(fixture.put("{\"a\":1}"));

    Hop put = fixture.hops(Step.EVENTS_PUT).get(0);
    assertThat(put.resource()).isEqualTo(BUS_ARN);
    assertThat(put.id()).isEqualTo(result.eventId());
    assertThat(put.payload()).isEqualTo(fixture.bodies().get(0));
    assertThat(fixture.journal.route(put.trace()))
        .extracting(Hop::step, Hop::resource, Hop::peer, Hop::outcome)
        .containsExactly(
            tuple(Step.EVENTS_PUT, BUS_ARN, "arn:aws:iam::536697261635:root", Outcome.PASSED),
            tuple(Step.RULE_MATCH, RULE_ARN, null, Outcome.PASSED),
            tuple(Step.TARGET_DELIVER, RULE_ARN, QUEUE, Outcome.PASSED));
    assertThat(fixture.queues.in(QUEUE).get(0).trace()).isEqualTo(put.trace());
  }

  @Test
  void traceOfAnEntry_isKept() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);
    EventEntry entry = new EventEntry(BUS_ARN, "shop", "Order", "{}", null, null, 77);

    List<PutResult> results = fixture.service.putEvents(EventsFixture.root(), List.of(entry));
    fixture.time.runReady();

    assertThat(results).noneMatch(PutResult::failed);
    assertThat(fixture.queues.in(QUEUE))
        .extracting(message -> message.trace())
        .containsExactly(77L);
  }

  @Test
  void unmatchedEvent_isExplainedByTheNearestRule() {
    fixture.rule("{\"source\":[\"basket_events\"],\"detail-type\":[\"Order\"]}").target(t -> t);
    fixture.time.await(
        fixture.events.putRule(
            b ->
                b.name("farther")
                    .eventBusName("bus")
                    .eventPattern("{\"source\":[\"x\"],\"detail\":{\"a\":[1]}}")));

    fixture.put("{}");

    Hop hop = fixture.hops(Step.RULE_MATCH).get(0);
    assertThat(hop.resource()).isEqualTo(BUS_ARN);
    assertThat(hop.outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(hop.reason())
        .isEqualTo(
            "no rule of the bus matches; nearest: rule rule: source is \"shop\","
                + " the pattern wants [\"basket_events\"]");
  }

  @Test
  void unmatchedEvent_onABusWithoutRulesSaysSo() {
    fixture.put("{}");

    assertThat(fixture.hops(Step.RULE_MATCH))
        .extracting(Hop::reason)
        .containsExactly("the event bus has no rules");
  }

  @Test
  void disabledRule_matchesNothingAndIsNamedAsTheReason() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);
    fixture.time.await(fixture.events.disableRule(b -> b.name("rule").eventBusName("bus")));

    fixture.put("{}");

    assertThat(fixture.bodies()).isEmpty();
    assertThat(fixture.hops(Step.RULE_MATCH))
        .extracting(Hop::reason)
        .containsExactly("all rules of the event bus are disabled");
  }

  @Test
  void enabledAgain_theRuleMatches() {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);
    fixture.time.await(fixture.events.disableRule(b -> b.name("rule").eventBusName("bus")));
    fixture.time.await(fixture.events.enableRule(b -> b.name("rule").eventBusName("bus")));

    fixture.put("{}");

    assertThat(fixture.bodies()).hasSize(1);
  }

  @Test
  void ruleWithoutTargets_losesTheEventAndSaysSo() {
    fixture.rule("{\"source\":[\"shop\"]}");

    fixture.put("{}");

    assertThat(fixture.hops(Step.TARGET_DELIVER))
        .extracting(Hop::outcome, Hop::reason)
        .containsExactly(tuple(Outcome.LOST, "the rule has no targets"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "arn:aws:events:eu-west-1:536697261635:event-bus/nowhere"})
  void unknownBus_isAcceptedAndTheLossIsWrittenDown(String bus) {
    PutEventsResultEntry result = only(fixture.put(entry("{}").eventBusName(bus).build()));

    assertThat(result.errorCode()).isNull();
    assertThat(fixture.hops(Step.EVENTS_PUT))
        .extracting(Hop::id, Hop::outcome)
        .containsExactly(tuple(result.eventId(), Outcome.LOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "my bus",
        "a/b",
        "arn:aws:sqs:eu-west-1:536697261635:bus",
        "arn:aws:events:eu-west-1:1:event-bus/bus"
      })
  void busThatIsNeitherNameNorArn_refusesTheWholeCall(String bus) {
    fixture.rule("{\"source\":[\"shop\"]}").target(t -> t);

    assertThatThrownBy(
            () -> fixture.put(entry("{}").build(), entry("{}").eventBusName(bus).build()))
        .satisfies(e -> assertThat(EventsFixture.codeOf(e)).isEqualTo("ValidationException"))
        .hasMessageContaining("Value '" + bus + "' at 'entries.2.member.eventBusName'");
    assertThat(fixture.hops(Step.EVENTS_PUT)).isEmpty();
  }

  @Test
  void busOf1600Characters_isTakenAndOf1601Not() {
    fixture.put(entry("{}").eventBusName("n".repeat(1_600)).build());

    assertThatThrownBy(() -> fixture.put(entry("{}").eventBusName("n".repeat(1_601)).build()))
        .hasMessageContaining("Member must have length less than or equal to 1600");
  }

  @Test
  void entryWithoutBus_goesToTheDefaultBus() {
    fixture.put(entry("{}").eventBusName(null).build());

    assertThat(fixture.hops(Step.EVENTS_PUT).get(0).resource())
        .isEqualTo("arn:aws:events:eu-west-1:536697261635:event-bus/default");
  }

  @Test
  void badEntries_failOneByOneInTheirPlaces() {
    PutEventsResponse response =
        fixture.put(
            entry("{}").source(null).build(),
            entry("{}").build(),
            entry("{}").detailType(null).build(),
            entry(null).build());

    assertThat(response.failedEntryCount()).isEqualTo(3);
    assertThat(response.entries())
        .extracting(PutEventsResultEntry::errorCode, PutEventsResultEntry::errorMessage)
        .containsExactly(
            required("Source"), tuple(null, null), required("DetailType"), required("Detail"));
  }

  @Test
  void refusedEntries_areMeasuredBesideAllOfTheCall() {
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    fixture.journal.listenToMeasures(
        (what, resource, value) -> measured.merge(what, value, Double::sum));

    fixture.put(entry("{}").source(null).build(), entry("{}").build());

    assertThat(measured)
        .containsOnly(
            Map.entry(Measure.EVENTS_PUT_ENTRIES, 2.0),
            Map.entry(Measure.EVENTS_REFUSED_ENTRIES, 1.0));
  }

  @Test
  void detailTypeOf128Characters_isTaken() {
    assertThat(fixture.put(entry("{}").detailType("😀".repeat(128)).build()).failedEntryCount())
        .isZero();
  }

  @Test
  void detailTypeOf129Characters_failsItsEntry() {
    PutEventsResultEntry result =
        only(fixture.put(entry("{}").detailType("x".repeat(129)).build()));

    assertThat(result.errorCode()).isEqualTo("InvalidArgument");
    assertThat(result.errorMessage())
        .isEqualTo(
            "Parameter DetailType is not valid. Reason: DetailType has more than 128 characters.");
  }

  @Test
  void anEntryWhoseDetailIsNotWhatWasReadOfIt_cannotBeMade() {
    JsonText read = JsonText.parse("{\"a\":1}").orElseThrow();

    assertThatThrownBy(() -> new EventEntry(BUS_ARN, "shop", "Order", "{}", null, null, 1, read))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{\"a\":1}");
  }

  private static Tuple required(String field) {
    return tuple(
        "InvalidArgument",
        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "\"text\"", "[1]", "{\"a\":", "1"})
  void detailThatIsNoJsonObject_isMalformed(String detail) {
    PutEventsResultEntry result = only(fixture.put(detail));

    assertThat(result.errorCode()).isEqualTo("MalformedDetail");
    assertThat(result.errorMessage()).isEqualTo("Detail is malformed.");
  }

  @Test
  void sourceOfAws_isNotAuthorized() {
    assertThat(only(fixture.put(entry("{}").source("aws.sqs").build())).errorCode())
        .isEqualTo("NotAuthorizedForSourceException");
    assertThat(only(fixture.put(entry("{}").source("awsome").build())).errorCode()).isNull();
  }

  @Test
  void tenEntries_areTheMost() {
    PutEventsRequestEntry[] ten =
        Collections.nCopies(10, entry("{}").build()).toArray(PutEventsRequestEntry[]::new);
    PutEventsRequestEntry[] eleven =
        Collections.nCopies(11, entry("{}").build()).toArray(PutEventsRequestEntry[]::new);

    assertThat(fixture.put(ten).failedEntryCount()).isZero();
    assertThatThrownBy(() -> fixture.put(eleven))
        .hasCauseInstanceOf(EventBridgeException.class)
        .hasMessageContaining("Member must have length less than or equal to 10");
  }

  @Test
  void totalSize_mayBeOneMebibyteAndNotAByteMore() {
    // Source "shop" and detail type "Order" count 9 bytes, the frame of the detail 8.
    String largest = "{\"a\":\"" + "x".repeat(1_048_576 - 9 - 8) + "\"}";
    String tooLarge = "{\"a\":\"" + "x".repeat(1_048_576 - 9 - 8 + 1) + "\"}";

    assertThat(fixture.put(largest).failedEntryCount()).isZero();
    assertThatThrownBy(() -> fixture.put(tooLarge))
        .hasMessageContaining("Total size of the entries in the request is over the limit.");
  }

  @Test
  void deniedCaller_isRefusedAsAWholeAndWrittenDown() {
    Caller user = Caller.of(new Principal.User("aws", EventsFixture.ACCOUNT, "ann"));

    assertThatThrownBy(
            () ->
                fixture.time.await(
                    fixture.service.client(user).putEvents(b -> b.entries(entry("{}").build()))))
        .hasCauseInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("events:PutEvents on resource: " + BUS_ARN);
    Hop hop = fixture.hops(Step.EVENTS_PUT).get(0);
    assertThat(hop.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(hop.decision().request().resource()).isEqualTo(BUS_ARN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void putEvents_isToldThatNoBusInvokedIt(String byABus) {
    String statement =
        "{\"Effect\":\"Allow\",\"Action\":\"events:PutEvents\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"events:eventBusInvocation\":\"%s\"}}}"
            .formatted(byABus);
    CompletableFuture<PutEventsResponse> put =
        fixture.ann(statement).putEvents(b -> b.entries(entry("{}").build()));

    if (byABus.equals("false")) {
      assertThat(fixture.time.await(put).failedEntryCount()).isZero();
    } else {
      assertThatThrownBy(() -> fixture.time.await(put))
          .hasCauseInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void anEntryWithoutASource_tellsNone() {
    String statement =
        "{\"Effect\":\"Allow\",\"Action\":\"events:PutEvents\",\"Resource\":\"*\",\"Condition\":{\"Null\":{\"events:source\":\"true\",\"events:detail-type\":\"false\"}}}";
    PutEventsRequestEntry entry = entry("{}").source(null).build();

    PutEventsResponse response =
        fixture.time.await(fixture.ann(statement).putEvents(b -> b.entries(entry)));

    assertThat(response.entries().get(0).errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void traceHeader_isRefusedRatherThanIgnored() {
    assertThatThrownBy(() -> fixture.put(entry("{}").traceHeader("Root=1-2-3").build()))
        .hasMessageContaining("does not build TraceHeader of an entry");
  }

  @Test
  void policyOfTheBus_allowsACallerWithoutIdentityPolicies() {
    Caller other = Caller.of(new Principal.Root("aws", "111111111111"));
    EventEntry entry = new EventEntry(BUS_ARN, "shop", "Order", "{}", null, null, 0);
    assertThatThrownBy(() -> fixture.service.putEvents(other, List.of(entry)))
        .isInstanceOf(AccessDeniedException.class);

    fixture.time.await(
        fixture.events.putPermission(
            b ->
                b.eventBusName("bus")
                    .statementId("other")
                    .action("events:PutEvents")
                    .principal("111111111111")));

    assertThat(fixture.service.putEvents(other, List.of(entry))).noneMatch(PutResult::failed);
  }
}
