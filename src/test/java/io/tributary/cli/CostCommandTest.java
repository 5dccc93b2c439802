package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.system.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCommandTest {

  private final Screen screen = new Screen();

  @Test
  void cost_tellsEachLineTheSumsAndWhatIsUnverified() {
    int code = screen.run("cost", "--events-per-month", "1000000", "--event-bytes", "1000");

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .startsWith("1,000,000 events a month of 1,000 bytes, at list prices of eu-west-1")
        .containsPattern("1,000,000  events of 64 KB +1\\.00  events put jane-domain-events")
        .containsPattern("quantity +billing unit +USD")
        .containsPattern(" 12  alarms +1\\.20  alarm of the stack")
        .containsPattern(" 1  dashboards +3\\.00  dashboard of the stack")
        .contains("in all, when messages come one by one")
        .contains("Not from AWS's own price list of eu-west-1:", "pipes.request: ");
  }

  @Test
  void cost_withoutASize_takesThatOfTheExamples() throws Exception {
    screen.run("cost", "--events-per-month", "5", "--json");

    JsonNode report = new ObjectMapper().readTree(screen.out());
    assertThat(report.at("/cost/eventBytes").asInt()).isBetween(200, 300);
    assertThat(report.has("quotas")).isFalse();
  }

  /** As SNS counts them: carrier, String and dhl are 16 bytes. */
  @Test
  void theSizeOfAnExample_isThatOfItsAttributesToo(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("parcel.json"), "{}");
    Files.writeString(
        folder.resolve("dhl.json"),
        "{\"carrier\":{\"DataType\":\"String\",\"StringValue\":\"dhl\"}}");
    Demo.Example plain = new Demo.Example("parcelsTopicArn", "parcel.json", "queueUrl");

    assertThat(CostCommand.meanBytes(folder, List.of(plain))).isEqualTo(2);
    assertThat(CostCommand.meanBytes(folder, List.of(plain.withAttributes("dhl.json"))))
        .isEqualTo(2 + 16);
  }

  @Test
  void cost_countsOneEventInTheSingular() {
    screen.run("cost", "--events-per-month", "1", "--event-bytes", "1");

    assertThat(screen.out()).startsWith("1 event a month of 1 byte, at list prices");
  }

  @Test
  void cost_ofManyEvents_separatesThousandsAndKeepsItsColumns() {
    screen.run("cost", "--events-per-month", "1000000000000", "--event-bytes", "1");

    assertThat(screen.out())
        .contains(" 3,362,004.20  in all, when messages come one by one")
        .contains(" 1,000,000.00  events put jane-domain-events");
    assertThat(screen.out().lines().filter(line -> line.matches(".*\\d\\.\\d\\d  .*")))
        .hasSizeGreaterThan(20)
        .extracting(line -> line.split("(?<=\\.\\d\\d)  ")[0].length())
        .containsOnly(57);
  }

  @Test
  void cost_beyondADefaultQuota_tellsHowToSeeWhich() {
    // 9,000 events a second in a month of 730 hours.
    screen.run("cost", "--events-per-month", "23652000000");
    assertThat(screen.out()).doesNotContain("--quotas");

    screen.run("cost", "--events-per-month", "23652000001");
    assertThat(screen.out())
        .endsWith(
            "\nSo many are more than AWS's default quotas let pass; --quotas tells which bind, and"
                + " what moves them.\n");
  }

  @Test
  void cost_withTheQuotas_doesNotSendToThem() {
    screen.run("cost", "--events-per-month", "23652000001", "--quotas");

    assertThat(screen.out()).contains("The first to bind").doesNotContain("--quotas");
  }

  @Test
  void whatIsLeftOut_standsBelowTheSums() {
    assertThat(CostText.unreckoned(List.of("pipe x", "rule y")))
        .containsExactly("", "Not reckoned, or not as it is:", "  pipe x", "  rule y");
    assertThat(CostText.unreckoned(List.of())).isEmpty();
  }

  @Test
  void quotas_tellWhichBindsFirstAndWhatMovesIt() {
    assertThat(screen.run("cost", "--quotas")).isEqualTo(ExitCode.OK);

    assertThat(screen.out())
        .contains(
            "The first to bind, at 9,000 events a second, is the quota of SNS messages published to standard topics.")
        .contains("to move it: give the pipes a maximumBatchingWindowInSeconds")
        .doesNotContain("USD");
  }

  @Test
  void quotas_areThoseOfTheSizeOfAnEvent() {
    screen.run("cost", "--quotas", "--event-bytes", "200000");

    assertThat(screen.out())
        .contains("10,000       40,000  10,000 PutEvents requests, a second")
        .contains("Assumed: an event has 200,000 bytes, an execution of a pipe takes 0.1 s");
  }

  @Test
  void aRate_isNotRoundedUpToOneThatNoLongerPasses() {
    screen.run("cost", "--quotas", "--work-seconds", "43200");

    assertThat(screen.out())
        .contains("         2.7          2.7  120,000 messages in flight")
        .contains("The first to bind, at 2.7 events a second");
  }

  @Test
  void quotas_asJson_areSortedByRate() throws Exception {
    screen.run("cost", "--quotas", "--json");

    JsonNode bounds = new ObjectMapper().readTree(screen.out()).at("/quotas/bounds");
    assertThat(bounds.get(0).at("/quota/kind").asText()).isEqualTo("SNS_PUBLISH");
    assertThat(bounds.findValues("eventsPerSecond").stream().map(JsonNode::asDouble)).isSorted();
  }

  @Test
  void quotas_withoutExamples_areThoseOfASmallEvent(@TempDir Path program) throws IOException {
    copyConfig(program);

    assertThat(screen.run("cost", "--quotas", "-C", program.toString())).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("Assumed: an event has 1,000 bytes");
  }

  @Test
  void cost_withoutExamples_asksForTheSizeOfAnEvent(@TempDir Path program) throws IOException {
    copyConfig(program);

    assertThat(screen.run("cost", "--events-per-month", "5", "-C", program.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("basket-updated-event.json is not there", "add --event-bytes B")
        .doesNotContain("-C");
  }

  private static void copyConfig(Path program) throws IOException {
    for (String file : List.of("Pulumi.yaml", "Pulumi.dev.yaml")) {
      Files.copy(Path.of(file), program.resolve(file));
    }
  }

  @Test
  void help_saysThatOneOfTwoOptionsIsNeeded() {
    screen.run("cost", "--help");

    assertThat(screen.out()).contains("Give --events-per-month, or --quotas, or both.");
  }

  @Test
  void help_namesTheRegionAndTheSizesThatAreKnown() {
    screen.run("cost", "--help");

    assertThat(screen.out().replaceAll("\\s+", " "))
        .contains("those of eu-west-1 only.")
        .contains("in bytes: 1 to 262144, or fewer where a queue on its way takes no message");
  }

  /** Whoever mended all else first would have done so in vain. */
  @Test
  void anotherRegion_isToldBeforeProblemsWithTheRestOfTheConfig() {
    String[] line = "cost --quotas --set aws:region=us-east-1 --set retentionDays=15".split(" ");

    assertThat(screen.run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("known are those of eu-west-1", "the stack's region is us-east-1")
        .doesNotContain("retentionDays");
  }

  @Test
  void anEmptyRegion_isAProblemWithTheConfig(@TempDir Path program) throws IOException {
    copyConfig(program);
    Path stackFile = program.resolve("Pulumi.dev.yaml");
    Files.writeString(
        stackFile, Files.readString(stackFile).replace("aws:region: eu-west-1", "aws:region:"));

    assertThat(screen.run("cost", "--quotas", "-C", program.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("aws:region is \"\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'', cost needs --events-per-month N",
    "--events-per-month 0, '1 to 1,000,000,000,000 events'",
    "--events-per-month many, takes a whole number",
    "--events-per-month 1 --event-bytes 262145, '1 to 262,144 bytes'",
    "--quotas --work-seconds 0, --work-seconds takes more than 0",
    "--events-per-month 1 --work-seconds 5, --work-seconds is for --quotas",
    "--quotas --event-bytes 262145, '1 to 262,144 bytes'",
    "--events-per-month 1 --event-bytes 262144, 'refuses messages of more than 261,000 bytes'"
  })
  void wrongUse_isToldWithWhatIsAllowed(String options, String told) {
    assertThat(screen.run(("cost " + options).strip().split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(told);
  }
}
