package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.Figures;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class BenchTextTest {

  private static final BenchPlan PLAN =
      new BenchPlan("tributary 9", true, 20, 8, 4, 5_000, 2, 1_003, true);

  private final Screen screen = new Screen();
  private final Figures figures = new Figures();

  private String printed(boolean json) throws IOException {
    new BenchText(screen.terminal.out())
        .print(URI.create("http://localhost:1"), PLAN, figures, json);
    return screen.out();
  }

  @Test
  void theMedianOfTwoRuns_isNotTheBetterOrWorseOne() throws IOException {
    figures.add("events/s", 3_000);
    figures.add("events/s", 1_000);

    assertThat(printed(false)).containsPattern("events/s +1,000 +2,000 +3,000");
  }

  @Test
  void theTable_saysUnderWhatConditionsItWasMeasured() throws IOException {
    assertThat(printed(false))
        .contains("0 events lost, 0 late, 0 received twice, at http://localhost:1")
        .contains("2 runs, 20 s a load, 8 publishers, 4 consumers, latency at 5,000 events/s")
        .contains("1,003 messages waiting, a page of the console open, tributary 9")
        .contains("the client on ");
  }

  @Test
  void jsonSays_underWhatConditionsItWasMeasured() throws IOException {
    JsonNode told = new ObjectMapper().readTree(printed(true));

    assertThat(told.fieldNames())
        .toIterable()
        .containsExactly("endpoint", "plan", "client", "figures", "lost", "late", "duplicates");
    assertThat(told.get("plan"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"version\":\"tributary 9\",\"localCloud\":true,\"seconds\":20,\"publishers\":8,"
                        + "\"consumers\":4,\"rate\":5000,\"runs\":2,\"waiting\":1003,\"console\":true}"));
    assertThat(told.get("client").fieldNames())
        .toIterable()
        .containsExactly("cores", "cpu", "memoryMebibytes", "system", "java");
  }
}
