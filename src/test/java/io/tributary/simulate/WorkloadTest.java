package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final String EXAMPLE =
      "{ \"id\": \"692AFD4F-D667-4517-829A-5F88F3430D27\", \"name\": \"é\", \"n\": 1000 }";

  private static Workload workload(long seed, int events) {
    Scenario scenario =
        new Scenario(seed, events, Duration.ofHours(1), List.of(), ConsumerSettings.SOUND);
    List<Workload.Source> sources =
        List.of(
            new Workload.Source("topic-a", new BodyTemplate(EXAMPLE)),
            new Workload.Source("topic-b", new BodyTemplate(EXAMPLE)));
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

  @Test
  void anExampleThatIsNoObject_isRefused() {
    assertThatThrownBy(() -> new BodyTemplate("[1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1]");
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
            IntStream.range(0, 1_000).filter(k -> workload.topicArn(k).equals("topic-a")).count())
        .isBetween(400L, 600L);
  }

  @Test
  void textWithoutAMark_carriesNoEvent() {
    assertThat(Workload.event("{\"event\":1}")).isEqualTo(-1);
    assertThat(Workload.event("event-of-run-12")).isEqualTo(-1);
    assertThat(Workload.event("event-of-run-00000000x2")).isEqualTo(-1);
  }
}
