package io.tributary.cloud.pipes;

import static io.tributary.cloud.pipes.PipesFixture.accepted;
import static io.tributary.cloud.pipes.PipesFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.pipes.model.PipeSourceParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetEventBridgeEventBusParameters;
import software.amazon.awssdk.services.pipes.model.PipeTargetParameters;

class PipeDeliveryTest {

  private static final String EVENT = "{ \"event\": <$.body> }";

  private final PipesFixture pipes = new PipesFixture();

  @Test
  void anEventCarriesAwssDefaultsForItsSourceAndDetailType() {
    pipes.createWithTemplate(EVENT);

    pipes.send("{\"price\":1.50}");

    assertThat(pipes.puts)
        .containsExactly(
            List.of(
                new EventEntry(
                    PipesFixture.BUS,
                    "Pipe orders",
                    "Event from aws:sqs",
                    JsonText.parse("{ \"event\": {\"price\":1.50} }").orElseThrow(),
                    List.of(),
                    null,
                    1)));
  }

  @Test
  void withoutATemplateTheDetailIsTheWholeRecordWithItsBodyAsAString() {
    pipes.create(pipe -> pipe);

    pipes.send("{\"a\":1}");

    JsonText detail = JsonText.parse(pipes.details().get(0)).orElseThrow();
    assertThat(detail.field("body")).contains(JsonText.string("{\"a\":1}"));
    assertThat(detail.field("eventSourceARN")).contains(JsonText.string(PipesFixture.QUEUE));
  }

  @Test
  void aMessageIsDeletedOnlyAfterTheBusHasAcceptedIt() {
    pipes.createWithTemplate(EVENT);
    pipes.calls.clear();

    pipes.send("{}");

    assertThat(pipes.calls)
        .filteredOn(call -> !call.startsWith("ReceiveMessage"))
        .containsExactly("PutEvents 1", "DeleteMessage m1");
  }

