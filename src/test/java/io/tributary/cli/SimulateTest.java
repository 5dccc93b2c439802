package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.MuteAlarms;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Simulation;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulate command. */
class SimulateTest {

  private static final String FOLDER = Purchases.ROOT.toString();

  private final Screen screen = new Screen();

  private JsonNode simulated(String... options) throws JsonProcessingException {
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"simulate", "-C", FOLDER, "--json"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    assertThat(screen.run(all)).isEqualTo(ExitCode.OK);
    return new ObjectMapper().readTree(screen.out());
  }

  private static List<String> lines(String... options) {
    Screen text = new Screen();
    text.run(
        Stream.concat(Stream.of("simulate", "-C", FOLDER), Stream.of(options))
            .toArray(String[]::new));
    return text.out().lines().toList();
  }

  @Test
  void aRun_tellsWhatWasDeliveredAndThatAllHeld() {
    int code = screen.run("simulate", "-C", FOLDER, "--events", "40", "--faults", "none");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(screen.out().lines())
        .anyMatch(line -> line.matches("events accepted +40"))
        .anyMatch(line -> line.matches("delivered +40"))
        .anyMatch(line -> line.matches("invariants +all held"));
  }

  @Test
  void aRunWithTopicsOfOthers_publishesThereAsTheAccountAndSaysSo() {
    screen.run(
        "simulate",
        "-C",
        FOLDER,
        "--events",
        "40",
        "--faults",
        "none",
        "--set",
        "username=bob",
        "--set",
        "basketTopicArn=arn:aws:sns:eu-west-1:536697261635:bob-basket-events");

    assertThat(screen.out().lines())
        .contains(
            "Published as the account to topic jane-checkout-events: whether user bob may, is not"
                + " the program's to say.")
        .anyMatch(line -> line.matches("delivered +40"));
  }

  @Test
  void json_isIndentedForAPersonToRead() throws JsonProcessingException {
    simulated("--events", "40");
    Screen many = new Screen();
    many.run("simulate", "-C", FOLDER, "--json", "--check", "--runs", "2", "--events", "40");

    assertThat(screen.out().lines()).contains("  \"accepted\" : 40,");
    assertThat(many.out().lines()).contains("  \"runs\" : 2,");
  }

  @Test
  void json_isTheSameRunForTheSameOptions() throws JsonProcessingException {
    String digest = simulated("--events", "40", "--seed", "9").path("digest").asText();
    String again =
        new SimulateTest().simulated("--events", "40", "--seed", "9").path("digest").asText();

    assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(again);
  }

  @Test
  void anEventThatCanNeverBeDelivered_isToldToLieInADeadLetterQueue()
      throws JsonProcessingException {
    String[] poisoned = {"--events", "200", "--faults", "poison-messages=0.05"};
    JsonNode run = simulated(poisoned);
    int left = run.path("leftInDeadLetterQueues").asInt();

    assertThat(left).isPositive();
    assertThat(run.path("delivered").asInt() + left).isEqualTo(run.path("accepted").asInt());
    assertThat(lines(poisoned))
        .anyMatch(line -> line.matches("left in dead-letter queues +" + left));
  }

  @Test
  void theOptionsOfTheJson_repeatTheRun() throws JsonProcessingException {
    JsonNode first =
        simulated("--rate", "2", "--duration", "30s", "--consumer", "50/s,failing=0.2");
    String[] options = first.path("options").asText().split(" ");

    assertThat(first.path("accepted").asInt()).isEqualTo(60);
    assertThat(new SimulateTest().simulated(options).path("digest"))
        .isEqualTo(first.path("digest"));
  }

  @Test
  void aSweep_runsEverySeed() throws JsonProcessingException {
    JsonNode sweep = simulated("--check", "--runs", "3", "--events", "20", "--faults", "none");

    assertThat(sweep.path("runs").asInt()).isEqualTo(3);
    assertThat(sweep.path("events").asInt()).isEqualTo(60);
    assertThat(sweep.path("failed")).isEmpty();
  }

  @Test
  void aSweep_tellsWhatWasGivenUpAndWhatNeverStruck() throws JsonProcessingException {
    String[] sweep = {
      "--check", "--runs", "2", "--events", "20", "--faults", "oversized-for-topic=1,pipe-dies=0"
    };
    JsonNode told = new SimulateTest().simulated(sweep);

    assertThat(told.path("notAccepted").asInt()).isEqualTo(40);
    assertThat(told.path("faults").path("oversized-for-topic").asInt()).isEqualTo(40);
    assertThat(lines(sweep))
        .anyMatch(
            line -> line.contains(" 0 events that SNS accepted, 40 given up by the publisher, "))
        .contains("faults that never struck: pipe-dies");
  }

