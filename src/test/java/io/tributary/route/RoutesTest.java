package io.tributary.route;

import static io.tributary.route.Journey.SOURCE;
import static io.tributary.route.Journey.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private final Journey events = new Journey();
  private final Routes routes = new Routes(events.journal, pipe -> true);

  private void publish(String messageId, String payload) {
    events.hop(Step.SNS_PUBLISH, TOPIC).id(messageId).payload(payload).passed();
  }

  private static String withEventId(String id) {
    return "{\"event_id\":\"" + id + "\"}";
  }

  private String firstId(String id) {
    return routes.byId(id).orElseThrow().hops().get(0).id();
  }

  @Test
  void last_ofAnEmptyJournal_isNone() {
    assertThat(routes.last()).isEmpty();
  }

  /** As an older build's local cloud answers. */
  @Test
  void aRouteThatDoesNotTellOfIdlePipes_hasNone() {
    publish("sns-1", "{}");
    Route route = routes.last().orElseThrow();

    assertThat(new Route(route.started(), route.hops(), 0, null, null).idlePipes()).isEmpty();
  }

  @Test
  void last_isTheEventPublishedLast_notTheOneThatMovedLast() {
    Journey first = events;
    publish("sns-1", "{}");
    long older = events.journal.written();
    events.anotherEvent();
    publish("sns-2", "{}");
    first.journal.hop(older, Step.SQS_SEND, SOURCE).id("m-1").passed();

    assertThat(routes.last().orElseThrow().hops().get(0).id()).isEqualTo("sns-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "#2"})
  void aNumber_findsTheEventOfThatNumber_unlessItIsTheIdOfOne(String number) {
    publish("sns-1", "{}");
    events.anotherEvent();
    publish("sns-2", "{}");

    assertThat(firstId(number)).isEqualTo("sns-2");
    assertThat(routes.byId("#3")).isEmpty();
    assertThat(routes.byId("0")).isEmpty();

    events.anotherEvent();
    publish("sns-3", withEventId(number));
    assertThat(firstId(number)).isEqualTo("sns-3");
  }

  @Test
  void last_leavesOutHopsThatAreAboutNoEvent() {
    events.noEvent().stopped(Step.SQS_RECEIVE, SOURCE, null, Outcome.FAILED, "not allowed");

    assertThat(routes.last()).isEmpty();
  }

  private void alarmTellsItsTopic(String messageId) {
    events
        .hop(Step.SNS_PUBLISH, TOPIC)
        .peer("cloudwatch.amazonaws.com")
        .id(messageId)
        .payload("{}")
        .passed();
    events.sent(SOURCE, "m-1").hop(Step.SNS_DELIVER, TOPIC).peer(SOURCE).id(messageId).passed();
  }

  @Test
  void last_leavesOutWhatAnAlarmTellsItsTopic() {
    publish("sns-1", "{}");
    events.anotherEvent();
    alarmTellsItsTopic("sns-2");

    assertThat(routes.last().orElseThrow().hops().get(0).id()).isEqualTo("sns-1");
  }

  @Test
  void last_whereOnlyAnAlarmPublished_isNone() {
    alarmTellsItsTopic("sns-1");

    assertThat(routes.last()).isEmpty();
  }

  @Test
  void byId_findsTheIdsThatServicesGave() {
    events.arrived();

    assertThat(routes.byId("sns-1")).isEqualTo(routes.byId("m-2")).isEqualTo(routes.byId("e-1"));
    assertThat(routes.byId("sns-1")).isPresent();
  }

  @Test
  void byId_findsThePayloadsEventId() {
    publish("sns-1", withEventId("E-1"));

    assertThat(firstId("E-1")).isEqualTo("sns-1");
  }

  @Test
  void byId_doesNotTakeTheIdElsewhereInThePayload() {
    publish("sns-1", "{\"basket\":\"E-1\"}");

    assertThat(routes.byId("E-1")).isEmpty();
  }

  @Test
  void byId_takesTheWholeIdOnly() {
    publish("sns-1", withEventId("E-10"));

    assertThat(routes.byId("E-1")).isEmpty();
  }

  @Test
  void byId_readsAroundPayloadsThatAreNotJson() {
    publish("sns-1", "E-1 {");

    assertThat(routes.byId("E-1")).isEmpty();
  }

  @Test
  void byId_ofSeveralWithTheSameEventId_isTheNewestAndCountsTheOthers() {
    publish("sns-1", withEventId("E-1"));
    events.anotherEvent();
    publish("sns-2", withEventId("E-1"));

    assertThat(firstId("E-1")).isEqualTo("sns-2");
    assertThat(routes.byId("E-1").orElseThrow().others()).isEqualTo(1);
  }

  @Test
  void byId_findsAnEarlierOneByHowManyCameAfterIt() {
    publish("sns-1", withEventId("E-1"));
    events.anotherEvent();
    publish("sns-2", withEventId("E-1"));

    assertThat(routes.byId("E-1", 1).orElseThrow().hops().get(0).id()).isEqualTo("sns-1");
    assertThat(routes.byId("E-1", 1).orElseThrow().others()).isEqualTo(1);
    assertThat(routes.byId("E-1", 2)).isEmpty();
  }

  @Test
  void byId_findsWhatDiffersInItsCaseOnly_ofEveryKindOfId() {
    publish("sns-a", withEventId("E-1"));
    events.anotherEvent();
    publish("sns-b", withEventId("E-1"));

    assertThat(firstId("SNS-A")).isEqualTo("sns-a");
    assertThat(firstId("e-1")).isEqualTo("sns-b");
    assertThat(routes.byId("e-1").orElseThrow().others()).isEqualTo(1);
  }

  @Test
  void byId_inTheCaseOfOneEvent_leavesOutTheOthers() {
    publish("sns-1", withEventId("e-1"));
    events.anotherEvent();
    publish("sns-2", withEventId("E-1"));

    assertThat(firstId("e-1")).isEqualTo("sns-1");
    assertThat(routes.byId("e-1").orElseThrow().others()).isZero();
  }

  @Test
  void byId_thatDiffersInItsCaseFromSeveralIds_isNeither() {
    publish("sns-1", withEventId("ab-1"));
    events.anotherEvent();
    publish("sns-2", withEventId("AB-1"));

    assertThat(routes.byId("Ab-1")).isEmpty();
  }

  @Test
  void byId_ofSeveral_isTheOnePublishedLast_notTheOneThatMovedLast() {
    publish("sns-1", withEventId("E-1"));
    long older = events.journal.newestTrace();
    events.anotherEvent();
    publish("sns-2", withEventId("E-1"));
    events
        .journal
        .hop(older, Step.PIPE_DELIVER, Journey.PIPE)
        .payload(withEventId("E-1"))
        .stopped(Outcome.RETRYING, "throttled");

    assertThat(firstId("E-1")).isEqualTo("sns-2");
  }

  @Test
  void byId_readsEscapes() {
    publish("sns-1", withEventId("caf\\u00e9"));
    publish("sns-2", withEventId("a\\/b"));

    assertThat(routes.byId("caf\u00e9")).isPresent();
    assertThat(routes.byId("a/b")).isPresent();
  }

  @Test
  void hops_tellMillisecondsSinceTheFirst() {
    publish("sns-1", "{}");
    events.later(Duration.ofMillis(250)).sent(SOURCE, "m-1");

    assertThat(routes.byId("sns-1").orElseThrow().hops())
        .extracting(RouteHop::millis)
        .containsExactly(0.0, 250.0);
  }
}