  @Test
  void aDeliveredMessageIsWrittenDownWithTheDetailItBecame() {
    pipes.createWithTemplate(EVENT);

    pipes.send("{}");

    Hop hop = pipes.hops(1).get(0);
    assertThat(hop.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(hop.resource()).isEqualTo(PipesFixture.PIPE);
    assertThat(hop.peer()).isEqualTo(PipesFixture.BUS);
    assertThat(hop.payload()).isEqualTo("{ \"event\": {} }");
  }

  @Test
  void everyAvailableBatchIsDeliveredWithoutTimePassing() {
    pipes.createWithTemplate(EVENT);

    pipes.send(IntStream.range(0, 25).mapToObj(Integer::toString).toArray(String[]::new));

    assertThat(pipes.puts).extracting(List::size).containsExactly(10, 10, 5);
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void aBatchLargerThanPutEventsTakesIsSplit() {
    pipes.createWithTemplate(EVENT);
    String body = "\"" + "ä".repeat(30_000) + "\"";

    pipes.send(body, body, body, body, body, body);

    assertThat(pipes.puts).extracting(List::size).containsExactly(4, 2);
    assertThat(bytes(pipes.puts.get(0))).isLessThanOrEqualTo(256 * 1024);
  }

  private static int bytes(List<EventEntry> entries) {
    return entries.stream()
        .mapToInt(entry -> entry.detail().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  @Test
  void onlyTheEntriesThatTheBusRefusedComeAgain() {
    pipes.createWithTemplate(EVENT);
    pipes.bus = entries -> List.of(accepted(), refused("InternalFailure", "try again"), accepted());
    pipes.send("1", "2", "3");
    assertThat(pipes.queue.bodies()).containsExactly("2");
    pipes.bus = entries -> List.of(accepted());

    pipes.time.advance(Duration.ofSeconds(30));

    assertThat(pipes.puts.get(1))
        .extracting(EventEntry::detail)
        .containsExactly("{ \"event\": 2 }");
    assertThat(pipes.queue.bodies()).isEmpty();
    assertThat(pipes.hops(2))
        .extracting(Hop::outcome)
        .containsExactly(Outcome.RETRYING, Outcome.PASSED);
    assertThat(pipes.hops(2).get(0).reason()).isEqualTo("InternalFailure: try again");
  }

  @Test
  void whenTheWholeCallIsDeniedNothingIsDeletedAndEachMessageSaysWhy() {
    pipes.createWithTemplate(EVENT);
    refuseAll(
        entries -> {
          throw PipesFixture.busDenies();
        });

    pipes.send("1", "2");

    assertThat(pipes.queue.bodies()).containsExactly("1", "2");
    assertThat(List.of(pipes.hops(1).get(0), pipes.hops(2).get(0)))
        .allSatisfy(
            hop -> {
              assertThat(hop.outcome()).isEqualTo(Outcome.DENIED);
              assertThat(hop.decision().request().action()).isEqualTo("events:PutEvents");
              assertThat(hop.peer()).isEqualTo(PipesFixture.BUS);
            });
  }

  @Test
  void onceThePermissionIsBackTheMessagesThatWereDeniedArrive() {
    pipes.createWithTemplate(EVENT);
    var accepting = pipes.bus;
    refuseAll(
        entries -> {
          throw PipesFixture.busDenies();
        });
    pipes.send("1");
    pipes.time.advance(Duration.ofMinutes(10));
    pipes.bus = accepting;
    pipes.puts.clear();

    pipes.time.advance(Duration.ofMinutes(2));

    assertThat(pipes.details()).containsExactly("{ \"event\": 1 }");
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void aThrottledCallIsRetriedThroughTheQueue() {
    pipes.createWithTemplate(EVENT);
    var accepting = pipes.bus;
    refuseAll(
        entries -> {
          throw PipesFixture.busFails("ThrottlingException", 400, "Rate exceeded");
        });
    pipes.send("1");
    assertThat(pipes.hops(1).get(0).reason()).isEqualTo("ThrottlingException: Rate exceeded");
    pipes.bus = accepting;
    pipes.puts.clear();

    pipes.time.advance(Duration.ofSeconds(31));

    assertThat(pipes.details()).containsExactly("{ \"event\": 1 }");
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  private void refuseAll(Consumer<List<EventEntry>> refusal) {
    pipes.bus =
        entries -> {
          refusal.accept(entries);
          throw new IllegalStateException("the refusal must throw");
        };
  }

  @Test
  void aMessageThatWasPutButNotDeletedIsPutAgain() {
    pipes.createWithTemplate(EVENT);
    pipes.queue.refuse("DeleteMessage", PipesFixture.sqsDenies("sqs:DeleteMessage"));
    pipes.send("1");
    assertThat(pipes.hops(1))
        .extracting(Hop::outcome)
        .containsExactly(Outcome.PASSED, Outcome.DENIED);
    pipes.queue.refuse("DeleteMessage", null);

    pipes.time.advance(Duration.ofSeconds(31));

    assertThat(pipes.details()).containsExactly("{ \"event\": 1 }", "{ \"event\": 1 }");
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void aRecordWhoseDetailIsNoObjectStaysInTheQueueWhileTheRestOfItsBatchGoesOn() {
    pipes.createWithTemplate("<$.body.detail>");

    pipes.send("{\"detail\":{\"a\":1}}", "{\"detail\":\"text\"}");

    assertThat(pipes.puts).isEmpty();
    assertThat(pipes.hops(2).get(0).outcome()).isEqualTo(Outcome.RETRYING);
    assertThat(pipes.hops(2).get(0).reason())
        .startsWith("MalformedDetail: the input template's result is a JSON string");
  }

  @Test
  void aPoisonedRecordDoesNotHoldUpItsBatch() {
    pipes.createWithTemplate("{\"a\":1<$.body.suffix>}");

    pipes.send("{\"suffix\":7}", "{\"suffix\":\"x\"}");

    assertThat(pipes.details()).containsExactly("{\"a\":17}");
    assertThat(pipes.queue.bodies()).containsExactly("{\"suffix\":\"x\"}");
    assertThat(pipes.hops(2).get(0).reason())
        .startsWith("MalformedDetail: the input template's result is not JSON");
    assertThat(pipes.hops(2).get(0).payload()).isEqualTo("{\"a\":1\"x\"}");
  }

  @Test
  void aMessageThatMatchesNoFilterIsDeletedAndTheJournalNamesThePattern() {
    createWithFilters("{\"body\":{\"kind\":[\"a\"]}}", "{\"body\":{\"kind\":[\"b\"]}}");

    pipes.send("{\"kind\":\"a\"}", "{\"kind\":\"b\"}", "{\"kind\":\"c\"}");

    assertThat(pipes.puts.get(0)).extracting(EventEntry::trace).containsExactly(1L, 2L);
    assertThat(pipes.queue.bodies()).isEmpty();
    assertThat(pipes.hops(3).get(0).outcome()).isEqualTo(Outcome.FILTERED);
    assertThat(pipes.hops(3).get(0).reason())
        .contains("{\"body\":{\"kind\":[\"b\"]}}: body.kind is \"c\"");
  }

  private void createWithFilters(String... patterns) {
    PipeSourceParameters source =
        PipeSourceParameters.builder()
            .filterCriteria(
                criteria ->
                    criteria.filters(
                        List.of(patterns).stream()
                            .map(
                                pattern ->
                                    software.amazon.awssdk.services.pipes.model.Filter.builder()
                                        .pattern(pattern)
                                        .build())
                            .toList()))
            .build();
    pipes.create(pipe -> pipe.sourceParameters(source));
  }

  @Test
  void parametersThatArePathsAreReadFromTheRecordAndNotFromTheTemplatesResult() {
    createWithParameters(
        bus ->
            bus.source("$.body.from")
                .detailType("$.body.type")
                .resources("$.body.id", "arn:aws:s3:::fixed")
                .time("$.body.at"));

    pipes.send(
        "{\"from\":\"shop\",\"type\":\"sold\",\"id\":7,\"at\":\"2025-01-01T01:00:00+01:00\"}");

    EventEntry entry = pipes.puts.get(0).get(0);
    assertThat(entry.source()).isEqualTo("shop");
    assertThat(entry.detailType()).isEqualTo("sold");
    assertThat(entry.resources()).containsExactly("7", "arn:aws:s3:::fixed");
    assertThat(entry.time()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void aParameterWhosePathFindsNothingFailsTheRecord() {
    createWithParameters(bus -> bus.source("$.body.from"));

    pipes.send("{}");

    assertThat(pipes.puts).isEmpty();
    assertThat(pipes.hops(1).get(0).reason())
        .isEqualTo("the parameter Source, $.body.from, finds nothing in the record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "+999999999-12-31T23:59:59Z"})
  void aTimeThatIsNoTimestampFailsTheRecord(String at) {
    createWithParameters(bus -> bus.time("$.body.at"));

    pipes.send("{\"at\":\"" + at + "\"}");

    assertThat(pipes.puts).isEmpty();
    assertThat(pipes.hops(1).get(0).reason())
        .contains("\"" + at + "\", which is no RFC 3339 timestamp");
  }

  private void createWithParameters(
      Consumer<PipeTargetEventBridgeEventBusParameters.Builder> parameters) {
    PipeTargetParameters target =
        PipeTargetParameters.builder()
            .inputTemplate("{\"constant\":true}")
            .eventBridgeEventBusParameters(parameters)
            .build();
    pipes.create(pipe -> pipe.targetParameters(target));
  }
}
