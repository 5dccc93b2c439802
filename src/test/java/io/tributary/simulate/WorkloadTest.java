package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  private static final String EXAMPLE =
      "{ \"id\": \"692AFD4F-D667-4517-829A-5F88F3430D27\", \"name\": \"é\", \"n\": 1000 }";

  private static Workload workload(long seed, int events) {
    return workload(seed, events, EXAMPLE);
  }

  private static Workload workload(long seed, int events, String example) {
    Scenario scenario =
        new Scenario(seed, events, Duration.ofHours(1), List.of(), ConsumerSettings.SOUND);
    List<Workload.Source> sources =
        List.of(
            new Workload.Source(
                "topic-a", new BodyTemplate(example), Attributes.NONE, List.of(), "a.json"),
            new Workload.Source(
                "topic-b", new BodyTemplate(example), Attributes.NONE, List.of(), "a.json"));
    return new Workload(scenario, sources, new Interpositions(), 0);
  }

  @Test
  void everyBody_namesItsEvent() {
    Workload workload = workload(1, 2_000);

    assertThat(IntStream.range(0, 2_000).filter(k -> Workload.event(workload.body(k)) != k))
        .isEmpty();
  }

  @Test
  void aBody_variesIdsAndNumbersAndKeepsTheRest() throws JsonProcessingException {
    Chance chance = Chance.of(1, "x");
    JsonNode body = new ObjectMapper().readTree(new BodyTemplate(EXAMPLE).body(7, chance));

    assertThat(body.path("name").asText()).isEqualTo("é");
    assertThat(body.path("id").asText())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .isNotEqualToIgnoringCase("692AFD4F-D667-4517-829A-5F88F3430D27");
    assertThat(body.path("n").asInt()).isBetween(100_000, 199_999);
    assertThat(body.path(Workload.MEMBER).asText()).isEqualTo(Workload.mark(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tags\":\"size:42,colour:red\"}",
        "{\"tags\":\":42,\",\"more\":[\":43}\"]}",
        "{\"json\":\"{\\\"size\\\":42,\\\"n\\\":-1}\"}"
      })
  void digitsInAString_areNoNumbers(String example) {
    assertThat(new BodyTemplate(example).body(7, Chance.of(1, "x")))
        .startsWith(example.substring(0, example.length() - 1) + ",\"" + Workload.MEMBER);
  }

  @Test
  void numbersAtAnyDepth_vary() {
    String body =
        new BodyTemplate("{\"a\":{\"b\":-1,\"c\":2},\"\":[{\"d\":3}],\"é\":4}")
            .body(7, Chance.of(1, "x"));

    assertThat(body)
        .matches(
            "\\{\"a\":\\{(\"[bc]\":1\\d{5},?){2}},\"\":\\[\\{\"d\":1\\d{5}}],\"é\":1\\d{5},.*");
  }

  @Test
  void anExampleThatIsNoObject_isRefused() {
    assertThatThrownBy(() -> new BodyTemplate("[1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1]");
  }

  private static String example(int bytes) {
    String begin = "{\"text\":\"";
    return begin + "x".repeat(bytes - begin.length() - 2) + "\"}";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void ofALargeExample_noOddBodyIsLargerThanThePlainOnes() {
    Workload workload = workload(1, 1_000, example(250_000));
    int plain = bytes(new BodyTemplate(example(250_000)).body(0, Chance.of(1, "x")));

    assertThat(IntStream.range(0, 1_000).map(k -> bytes(workload.body(k))))
        .allMatch(it -> it <= plain);
    assertThat(IntStream.range(0, 1_000).map(k -> bytes(workload.body(k))))
        .anyMatch(it -> it < 1_000);
  }

  @Test
  void ofAnOrdinaryExample_oddBodiesMayBeMuchLarger() {
    Workload workload = workload(1, 1_000);

    assertThat(IntStream.range(0, 1_000).map(k -> bytes(workload.body(k))))
        .anyMatch(it -> it > 20_000);
  }

  @Test
  void anExampleThatATopicRefusesWithItsMark_isRefused() {
    int added = bytes(new BodyTemplate(example(1_000)).body(0, Chance.of(1, "x"))) - 1_000;

    new BodyTemplate(example(262_144 - added));
    assertThatThrownBy(() -> new BodyTemplate(example(262_145 - added)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an example event has 262,145 bytes")
        .hasMessageContaining("at most 262,144");
  }

  @Test
  void anotherSeed_givesOtherBodies() {
    assertThat(workload(1, 10).body(3)).isNotEqualTo(workload(2, 10).body(3));
  }

  @Test
  void times_neverRunBackwardsAndFillTheDuration() {
    Workload workload = workload(1, 1_000);
    long[] times = IntStream.range(0, 1_000).mapToLong(workload::micros).toArray();

    assertThat(times).isSorted();
    assertThat(times[999]).isBetween(3_590_000_000L, 3_600_000_000L);
  }

  @Test
  void events_spreadOverAllSources() {
    Workload workload = workload(1, 1_000);

    assertThat(
            IntStream.range(0, 1_000)
                .filter(k -> workload.source(k).topicArn().equals("topic-a"))
                .count())
        .isBetween(400L, 600L);
  }

  @Test
  void textWithoutAMark_carriesNoEvent() {
    assertThat(Workload.event("{\"event\":1}")).isEqualTo(-1);
    assertThat(Workload.event("event-of-run-12")).isEqualTo(-1);
    assertThat(Workload.event("event-of-run-00000000x2")).isEqualTo(-1);
  }
}
