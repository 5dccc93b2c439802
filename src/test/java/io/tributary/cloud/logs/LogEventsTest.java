package io.tributary.cloud.logs;

import static io.tributary.cloud.logs.LogsFixture.GROUP;
import static io.tributary.cloud.logs.LogsFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

class LogEventsTest {

  private final LogsFixture fixture = new LogsFixture();
  private final long now = fixture.time.millis();

  private void assertRefused(List<InputLogEvent> events, String message) {
    assertThatThrownBy(() -> fixture.put(events))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("InvalidParameterException"))
        .hasMessageContaining(message);
    assertThat(fixture.messages()).isEmpty();
  }

  @Test
  void filter_mergesStreamsByTime() {
    fixture.call(fixture.logs.createLogStream(b -> b.logGroupName(GROUP).logStreamName("two")));
    fixture.put(List.of(event(now - 3, "a"), event(now - 1, "c")));
    fixture.call(
        fixture.logs.putLogEvents(
            b -> b.logGroupName(GROUP).logStreamName("two").logEvents(event(now - 2, "b"))));

    assertThat(fixture.messages()).containsExactly("a", "b", "c");
    assertThat(fixture.filter(FilterLogEventsRequest.builder().logStreamNames("two")))
        .containsExactly("b");
    assertThat(fixture.filter(FilterLogEventsRequest.builder().logStreamNamePrefix("o")))
        .containsExactly("a", "c");
  }

  @Test
  void filter_includesItsStartAndItsEnd() {
    fixture.put(
        List.of(event(now - 3, "a"), event(now - 2, "b"), event(now - 1, "c"), event(now, "d")));

    assertThat(fixture.filter(FilterLogEventsRequest.builder().startTime(now - 2).endTime(now - 1)))
        .containsExactly("b", "c");
  }

  @Test
  void filter_upToTheLargestTime_findsAllFromItsStart() {
    fixture.put(List.of(event(now - 1, "a"), event(now, "b")));

    assertThat(fixture.filter(FilterLogEventsRequest.builder().endTime(Long.MAX_VALUE)))
        .containsExactly("a", "b");
  }

  @Test
  void filter_goesPageByPageWithDistinctIds() {
    fixture.put("a", "b", "c");
    List<FilteredLogEvent> found = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      FilterLogEventsResponse page =
          fixture.call(
              fixture.logs.filterLogEvents(b -> b.logGroupName(GROUP).limit(2).nextToken(from)));
      found.addAll(page.events());
      token = page.nextToken();
    } while (token != null);

    assertThat(found).extracting(FilteredLogEvent::message).containsExactly("a", "b", "c");
    assertThat(found).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
  }

  /** As {@code aws logs tail --follow} asks again, which leaves out the ids that it has printed. */
  @Test
  void filter_fromTheNewestEventOn_findsItAgainByItsIdAndWhatCameSince() {
    fixture.put("a");
    List<FilteredLogEvent> first = tail(now - 600_000);
    fixture.put("b");

    List<FilteredLogEvent> second = tail(first.get(0).timestamp());

    assertThat(second).extracting(FilteredLogEvent::message).containsExactly("a", "b");
    assertThat(second.get(0)).isEqualTo(first.get(0));
  }

  @SuppressWarnings("deprecation") // the CLI still asks for what AWS does anyway
  private List<FilteredLogEvent> tail(long startTime) {
    return fixture
        .call(
            fixture.logs.filterLogEvents(
                b -> b.logGroupName(GROUP).interleaved(true).startTime(startTime)))
        .events();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR | a d",
        "ERROR disk | d",
        "?disk ?net | a b d",
        "ERROR -disk | a",
        "-ERROR | b c",
        "\"ERROR net: no\" | a",
        "error | c",
        "'' | a b c d"
      })
  void filterPattern_findsTerms(String pattern, String found) {
    fixture.put("a ERROR net: no", "b WARN net", "c error", "d ERROR disk");

    assertThat(fixture.filter(FilterLogEventsRequest.builder().filterPattern(pattern)))
        .extracting(message -> message.substring(0, 1))
        .containsExactly(found.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ $.a = 1 }", "[a, b]", "%reg.*ex%", "a-b", "?a b", "\"open"})
  void filterPattern_thatIsNotBuilt_isRefused(String pattern) {
    assertThatThrownBy(
            () -> fixture.filter(FilterLogEventsRequest.builder().filterPattern(pattern)))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("InvalidParameterException"))
        .hasMessageContaining("the local cloud builds words");
  }

  @Test
  void filterPattern_of1024Characters_isTheLongest() {
    fixture.put("a");
    String phrase = "\"" + "x".repeat(1_022) + "\"";

    assertThat(fixture.filter(FilterLogEventsRequest.builder().filterPattern(phrase))).isEmpty();
    for (String longer : List.of(phrase + " ", "\"" + "x".repeat(100_000) + "\"")) {
      assertThatThrownBy(
              () -> fixture.filter(FilterLogEventsRequest.builder().filterPattern(longer)))
          .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("InvalidParameterException"))
          .hasMessageContaining("'filterPattern'");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void filter_ofAnotherNumberThan1To100Streams_isRefused(int number) {
    FilterLogEventsRequest.Builder request =
        FilterLogEventsRequest.builder().logStreamNames(Collections.nCopies(number, "one"));

    assertThatThrownBy(() -> fixture.filter(request))
        .satisfies(e -> assertThat(LogsFixture.codeOf(e)).isEqualTo("InvalidParameterException"))
        .hasMessageContaining("'logStreamNames'");
  }

  private GetLogEventsResponse get(GetLogEventsRequest.Builder request) {
    return fixture.call(
        fixture.logs.getLogEvents(
            request.logGroupName(GROUP).logStreamName("one").limit(2).build()));
  }

  private static List<String> texts(GetLogEventsResponse page) {
    return page.events().stream().map(OutputLogEvent::message).toList();
  }

  @Test
  void get_givesTheLastEventsFirstAndGoesBackwards() {
    fixture.put("a", "b", "c");

    GetLogEventsResponse last = get(GetLogEventsRequest.builder());
    GetLogEventsResponse before =
        get(GetLogEventsRequest.builder().nextToken(last.nextBackwardToken()));

    assertThat(texts(last)).containsExactly("b", "c");
    assertThat(texts(before)).containsExactly("a");
  }

  @Test
  void get_fromHead_goesForwardsAndRepeatsItsTokenAtTheEnd() {
    fixture.put("a", "b", "c");

    GetLogEventsResponse first = get(GetLogEventsRequest.builder().startFromHead(true));
    GetLogEventsResponse second =
        get(GetLogEventsRequest.builder().nextToken(first.nextForwardToken()));
    GetLogEventsResponse end =
        get(GetLogEventsRequest.builder().nextToken(second.nextForwardToken()));

    assertThat(texts(first)).containsExactly("a", "b");
    assertThat(texts(second)).containsExactly("c");
    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(second.nextForwardToken());
  }

  private GetLogEventsResponse get(String token) {
    return get(GetLogEventsRequest.builder().nextToken(token));
  }

  @Test
  void get_turningRoundAfterTheEnd_beginsWithTheLastEvent() {
    fixture.put("a", "b", "c");
    GetLogEventsResponse last = get(GetLogEventsRequest.builder());
    GetLogEventsResponse end = get(last.nextForwardToken());

    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(last.nextForwardToken());
    assertThat(texts(get(end.nextBackwardToken()))).containsExactly("b", "c");
  }

  @Test
  void get_turningRoundBeforeTheBeginning_beginsWithTheFirstEvent() {
    fixture.put("a", "b", "c");
    GetLogEventsResponse first = get(GetLogEventsRequest.builder().startFromHead(true));
    GetLogEventsResponse beginning = get(first.nextBackwardToken());

    assertThat(beginning.events()).isEmpty();
    assertThat(beginning.nextBackwardToken()).isEqualTo(first.nextBackwardToken());
    assertThat(texts(get(beginning.nextForwardToken()))).containsExactly("a", "b");
  }

  @Test
  void get_leavesOutItsEnd() {
    fixture.put(List.of(event(now - 2, "a"), event(now - 1, "b")));

    assertThat(texts(get(GetLogEventsRequest.builder().startTime(now - 2).endTime(now - 1))))
        .containsExactly("a");
  }

  @Test
  void get_withAForeignToken_isRefused() {
    assertThatThrownBy(() -> get(GetLogEventsRequest.builder().nextToken("x")))
        .hasMessageContaining("The specified nextToken is invalid.");
    assertThatThrownBy(() -> get(GetLogEventsRequest.builder().nextToken("f/x")))
        .hasMessageContaining("The specified nextToken is invalid.");
  }

  @Test
  void batch_mayHaveOneMebibyteWith26BytesAnEvent() {
    fixture.put("x".repeat(1_048_576 - 26));
    assertThat(fixture.messages()).hasSize(1);

    assertThatThrownBy(() -> fixture.put("x".repeat(1_048_576 - 26 + 1)))
        .hasMessageContaining("Upload too large: 1048577 bytes exceeds limit of 1048576");
  }

  @Test
  void batch_mayHaveTenThousandEvents() {
    fixture.put(Collections.nCopies(10_000, event(now, "m")));
    assertThatThrownBy(() -> fixture.put(Collections.nCopies(10_001, event(now, "m"))))
        .hasMessageContaining("[10001 events]");
  }

  @Test
  void batch_mustBeInOrder() {
    assertRefused(List.of(event(now, "b"), event(now - 1, "a")), "chronological order");
  }

  @Test
  void batch_maySpanADay() {
    long day = Duration.ofDays(1).toMillis();
    fixture.put(List.of(event(now - day, "a"), event(now, "b")));
    assertThat(fixture.messages()).hasSize(2);

    assertThatThrownBy(() -> fixture.put(List.of(event(now - day - 1, "a"), event(now, "b"))))
        .hasMessageContaining("cannot span more than 24 hours");
  }

  @Test
  void emptyMessage_isRefused() {
    assertRefused(List.of(event(now, "")), "length greater than or equal to 1");
  }

  @Test
  void eventsOlderThan14DaysOrMoreThan2HoursAhead_areRejectedAndTheRestTaken() {
    long oldest = now - Duration.ofDays(14).toMillis();
    long newest = now + Duration.ofHours(2).toMillis();

    assertThat(
            fixture
                .put(List.of(event(oldest - 1, "too old"), event(oldest, "old")))
                .rejectedLogEventsInfo()
                .tooOldLogEventEndIndex())
        .isEqualTo(1);
    assertThat(
            fixture
                .put(List.of(event(newest, "new"), event(newest + 1, "too new")))
                .rejectedLogEventsInfo()
                .tooNewLogEventStartIndex())
        .isEqualTo(1);
    assertThat(fixture.messages()).containsExactly("old", "new");
  }

  @Test
  void goodEvents_areTakenWithoutRejections() {
    assertThat(fixture.put("a").rejectedLogEventsInfo()).isNull();
  }

  @Test
  void retention_endsEventsAndRejectsExpiredOnes() {
    fixture.put("a");
    fixture.call(fixture.logs.putRetentionPolicy(b -> b.logGroupName(GROUP).retentionInDays(1)));

    fixture.time.advance(Duration.ofDays(1));
    assertThat(fixture.messages()).containsExactly("a");
    fixture.time.advance(Duration.ofMillis(1));
    assertThat(fixture.messages()).isEmpty();

    assertThat(
            fixture
                .put(List.of(event(now, "expired")))
                .rejectedLogEventsInfo()
                .expiredLogEventEndIndex())
        .isEqualTo(1);
  }

  @Test
  void withoutRetention_eventsStay() {
    fixture.put("a");

    fixture.time.advance(Duration.ofDays(4_000));

    assertThat(fixture.messages()).containsExactly("a");
  }

  @Test
  void group_keepsItsNewestEventsOnly() {
    for (int i = 0; i < 3; i++) {
      fixture.put(Collections.nCopies(10_000, event(now + i, "batch " + i)));
    }

    List<String> kept = fixture.messages();

    assertThat(kept).first().isEqualTo("batch 1");
    assertThat(storedBytes()).isEqualTo(20_000L * ("batch 1".length() + 26));
  }

  private long storedBytes() {
    return fixture.call(fixture.logs.describeLogGroups(b -> {})).logGroups().get(0).storedBytes();
  }

  @Test
  void group_keepsThirtyTwoMebibytesOfItsNewestEventsOnly() {
    for (int i = 0; i < 40; i++) {
      fixture.put(List.of(event(now + i, "%1000000d".formatted(i))));
    }

    assertThat(fixture.messages()).first().asString().endsWith(" 7");
    assertThat(storedBytes()).isEqualTo(33 * 1_000_026);
  }

  @Test
  void unknownGroupAndStream_areNotFound() {
    assertThatThrownBy(
            () ->
                fixture.call(
                    fixture.logs.putLogEvents(
                        b ->
                            b.logGroupName("none")
                                .logStreamName("one")
                                .logEvents(event(now, "a")))))
        .hasMessageContaining("The specified log group does not exist.");
    assertThatThrownBy(
            () ->
                fixture.call(
                    fixture.logs.putLogEvents(
                        b ->
                            b.logGroupName(GROUP)
                                .logStreamName("none")
                                .logEvents(event(now, "a")))))
        .hasMessageContaining("The specified log stream does not exist.");
  }
}
