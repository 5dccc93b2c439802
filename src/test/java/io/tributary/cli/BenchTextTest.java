package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.Client;
import io.tributary.cli.bench.Figures;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class BenchTextTest {

  private static final BenchPlan PLAN =
      new BenchPlan("tributary 9", true, Client.SDK, 20, 8, 4, 5_000, 2, 1_003, true);

  private final Screen screen = new Screen();
  private final Figures figures = new Figures();

  private String printed(boolean json) throws IOException {
    new BenchText(screen.terminal).print(URI.create("http://localhost:1"), PLAN, figures, json);
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
    figures.ran();
    figures.ran();

    assertThat(printed(false))
        .startsWith("by the AWS SDK's clients ")
        .contains("0 events lost, 0 late, 0 received twice, at http://localhost:1")
        .containsPattern(
            "(?m)^2 runs, 20 s a load, 8 publishers, 4 consumers, latency at 5,000 events/s")
        .contains("latency at 5,000 events/s, a page of the console open, tributary 9")
        .contains("the client on ");
  }

  @Test
  void messagesThatWait_areNoConditionOfTheLoads_butOfTheFigureThatIsThere() throws IOException {
    assertThat(printed(false)).doesNotContain("messages waiting");

    figures.add(BenchText.WAITING, 570);

    assertThat(printed(false))
        .contains(
            "\nresident memory, messages waiting (MiB): with 1,003 messages in a queue, and no load"
                + " beside them\n");
  }

  @Test
  void theLongestName_leavesItsNumbersInTheirColumns() throws IOException {
    figures.add("processor time an event, one a request (us)", 1);
    figures.add("events/s", 1);

    assertThat(printed(false).lines().limit(3).map(String::length).distinct()).hasSize(1);
  }

  @Test
  void runsThatWereBrokenOff_areToldBesideThePlan() throws IOException {
    figures.ran();

    assertThat(printed(false)).containsPattern("(?m)^1 of 2 runs, 20 s a load");
    assertThat(printed(true)).contains("\"runs\" : 1,", "\"runs\" : 2,");
  }

  @Test
  void aRunThatWasBrokenOff_givesNoNumber() throws IOException {
    Figures whole = new Figures();
    whole.add("events/s", 1_000);
    whole.ran();
    Figures brokenOff = new Figures();
    brokenOff.add("events/s", 9_000);
    figures.add(whole);
    figures.add(brokenOff);

    assertThat(printed(false)).containsPattern("events/s +1,000 +1,000 +1,000");
  }

  @Test
  void jsonSays_underWhatConditionsItWasMeasured() throws IOException {
    JsonNode told = new ObjectMapper().readTree(printed(true));

    assertThat(told.fieldNames())
        .toIterable()
        .containsExactly(
            "endpoint", "plan", "runs", "client", "figures", "lost", "late", "duplicates");
    assertThat(told.get("plan"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"version\":\"tributary 9\",\"localCloud\":true,\"client\":\"sdk\",\"seconds\":20,\"publishers\":8,"
                        + "\"consumers\":4,\"rate\":5000,\"runs\":2,\"waiting\":1003,\"console\":true}"));
    assertThat(told.get("client").fieldNames())
        .toIterable()
        .containsExactly("cores", "cpu", "memoryMebibytes", "system", "java");
  }
}
