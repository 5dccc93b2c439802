package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

  @Test
  void version_isPrinted() {
    assertThat(screen.run("--version")).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).startsWith("tributary ");
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
  @CsvSource({"up --port 65536, 65536", "up --port -1, -1", "explain --last --port 0, 0"})
  void aPortThatIsNone_isRefused(String line, String got) {
    assertThat(screen.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: --port takes a number from").contains(got);
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
  void anUnknownStack_namesItsFileAndThoseThereAre() {
    assertThat(screen.run("demo", "--stack", "prod")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("Pulumi.prod.yaml", "Pulumi.dev.yaml");
  }

  @Test
  void anUnknownProject_namesTheKnownOnes(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Pulumi.yaml"), "name: other\nruntime: java\n");
    Files.writeString(folder.resolve("Pulumi.dev.yaml"), "config: {}\n");

    assertThat(screen.run("demo", "-C", folder.toString())).isEqualTo(ExitCode.USAGE);
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
        .startsWith("tributary: warning: the config key purchase-events:retentoinDays is not read")
        .contains("purchase-events:retentionDays");
  }

  @Test
  void anUnknownKeyOnTheCommandLine_isRefused() {
    assertThat(screen.run("record", "--set", "retentoinDays=3")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("--set names retentoinDays", "retentionDays");
    assertThat(screen.run("record", "--set", "purchase-events:retentionDays=3"))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aProblemWithTheConfig_saysHowToMendItWithoutPulumi() {
    screen.run("demo", "--set", "retentionDays=15");

    assertThat(screen.err()).contains("--set KEY=VALUE");
  }

  @Test
  void aTopicThatTheUserMayNotPublishTo_isExitCodeOneAndSaysWhatIsDenied() {
    String others = "arn:aws:sns:eu-west-1:536697261635:others-topic";

    assertThat(screen.run("demo", "--set", "basketTopicArn=" + others)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("user/jane is not authorized to perform: SNS:Publish on resource: " + others)
        .contains("touch only what carries its name")
        .doesNotContain("Exception");
  }

  @Test
  void aRehearsal_carriesItsEventsAndEnds() {
    int code = screen.run("up", "--port", "0", "--rehearse");

    assertThat(code).as(screen.err()).isEqualTo(ExitCode.OK);
    assertThat(screen.out()).contains("receive", "delete", "basket-events");
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
