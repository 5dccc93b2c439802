package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the GitHub workflows run of {@code .github/scripts}. */
class WorkflowScriptsTest {

  /** As GitHub reads a step's outputs: a name, a delimiter, and all up to that delimiter's line. */
  private static final Pattern OUTPUT =
      Pattern.compile("text<<(?<end>\\S+)\n(?<text>.*)\n\\k<end>\n", Pattern.DOTALL);

  @TempDir Path folder;

  private Script captured(String command) {
    return Script.run(
        Map.of("GITHUB_OUTPUT", folder.resolve("output").toString()),
        "",
        List.of("bash", ".github/scripts/capture.sh", "bash", "-c", command));
  }

  private String output() throws IOException {
    Matcher output = OUTPUT.matcher(Files.readString(folder.resolve("output")));
    assertThat(output.matches()).isTrue();
    return output.group("text");
  }

  @Test
  void capture_failsAsTheCommandDoes_withAllThatItPrinted() throws IOException {
    Script script = captured("echo out; echo err >&2; exit 3");

    assertThat(script.code()).isEqualTo(3);
    assertThat(script.out()).isEqualTo("out\nerr\n");
    assertThat(output()).isEqualTo("out\nerr\n");
  }

  /** Or else a text that was printed once could end the output of the next run. */
  @Test
  void capture_delimitsEachOutputAnew() throws IOException {
    captured("echo one");
    captured("echo two");

    List<String> output = Files.readAllLines(folder.resolve("output"));
    assertThat(output.get(0)).startsWith("text<<").isNotEqualTo(output.get(4));
    assertThat(output.get(4)).startsWith("text<<");
  }

  @Test
  void capture_keepsAllThatAComment_hasRoomFor() throws IOException {
    captured(printing(30_000));

    assertThat(output()).hasSize(30_000).startsWith("x").endsWith("x\nthe last line\n");
  }

  @Test
  void capture_keepsWholeLinesOfTheEnd_ofOneByteMore() throws IOException {
    captured(printing(30_001));

    assertThat(output()).isEqualTo("(the beginning is left out; the run has all)\nthe last line\n");
  }

  /** Prints so many bytes: a long line and a short one. */
  private static String printing(int bytes) {
    int line = bytes - "\nthe last line\n".length();
    return "head -c %d /dev/zero | tr '\\0' x; printf '\\nthe last line\\n'".formatted(line);
  }

  private Script selected(String... args) throws IOException {
    return selected(Map.of(), args);
  }

  private Script selected(Map<String, String> variables, String... args) throws IOException {
    Path pulumi = folder.resolve("pulumi");
    Files.writeString(pulumi, "#!/bin/sh\necho \"$@\"\n");
    Files.setPosixFilePermissions(pulumi, PosixFilePermissions.fromString("rwx------"));
    List<String> command =
        new ArrayList<>(List.of("bash", ".github/scripts/pull-request-stack.sh"));
    command.addAll(List.of(args));
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    return Script.run(environment, "", command);
  }

  @Test
  void aPullRequestsStack_isCreatedWithNamesAndSourcesOfItsOwn() throws IOException {
    assertThat(selected("pr-42", "eu-west-1").out().lines())
        .containsExactly(
            "stack select --create pr-42",
            "config set aws:region eu-west-1 --stack pr-42",
            "config set username pr-42 --stack pr-42",
            "config set createSources true --stack pr-42");
  }

  @Test
  void aPullRequestsStack_isCreatedWithTheSecretsProviderThatIsSet() throws IOException {
    Map<String, String> kms = Map.of("PULUMI_SECRETS_PROVIDER", "awskms://alias/a key");

    assertThat(selected(kms, "pr-42", "eu-west-1").out().lines())
        .first()
        .isEqualTo("stack select --create --secrets-provider awskms://alias/a key pr-42");
    assertThat(selected(kms, "--existing", "pr-42", "eu-west-1").out().lines())
        .first()
        .isEqualTo("stack select pr-42");
    assertThat(selected(Map.of("PULUMI_SECRETS_PROVIDER", ""), "pr-42", "eu-west-1").out().lines())
        .first()
        .isEqualTo("stack select --create pr-42");
  }

  @Test
  void aPullRequestsStack_boundsItsRolesByThePolicyThatIsSet() throws IOException {
    String policy = "arn:aws:iam::111122223333:policy/pull-requests";

    assertThat(selected(Map.of("PERMISSIONS_BOUNDARY", policy), "pr-42", "eu-west-1").out().lines())
        .contains("config set permissionsBoundary " + policy + " --stack pr-42");
    assertThat(selected(Map.of("PERMISSIONS_BOUNDARY", ""), "pr-42", "eu-west-1").code()).isZero();
  }

  @Test
  void anExistingStack_isNotCreated() throws IOException {
    assertThat(selected("--existing", "pr-42", "eu-west-1").out().lines())
        .first()
        .isEqualTo("stack select pr-42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "pr-", "pr-1x", "pr-1 main", ""})
  void aStackOfNoPullRequest_isRefusedAndLeftAlone(String stack) throws IOException {
    Script script = selected(stack, "eu-west-1");

    assertThat(script.code()).isEqualTo(2);
    assertThat(script.out()).isEmpty();
    assertThat(script.err()).contains("expected pr-NUMBER and a region, got '" + stack + "'");
  }

  @Test
  void aStackWithoutARegion_isRefused() throws IOException {
    assertThat(selected("pr-42").code()).isEqualTo(2);
  }
}
