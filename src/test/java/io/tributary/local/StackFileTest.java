package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackFileTest {

  private static final List<String> KNOWN = List.of("username", "aws:region");

  @TempDir private Path directory;

  @BeforeEach
  void project() throws IOException {
    write("Pulumi.yaml", "name: shop\nruntime: java\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private StackFile stack(String config) throws IOException {
    write("Pulumi.dev.yaml", config);
    return StackFile.read(directory, "dev");
  }

  @Test
  void read_givesEachValueAsTextUnderItsFullKey() throws IOException {
    StackFile stack =
        stack(
            """
            encryptionsalt: v1:abc
            config:
              aws:region: eu-west-1
              username: jane
              shop:days: 4
              shop:logs: true
              shop:queues: [a, b]
            """);

    assertThat(stack.config())
        .isEqualTo(
            Map.of(
                "aws:region", "eu-west-1",
                "shop:username", "jane",
                "shop:days", "4",
                "shop:logs", "true",
                "shop:queues", "[\"a\",\"b\"]"));
  }

  @Test
  void with_aKeyThatTheFileGivesNoValue_hasAnEmptyOneAsInPulumi() throws IOException {
    StackFile stack = stack("config:\n  username: jane\n  purchaseQueue:\n");

    assertThat(stack.with(Map.of()).config()).containsEntry("shop:purchaseQueue", "");
    assertThat(stack.with(Map.of("purchaseQueue", "")).config()).containsOnlyKeys("shop:username");
  }

  @Test
  void read_aStackWithoutConfig_hasNone() throws IOException {
    assertThat(stack("config:\n").config()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"confg", "Config", "configs"})
  void read_aMistypedConfig_isRefused(String key) {
    assertThatThrownBy(() -> stack(key + ": {username: jane}\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageEndingWith(
            "Pulumi.dev.yaml has no config, and its key "
                + key
                + " (did you mean config?) is not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "encryptionsalt: v1:abc", "environment: [base]", "{confg: {}, config: {}}"})
  void read_anotherKeyThanConfig_isLeftToPulumi(String file) throws IOException {
    assertThat(stack(file).config()).isEmpty();
  }

  @Test
  void read_theSampleOfThisProject_isARunnableProgram() {
    StackFile sample = StackFile.read(Path.of(""), "dev");

    assertThat(sample.project()).isEqualTo("purchase-events");
    assertThat(sample.warnings(io.tributary.system.Systems.PURCHASE_EVENTS.configKeys())).isEmpty();
  }

  @Test
  void read_aMissingStack_tellsWhichThereAre() throws IOException {
    write("Pulumi.prod.yaml", "config: {}");

    assertThatThrownBy(() -> StackFile.read(directory, "dev"))
        .isInstanceOf(ProgramException.class)
        .hasMessageEndingWith(
            "Pulumi.dev.yaml does not exist; there is Pulumi.prod.yaml: try --stack prod");
  }

  @Test
  void read_aMissingStackBesideSeveral_tellsHowToNameOne() throws IOException {
    write("Pulumi.prod.yaml", "config: {}");
    write("Pulumi.main.yaml", "config: {}");

    assertThatThrownBy(() -> StackFile.read(directory, "dev"))
        .hasMessageEndingWith(
            "Pulumi.dev.yaml does not exist; there are Pulumi.main.yaml, Pulumi.prod.yaml:"
                + " choose one with --stack, for example --stack main");
  }

  @Test
  void read_theOnlyStackMissing_doesNotSendToAFileThatIsNotThere() {
    assertThatThrownBy(() -> StackFile.read(directory, "dev"))
        .isInstanceOf(ProgramException.class)
        .hasMessageEndingWith(
            "Pulumi.dev.yaml does not exist, nor any other stack file beside it: write one, as"
                + " 'pulumi config set' does, or name another folder with -C");
  }

  @Test
  void read_aStackNamedByItsFile_tellsItsName() throws IOException {
    write("Pulumi.prod.yaml", "config: {}");
    write("Pulumi.main.yaml", "config: {}");

    assertThatThrownBy(() -> StackFile.read(directory, "Pulumi.prod.yaml"))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            "--stack takes a stack's name, not its file, Pulumi.prod.yaml: try --stack prod");
  }

  @Test
  void read_aStackNamedByAFileThatIsMissingToo_tellsWhichThereAre() throws IOException {
    write("Pulumi.main.yaml", "config: {}");

    assertThatThrownBy(() -> StackFile.read(directory, "Pulumi.prod.yaml"))
        .hasMessageEndingWith("there is Pulumi.main.yaml: try --stack main");
  }

  @Test
  void read_inAnotherFolder_tellsWhichFolderIsMeant(@TempDir Path elsewhere) {
    assertThatThrownBy(() -> StackFile.read(elsewhere, "dev"))
        .isInstanceOf(ProgramException.class)
        .hasMessage(
            elsewhere.resolve("Pulumi.yaml")
                + " does not exist; run this in the folder of the program's Pulumi.yaml, or name"
                + " that folder with -C");
  }

  @Test
  void read_inARelativeFolder_namesTheFileInFull() {
    assertThatThrownBy(() -> StackFile.read(Path.of("./nowhere"), "dev"))
        .hasMessageStartingWith(Path.of("nowhere/Pulumi.yaml").toAbsolutePath() + " does not");
    assertThatThrownBy(() -> StackFile.read(Path.of("."), "nowhere"))
        .hasMessageStartingWith(Path.of("Pulumi.nowhere.yaml").toAbsolutePath() + " does not");
  }

  @Test
  void read_aFolderInPlaceOfAFile_isTold() throws IOException {
    Files.createDirectory(directory.resolve("Pulumi.dev.yaml"));

    assertThatThrownBy(() -> StackFile.read(directory, "dev"))
        .isInstanceOf(ProgramException.class)
        .hasMessageEndingWith("Pulumi.dev.yaml is a folder, but has to be a file");
  }

  @Test
  void read_whatIsNoText_isTold() throws IOException {
    Files.write(directory.resolve("Pulumi.dev.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});

    assertThatThrownBy(() -> StackFile.read(directory, "dev"))
        .isInstanceOf(ProgramException.class)
        .hasMessageEndingWith("Pulumi.dev.yaml is not YAML: it is no text in UTF-8");
  }

  @Test
  void read_brokenYaml_tellsWhyInOneLine() {
    assertThatThrownBy(() -> stack("config:\n  username: jane\n  region: [eu\n"))
        .hasMessageEndingWith(
            "Pulumi.dev.yaml line 4, column 1: not YAML as Pulumi reads it: while parsing a flow"
                + " sequence of line 3, column 11, expected ',' or ']', but got <stream end>");
  }

  @Test
  void read_aKeyTwice_isRefused() {
    assertThatThrownBy(() -> stack("config:\n  username: jane\n  username: joe\n"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("username");
  }

  @Test
  void with_setsAddsAndRemoves() throws IOException {
    StackFile stack = stack("config: {aws:region: eu-west-1, username: jane, days: 4}");

    assertThat(stack.with(Map.of("username", "joe", "shop:days", "", "size", "1")).config())
        .isEqualTo(Map.of("aws:region", "eu-west-1", "shop:username", "joe", "shop:size", "1"));
  }

  @Test
  void warnings_nameWhatTheProgramDoesNotRead() throws IOException {
    StackFile stack = stack("config: {usrname: jane, aws:region: eu-west-1}");

    assertThat(stack.warnings(KNOWN))
        .containsExactly(
            "the config key shop:usrname (did you mean shop:username?) is not read by shop, which reads aws:region,"
                + " shop:username");
  }

  @Test
  void program_anEncryptedValueThatIsRead_isRefused() throws IOException {
    StackFile stack = stack("config:\n  username:\n    secure: AAAB\n");

    assertThatThrownBy(() -> stack.program(context -> {}, KNOWN))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("shop:username is encrypted")
        .hasMessageContaining("--set shop:username=VALUE");
  }

  @Test
  void program_anEncryptedValueThatIsSetByHand_isTaken() throws IOException {
    StackFile stack = stack("config:\n  username:\n    secure: AAAB\n");

    Program program = stack.with(Map.of("username", "jane")).program(context -> {}, KNOWN);

    assertThat(program.config()).isEqualTo(Map.of("shop:username", "jane"));
    assertThat(program.secretKeys()).containsExactly("shop:username");
  }

  @Test
  void program_anEncryptedValueThatIsUnsetByHand_isNotThere() throws IOException {
    StackFile stack = stack("config:\n  username:\n    secure: AAAB\n");

    Program program = stack.with(Map.of("username", "")).program(context -> {}, KNOWN);

    assertThat(program.config()).isEmpty();
    assertThat(program.secretKeys()).isEmpty();
  }

  @Test
  void read_aValueThatHoldsAnEncryptedOne_isEncrypted() throws IOException {
    StackFile stack =
        stack(
            """
            config:
              username:
                - database: {password: {secure: AAAB}}
              shop:days:
                tls: {secure: true}
            """);

    assertThat(stack.encrypted()).containsExactly("shop:username");
    assertThat(stack.config()).containsOnlyKeys("shop:days");
  }

  @Test
  void program_anEncryptedValueThatNobodyReads_doesNotMatter() throws IOException {
    StackFile stack = stack("config:\n  other:\n    secure: AAAB\n");

    assertThat(stack.program(context -> {}, KNOWN).config()).isEmpty();
  }
}