  @Test
  void aLongTimeInMilliseconds_asAFailureTellsIt_isReadAgain() throws JsonProcessingException {
    JsonNode run = simulated("--events", "1", "--duration", "1428571429ms");

    assertThat(run.path("options").asText()).contains("--duration 1428571429ms");
  }

  @ParameterizedTest
  @CsvSource({
    "--faults=bogus, 'bogus'",
    "--faults=put-events-throttled=2, a number from 0 to 1",
    "--faults=all=0.5, 'gives all the rate ''0.5'', but all and none take no rate'",
    "--faults=none=1, 'all and none take no rate'",
    "--events=0, '--events takes 1 to 100,000,000 events, got 0'",
    "--events=99999999999, '--events takes 1 to 100,000,000 events, got 99,999,999,999'",
    "--rate=-1, --rate takes more than 0",
    "--runs=0, --runs takes 1 or more",
    "--runs=5, add --check",
    "--duration=1y, 'is no time'",
    "--duration=9999d, 'at most 365d, got ''9999d'''",
    "--duration=0s, 'got ''0s'''",
    "--rate=2000000, 'at most 1,000,000 events a second, got 2,000,000'",
    "--events=many, 'takes a whole number, such as 100, got ''many'''",
    "--rate=fast, 'takes a number, such as 100 or 0.5, got ''fast'''",
    "--seed=x, 'such as 100, got ''x'''",
    "--only-events=1000, 'numbers from 0 to 999, for the run has 1,000 events, got 1000'",
    "--only-events=-1, got -1",
    "--faults=, leaves a name empty",
    "'--faults=,,', leaves a name empty",
    "'--faults=poison-messages,', leaves a name empty",
    "'--faults=none,all', all and none stand alone",
    "'--faults=poison-messages=0.1,poison-messages=0.2', 'poison-messages twice, with the rates 0.1 and 0.2'",
    "--rate=0.00003, '1,000 events at --rate 0.00003 take 385 days; a run takes at most 365'",
    "'--faults=poison-messages,none', all and none stand alone",
    "--consumer=fast, is no consumer",
    "--consumer=0.000000001/s, 'a second, 0.0001 to 1,000,000, and'",
    "--consumer=1000001/s, 'a second, 0.0001 to 1,000,000, and'",
    "--only-strikes=xyz, hexadecimal"
  })
  void wrongUse_isRefusedInWords(String option, String words) {
    assertThat(screen.run("simulate", "-C", FOLDER, option)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains(words).doesNotContain("\tat ");
  }

  @Test
  void strikesOfOneSeed_areNoneOfASweep() {
    int code = screen.run("simulate", "-C", FOLDER, "--check", "--only-strikes", "abc");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("--only-strikes names strikes of one seed, but --check");
  }

  @Test
  void aStrikeThatTheSeedDoesNotHave_isToldNeverToHappen() {
    assertThat(lines("--events", "20", "--only-strikes", "abc"))
        .containsSequence(row("strikes that never happened", 1), "  abc");
    assertThat(lines("--events", "20", "--only-strikes", "0"))
        .noneMatch(line -> line.contains("never happened"));
  }

  private static String row(String what, long count) {
    return String.format("%-34s %12d", what, count);
  }

  @Test
  void theLastEvent_mayBeTheOnlyOne() throws JsonProcessingException {
    JsonNode run = simulated("--events", "40", "--only-events", "39", "--faults", "none");

    assertThat(run.path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void theLongestDuration_isTaken() throws JsonProcessingException {
    JsonNode run = simulated("--events", "2", "--duration", "365d", "--faults", "none");

    assertThat(run.path("accepted").asInt()).isEqualTo(2);
  }

  @Test
  void whatRateAndDurationGive_isRefusedAboveTheMostEvents() {
    int code = screen.run("simulate", "-C", FOLDER, "--rate", "1000000", "--duration", "101s");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("--rate 1,000,000 in --duration 101s gives 101,000,000 events")
        .contains("at most 100,000,000");
  }

  @Test
  void anUnknownFault_listsThoseThereAre() {
    screen.run("simulate", "-C", FOLDER, "--faults", "bogus");

    assertThat(screen.err()).contains("put-events-throttled", "0.01");
  }

  @Test
  void theListOfFaults_saysWhatItsColumnsAre() {
    assertThat(screen.run("simulate", "--list-faults")).isEqualTo(ExitCode.OK);
    assertThat(screen.out().lines().findFirst().orElseThrow())
        .matches(" *FAULT +DEFAULT RATE +WHAT HAPPENS");
  }

  @Test
  void twoRunsOfOneSeed_printTheSame() {
    Screen again = new Screen();
    String[] run = {"simulate", "-C", FOLDER, "--events", "20", "--faults", "none"};
    screen.run(run);
    again.run(run);

    assertThat(screen.out()).isEqualTo(again.out());
    assertThat(screen.err()).containsPattern("20 events in \\d+\\.\\d s of wall time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0.6 | 1 event in 0.6 s of wall time",
        "1000 | 0.9 | 1,000 events in 0.9 s of wall time",
        "1000 | 2 | 1,000 events in 2.0 s of wall time, 500 events/s"
      })
  void aRunOfLessThanASecond_hasNoRate(long events, double seconds, String told) {
    assertThat(SimulateCommand.wallTime(events, seconds)).isEqualTo(told);
  }

  @Test
  void twoSweepsOfTheSameSeeds_printTheSame() {
    Screen again = new Screen();
    String[] sweep = {"simulate", "-C", FOLDER, "--check", "--runs", "2", "--events", "20"};
    screen.run(sweep);
    again.run(sweep);

    assertThat(screen.out()).isEqualTo(again.out());
    assertThat(screen.err()).contains("s of wall time");
  }

  @Test
  void eventsRateAndDuration_areOneTooMany() {
    int code =
        screen.run("simulate", "-C", FOLDER, "--events", "9", "--rate", "1", "--duration", "9s");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("give two");
  }

  @Test
  void aFailure_isToldWithItsCommandItsLeastFormAndItsJournal() throws IOException {
    Simulation broken = Rewired.of(withoutPurchasePolicies());
    Outcome failed =
        broken.run(new Scenario(4, 30, Duration.ofMinutes(1), List.of(), ConsumerSettings.SOUND));

    new SimulationFailure(broken, screen.terminal, List.of("--stack", "mine"))
        .explain(failed, Duration.ofMinutes(1));

    assertThat(screen.err())
        .contains("Broken with seed 4", "nothing-denied", "nothing-lost")
        .contains("events.amazonaws.com is not authorized", "      this statement would allow it:")
        .contains("simulate --seed 4 --events 30 --duration 1m --faults none")
        .containsPattern("--only-events \\d+ .*--stack mine")
        .contains("publish     topic jane-", "It was lost at rule jane-purchase-events");
  }

  /** Nothing is shrunk, for no event is part of it. */
  @Test
  void aFailureBeforeTheFirstEvent_isToldWithoutEventsOrFaults() {
    Simulation broken = Rewired.of(MuteAlarms.graph());
    Scenario scenario =
        new Scenario(
            4, 30, Duration.ofMinutes(1), FaultsOption.parse("all"), ConsumerSettings.SOUND);
    Outcome failed = broken.run(scenario);

    new SimulationFailure(broken, screen.terminal, List.of())
        .explain(failed, Duration.ofMinutes(1));

    int more = failed.violations().size() - 5;
    assertThat(more).isPositive();
    assertThat(screen.err())
        .contains("and " + more + " more", "ended before the first event", "with any seed")
        .doesNotContain("--only-events", "least found");
    assertThat(new SimulationReport(failed).lines())
        .noneMatch(line -> line.contains("never struck"))
        .last()
        .asString()
        .endsWith("BROKEN before the first event");
  }

  private static ResourceGraph withoutPurchasePolicies() {
    Systems system = Systems.PURCHASE_EVENTS;
    ResourceGraph graph =
        ProgramRecorder.record(
            StackFile.read(Purchases.ROOT, "dev").program(system.stack(), system.configKeys()));
    String policy = "aws:sqs/queuePolicy:QueuePolicy";
    return graph
        .without(graph.named(policy, "purchase-events-policy").urn())
        .without(graph.named(policy, "purchase-events-dlq-policy").urn());
  }

  @Test
  void examplesOfOneMessage_areNotOneInItsWarnings(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("parcel.json"), "{}");
    Files.writeString(folder.resolve("dhl.json"), "{}");
    Demo.Example parcel = new Demo.Example("parcelsTopicArn", "parcel.json", "queueUrl");
    Demo demo = new Demo(List.of(parcel, parcel.withAttributes("dhl.json")));

    assertThat(SimulateCommand.examples(demo, folder))
        .extracting(Simulation.Example::name)
        .containsExactly("parcel.json", "parcel.json with dhl.json");
  }
}
