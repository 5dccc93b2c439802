package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TributaryTest {

  private final Screen screen = new Screen();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up", "explain", "audit", "simulate", "bench", "deployer-policy"})
  void help_ofEachCommandGoesToStandardOutputWithTheExitCodes(String command) {
    assertThat(screen.run(command, "--help")).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("Usage: tributary " + command, "Exit codes:");
    assertThat(screen.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "audit", "graph", "simulate", "cost", "deployer-policy"})
  void examplesInHelp_areNotBrokenHoweverNarrowTheTerminalIs(String command) {
    Screen narrow = new Screen("60");
    Screen wide = new Screen("200");
    narrow.run(command, "--help");
    wide.run(command, "--help");

    assertThat(examples(narrow.out())).isNotEmpty().isEqualTo(examples(wide.out()));
  }

  private static List<String> examples(String help) {
    return help.lines().dropWhile(line -> !line.equals("Examples:")).toList();
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "120, 120", "59, 60", "200, 200", "201, 200", "'', 100", "wide, 100"})
  void help_isAsWideAsColumnsSays_withinReason(String columns, int width) {
    Screen terminal = new Screen(columns);
    terminal.run("--help");

    int longest = terminal.out().lines().mapToInt(String::length).max().orElseThrow();
    assertThat(longest).isBetween(width - 12, width);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo | an event that did not arrive",
        "up | a resource that cannot be deployed",
        "explain | an event that is not known",
        "graph | 2   wrong use",
        "cost | 2   wrong use",
        "deployer-policy | 2   wrong use",
        "help | 2   wrong use"
      })
  void help_listsTheExitCodesOfItsCommandOnly(String command, String told) {
    screen.run(command, "--help");

    assertThat(screen.out().replaceAll("\\s+", " "))
        .contains(told.replaceAll("\\s+", " "))
        .doesNotContain("a permission too few or too many");
  }

  @Test
  void help_listsTheCommandsButNotTheOneOnlyWatchRuns() {
    assertThat(screen.run("--help")).isEqualTo(ExitCode.OK);
    assertThat(screen.out())
        .contains("demo", "up", "explain", "audit", "simulate", "bench", "deployer-policy")
        .doesNotContain("record");
  }

  @Test
  void helpOfUp_tellsTheExitCodesOfSignals() {
    screen.run("up", "--help");

    assertThat(screen.out()).contains("130", "Ctrl-C", "143", "SIGTERM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "explain",
        "audit",
        "graph",
        "simulate",
        "cost",
        "bench",
        "deployer-policy"
      })
  void help_ofWhatMayBePipedTellsTheExitCodeOfAReaderThatLeft(String command) {
    screen.run((command + " --help").strip().split(" "));

    assertThat(screen.out()).contains("141", "has gone");
  }

  @Test
  void version_isPrinted() {
    assertThat(screen.run("--version")).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).startsWith("tributary ");
  }

  @Test
  void outputThatCannotBeWritten_isNoSuccess() {
    assertThat(unwritten(false, "--version")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .startsWith("tributary: the output could not be written whole")
        .hasLineCount(1);
  }

  @Test
  void findingsThatCannotBeWritten_areToldToBeMissing() {
    assertThat(unwritten(false, "audit", "--set", "retentionDays=14")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains("tributary: the output could not be written whole");
  }

  @Test
  void outputThatNobodyReadsAnyMore_isNotComplainedOf() {
    assertThat(unwritten(true, "--version")).isEqualTo(ExitCode.READER_GONE);
    assertThat(screen.err()).isEmpty();
  }

  private int unwritten(boolean piped, String... line) {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Terminal terminal =
        new Terminal(
            new PrintWriter(full),
            screen.terminal.err(),
            false,
            screen.terminal.columns(),
            () -> piped);

    return Tributary.run(terminal, line);
  }

  /** A process of its own, whose output goes where a shell's redirections tell. */
  private static Script versionInto(String redirections) {
    String java =
        "'%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s --version "
            .formatted(
                System.getProperty("java.home"),
                System.getProperty("java.class.path"),
                Tributary.class.getName());
    return Script.run(Map.of(), "", List.of("bash", "-c", redirections.replace("JAVA", java)));
  }

  @Test
  void aReaderThatHasGone_endsTheProcessAsSigpipeWould(@TempDir Path folder) {
    String pipe = "'" + folder.resolve("pipe") + "'";

    assertThat(
            versionInto("mkfifo %1$s && exec 3<>%1$s 4>%1$s 3<&- && exec JAVA >&4".formatted(pipe)))
        .isEqualTo(new Script(141, "", ""));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDisk_isAnError() {
    assertThat(versionInto("exec JAVA >/dev/full"))
        .isEqualTo(
            new Script(
                2, "", "tributary: the output could not be written whole: is the disk full?\n"));
  }

  @Test
  void noArguments_isWrongUseAndShowsHow() {
    assertThat(screen.run()).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("Usage: tributary");
    assertThat(screen.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "demo --loud, --loud",
    "dmeo, dmeo",
    "up --port x, --port",
    "explain, --last",
    "explain a --last, --last",
    "up --set debugRule, --set"
  })
  void wrongUse_namesWhatIsWrong(String line, String named) {
    assertThat(screen.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(named).contains("--help' lists");
    assertThat(screen.err().lines()).hasSizeLessThanOrEqualTo(3);
    assertThat(screen.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "auditt | there is no command 'auditt'",
        "demo --loud | there is no option '--loud'",
        "--loud demo | there is no option '--loud'",
        "-C /nope demo | '-C' goes after the command, as in 'tributary demo -C ...'",
        "--runs 3 simulate | '--runs' goes after the command, as in 'tributary simulate --runs ...'",
        "--runs=3 simulate | '--runs' goes after the command, as in 'tributary simulate --runs ...'",
        "demo --st dev | there is no option '--st'",
        "demo x | 'x' is more than demo takes",
        "demo --set debugRule | --set takes KEY=VALUE, got 'debugRule'",
        "demo --set= | --set takes KEY=VALUE, got ''",
        "demo --set =x | --set takes KEY=VALUE, got '=x'",
        "explain E-1 --earlier 0 | --earlier takes 1 or more, got 0",
        "explain --last --earlier 1 | --earlier goes with an ID: the events with the same one are counted",
        "explain a --last | ID, --last are mutually exclusive (specify only one)",
        "explain | \"Missing required argument (specify one of these): (ID | --last)\"",
        "up --port abc | Invalid value for option '--port': takes a whole number, such as 100, got 'abc'",
        "cost --events-per-month 1e6 | Invalid value for option '--events-per-month': takes a whole number, such as 100, got '1e6'",
        "audit --rules --json | --rules prints a list for people; leave out --json",
        "simulate --list-faults --json | --list-faults prints a list for people; leave out --json",
        "up --port 99999999999 | Invalid value for option '--port': takes a smaller number, got '99999999999'"
      })
  void wrongUse_isToldInPlainWords(String line, String told) {
    assertThat(screen.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines()).first().isEqualTo("tributary: " + told);
  }

  @ParameterizedTest
  @CsvSource({"up --port 65536, 65536", "up --port -1, -1", "explain --last --port 0, 0"})
  void aPortThatIsNone_isRefused(String line, String got) {
    assertThat(screen.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: --port takes a number from").contains(got);
  }

  @Test
  void graph_ofAKeyThatTheFileGivesNoValue_isRefusedAsByPulumi(@TempDir Path folder)
      throws IOException {
    Files.copy(Purchases.ROOT.resolve("Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    Files.writeString(
        folder.resolve("Pulumi.dev.yaml"),
        Files.readString(Purchases.ROOT.resolve("Pulumi.dev.yaml"))
            .replaceFirst("(?m)^  # (purchase-events:purchaseQueue:).*$", "  $1"));

    assertThat(screen.run("graph", "-C", folder.toString())).isNotEqualTo(ExitCode.OK);
    assertThat(screen.err()).contains("purchaseQueue is \"\"");
  }

  @Test
  void configErrors_areToldAllAtOnce() {
    int code =
        screen.run(
            "demo",
            "--set",
            "username=",
            "--set",
            "maxReceiveCount=0",
            "--set",
            "retentionDays=15");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("username", "maxReceiveCount", "retentionDays")
        .doesNotContain("\tat ");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aFileThatIsWrong_isNamedWithoutTheDotOfItsFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "runtime: java\n");

    assertThat(screen.run("graph", "-C", folder + "/./.")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .isEqualTo("tributary: " + folder.resolve("Pulumi.yaml") + " has no name\n");
  }

  @Test
  void anUnknownStack_namesItsFileAndThoseThereAre() {
    assertThat(screen.run("demo", "--stack", "prod")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("Pulumi.prod.yaml", "Pulumi.dev.yaml");
  }

  @Test
  void aFolderInPlaceOfAStackFile_isOneLine(@TempDir Path folder) throws IOException {
    Files.copy(Purchases.ROOT.resolve("Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    Path file = Files.createDirectory(folder.resolve("Pulumi.bad.yaml"));

    assertThat(screen.run("graph", "-C", folder.toString(), "--stack", "bad"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .containsExactly("tributary: " + file + " is a folder, but has to be a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simulate --events 1", "audit", "cost --events-per-month 1", "demo"})
  void anExampleThatIsNoText_isNamed(String line, @TempDir Path folder) throws IOException {
    Path example = withExample(folder, new byte[] {'"', (byte) 0xe4, '"'});

    assertThat(screen.run((line + " -C " + folder).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("the example event " + example + " is no text in UTF-8")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simulate --events 1", "audit", "cost --events-per-month 1", "demo"})
  void anExampleThatCannotBeRead_isNamed(String line, @TempDir Path folder) throws IOException {
    Path example = withExample(folder, new byte[0]);
    Files.delete(example);
    Files.createDirectory(example);

    assertThat(screen.run((line + " -C " + folder).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("the example event " + example + " cannot be read: ")
        .doesNotContain("\tat ");
  }

  @Test
  void anExampleThatIsNoObject_isWrongUseOfSimulate(@TempDir Path folder) throws IOException {
    withExample(folder, "{\"event\":".getBytes(StandardCharsets.UTF_8));

    assertThat(screen.run("simulate", "--events", "1", "-C", folder.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains(
            "tributary: example-sns-events/basket-updated-event.json: an example event must be JSON, got: {\"event\":")
        .doesNotContain("\tat ");
  }

  /** The sample in a folder of its own, with another content of one of its examples. */
  private static Path withExample(Path folder, byte[] content) throws IOException {
    for (String file : List.of("Pulumi.yaml", "Pulumi.dev.yaml")) {
      Files.copy(Purchases.ROOT.resolve(file), folder.resolve(file));
    }
    String examples = "example-sns-events";
    Files.createDirectory(folder.resolve(examples));
    String other = examples + "/checkout-created-event.json";
    Files.copy(Purchases.ROOT.resolve(other), folder.resolve(other));
    return Files.write(folder.resolve(examples + "/basket-updated-event.json"), content);
  }

  @Test
  void anUnknownProject_namesTheKnownOnes(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: other\nruntime: java\n");
    Files.writeString(folder.resolve("Pulumi.dev.yaml"), "config: {}\n");

    assertThat(screen.run("graph", "-C", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("other", "purchase-events").doesNotContain("\tat ");
  }

  @Test
  void anUnknownKeyInTheStackFile_isAWarningOnly(@TempDir Path folder) throws IOException {
    Files.copy(Purchases.ROOT.resolve("Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    String sample = Files.readString(Purchases.ROOT.resolve("Pulumi.dev.yaml"));
    Files.writeString(
        folder.resolve("Pulumi.dev.yaml"), sample + "\n  purchase-events:retentoinDays: 3\n");

    assertThat(screen.run("record", "-C", folder.toString())).isEqualTo(ExitCode.OK);
    assertThat(screen.err())
        .startsWith(
            "tributary: warning: the config key purchase-events:retentoinDays (did you mean"
                + " purchase-events:retentionDays?) is not read by purchase-events, which reads");
  }

  @Test
  void aUsernameThatAnotherStackOfTheFolderHas_isAWarningOnly(@TempDir Path folder)
      throws IOException {
    copyWithTrial(folder);
    String[] args = {"record", "--stack", "trial", "-C", folder.toString()};

    assertThat(screen.run(args)).isEqualTo(ExitCode.OK);
    assertThat(screen.err())
        .startsWith("tributary: warning: " + folder.resolve("Pulumi.dev.yaml"))
        .contains("has the username jane in account 536697261635, where stack trial has jane");
  }

  @Test
  void aUsernameGivenOnTheCommandLine_isComparedInPlaceOfTheFiles(@TempDir Path folder)
      throws IOException {
    copyWithTrial(folder);
    String[] args = {
      "record", "--stack", "trial", "-C", folder.toString(), "--set", "username=joe"
    };

    assertThat(screen.run(args)).isEqualTo(ExitCode.OK);
    assertThat(screen.err()).doesNotContain("warning");
  }

  /** The sample, and a second stack copied from it. */
  private static void copyWithTrial(Path folder) throws IOException {
    for (String file : List.of("Pulumi.yaml", "Pulumi.dev.yaml")) {
      Files.copy(Purchases.ROOT.resolve(file), folder.resolve(file));
    }
    Files.copy(Purchases.ROOT.resolve("Pulumi.dev.yaml"), folder.resolve("Pulumi.trial.yaml"));
  }

  @Test
  void anUnknownKeyOnTheCommandLine_isRefused() {
    assertThat(screen.run("record", "--set", "retentoinDays=3")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .contains("--set names retentoinDays (did you mean retentionDays?), which");
    assertThat(screen.run("record", "--set", "purchase-events:retentionDays=3"))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void anUnknownKeyOnTheCommandLine_isToldBesideTheOtherProblems() {
    int code = screen.run("record", "--set", "retentionDays=abc", "--set", "foo=bar");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .startsWith("tributary: --set names foo, which purchase-events does not read; it reads ")
        .contains("The stack's config has 1 problem:\n  retentionDays is \"abc\"");
  }

  @Test
  void aProblemWithTheConfig_saysHowToMendItWithoutPulumi(@TempDir Path folder) throws IOException {
    Path stackFile = withWrongConfig(folder);

    assertThat(screen.run("graph", "-C", folder.toString(), "--stack", "other"))
        .isEqualTo(ExitCode.USAGE);
    String advice = "Without Pulumi: change " + stackFile + ", or add: ";
    String added =
        screen.err().lines().filter(it -> it.startsWith(advice)).findFirst().orElseThrow();

    String[] options = added.substring(advice.length()).split(" ");
    List<String> line =
        new ArrayList<>(List.of("graph", "-C", folder.toString(), "--stack", "other"));
    line.addAll(List.of(options));
    assertThat(screen.run(line.toArray(String[]::new))).as(screen.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aProblemWithTheConfig_whereSetIsGiven_saysThatItOverrulesTheFile() {
    screen.run("graph", "--set", "retentionDays=15");

    assertThat(screen.err())
        .contains(
            "Pulumi.dev.yaml (which --set overrules), or add: --set retentionDays=4\n",
            "try, in the folder with the Pulumi.yaml of purchase-events: pulumi config set purchase-events:retentionDays 4 --stack dev\n");
  }

  /** {@code up}, whose child it is, runs already, and takes no option more. */
  @Test
  void aProblemWithTheConfig_underWatch_saysThatSavingTheFileIsEnough(@TempDir Path folder)
      throws IOException {
    Path stackFile = withWrongConfig(folder);

    screen.run("record", "-C", folder.toString(), "--stack", "other");

    assertThat(screen.err())
        .endsWith(
            "Without Pulumi: change " + stackFile + "; it is tried again as soon as you save it\n");
  }

  /** A stack named other that misses a value, has a wrong one and one too many. */
  private static Path withWrongConfig(Path folder) throws IOException {
    Files.copy(Purchases.ROOT.resolve("Pulumi.yaml"), folder.resolve("Pulumi.yaml"));
    return Files.writeString(
        folder.resolve("Pulumi.other.yaml"),
        """
        config:
          aws:region: eu-west-1
          purchase-events:createSources: true
          purchase-events:basketTopicArn: arn:aws:sns:eu-west-1:536697261635:jane-basket-events
          purchase-events:retentionDays: 15
        """);
  }

  @Test
  void aTopicThatTheUserMayNotPublishTo_isExitCodeOneAndSaysWhatIsDenied() {
    String others = "arn:aws:sns:eu-west-1:536697261635:others-topic";

    assertThat(screen.run("demo", "--set", "basketTopicArn=" + others)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("user/jane is not authorized to perform: SNS:Publish on resource: " + others)
        .contains("the ARNs of the topics in the config have to follow")
        .doesNotContain("Exception");
  }

  @Test
  void anotherUsername_isToldTheOptionsWithWhichTheDemoRuns() {
    assertThat(screen.run("demo", "--set", "username=joe")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains(", add: --set ");

    String command = "demo --set username=joe " + screen.err().split("add: ")[1].strip();
    assertThat(screen.run(command.split(" "))).as(screen.err()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aRehearsal_carriesItsEventsAndEnds() {
    int code = screen.run("up", "--port", "0", "--rehearse");

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("receive", "delete", "basket-events");
  }

  @Test
  void aBusyPort_isToldBeforeTheProgramIsRecorded() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      screen.run(
          "up", "--port", Integer.toString(other.getLocalPort()), "--set", "retentionDays=15");

      assertThat(screen.err()).contains("is in use").doesNotContain("retentionDays");
    }
  }

  @Test
  void aBusyPort_isOneClearLine() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int code = screen.run("up", "--port", Integer.toString(other.getLocalPort()));

      assertThat(code).isEqualTo(ExitCode.USAGE);
      assertThat(screen.err().lines())
          .singleElement()
          .asString()
          .contains("Port " + other.getLocalPort(), "--port");
    }
  }
}
