package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.simulate.Topics.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The publisher before an SNS that remembers what it is asked for. */
class PublisherTest {

  private static final int EVENTS = 100;

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
  private final Interpositions interpositions = new Interpositions();
  private final Ledger ledger = new Ledger(EVENTS, (body, event) -> true);
  private final List<List<Integer>> calls = new ArrayList<>();

  private void publish(Duration duration, Topics sns) {
    publish(duration, Attributes.NONE, sns);
  }

  private void publish(Duration duration, Attributes attributes, Topics sns) {
    Scenario scenario = new Scenario(1, EVENTS, duration, List.of(), ConsumerSettings.SOUND);
    Workload workload =
        new Workload(
            scenario,
            List.of(
                new Workload.Source(
                    "topic", new BodyTemplate("{\"a\":1}"), attributes, List.of(), "a.json")),
            interpositions,
            time.micros());
    new Publisher(time, workload, (arn, entries) -> answer(sns, arn, entries), ledger).start();
    time.advance(duration.plusMinutes(1));
  }

  private CompletableFuture<Map<Entry, String>> answer(
      Topics sns, String arn, List<Entry> entries) {
    calls.add(entries.stream().map(Entry::event).toList());
    return sns.publish(arn, entries);
  }

  private static CompletableFuture<Map<Entry, String>> taken() {
    return CompletableFuture.completedFuture(Map.of());
  }

  @Test
  void eventsOfOneMoment_goInTens() {
    publish(Duration.ofMillis(100), (arn, entries) -> taken());

    assertThat(calls).hasSize(EVENTS / 10).allSatisfy(call -> assertThat(call).hasSize(10));
  }

  @Test
  void eventsFarApart_goAlone() {
    publish(Duration.ofHours(1), (arn, entries) -> taken());

    assertThat(calls).hasSize(EVENTS);
  }

  @Test
  void whatIsTooLargeForOneCall_goesInTwo() {
    interpositions.bodies((event, body) -> event == 3 ? body + " ".repeat(262_144 / 3) : body);
    publish(Duration.ofMillis(100), (arn, entries) -> taken());

    assertThat(calls).startsWith(List.of(0, 1, 2), List.of(3));
  }

  @Test
  void attributesCountForWhatIsTooLargeForOneCall() {
    var half = MessageAttributeValue.builder().dataType("String").stringValue("x".repeat(40_000));
    Attributes attributes = Attributes.of(Map.of("a", half.build()));
    publish(Duration.ofMillis(100), attributes, (arn, entries) -> taken());

    assertThat(calls).startsWith(List.of(0, 1), List.of(2, 3));
  }

  @Test
  void anEntryRefused_isTriedAgainAlone() {
    publish(
        Duration.ofMillis(100),
        (arn, entries) ->
            CompletableFuture.completedFuture(
                entries.size() > 1 ? Map.of(entries.get(4), "refused") : Map.of()));

    assertThat(calls).contains(List.of(4), List.of(94));
    assertThat(ledger.accepted()).isEqualTo(EVENTS);
  }

  @Test
  void aCallRefused_isTriedAgainAndThenGivenUp() {
    publish(
        Duration.ofMillis(100),
        (arn, entries) ->
            entries.get(0).event() == 0
                ? CompletableFuture.failedFuture(
                    ApiErrors.error(SnsException.builder(), "InternalError", 500, "SNS is away"))
                : taken());

    assertThat(calls.stream().filter(call -> call.get(0) == 0)).hasSize(8);
    assertThat(ledger.givenUp()).isEqualTo(10);
  }

  @Test
  void aCallThatFailsForNoReasonOfAws_endsTheRun() {
    IllegalStateException bug = new IllegalStateException("a broken invariant");

    assertThatThrownBy(
            () ->
                publish(
                    Duration.ofMillis(100), (arn, entries) -> CompletableFuture.failedFuture(bug)))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(bug);
  }
}
