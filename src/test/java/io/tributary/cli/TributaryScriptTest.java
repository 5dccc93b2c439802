package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/tributary in a checkout of its own, with a Java and a Maven that do nothing. */
class TributaryScriptTest {

  private static final String BUILDING = "Building Tributary, about a minute...";

  @TempDir private Path temporary;

  private Path checkout;
  private Path tools;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = temporary.toRealPath();
    tools = Files.createDirectory(checkout.resolve("tools"));
    Files.createDirectory(checkout.resolve("scripts"));
    Files.copy(Purchases.ROOT.resolve("scripts/tributary"), checkout.resolve("scripts/tributary"));
    Files.createDirectories(checkout.resolve("src/main"));
    Files.createFile(checkout.resolve("pom.xml"));
    tool("java", java("21.0.1"));
    tool("mvn", "echo built >target/tributary.jar");
    library(checkout.resolve("home/.m2/repository/com/pulumi/aws/6.83.0"));
  }

  private static Path library(Path folder) throws IOException {
    return Files.createFile(Files.createDirectories(folder).resolve("aws-6.83.0.jar"));
  }

  /** Tells its version, records what archive it is told to, and echoes the rest. */
  private static String java(String version) {
    return """
    for argument in "$@"; do
      case "$argument" in
        -version) echo 'openjdk version "%s"' >&2 && exit ;;
        -XX:ArchiveClassesAtExit=*) touch "${argument#*=}" ;;
      esac
    done
    echo "${@: -1}"
    """
        .formatted(version);
  }

  private Path tool(String name, String lines) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!" + Script.path("bash") + "\n" + lines);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path target(String name) {
    return checkout.resolve("target").resolve(name);
  }

  private Script bash(String line) {
    Map<String, String> variables =
        Map.of(
            "PATH",
            tools + ":" + System.getenv("PATH"),
            "JAVA_HOME",
            "",
            "HOME",
            checkout.resolve("home").toString());
    return Script.run(variables, "", List.of("bash", "-c", "cd '" + checkout + "'\n" + line));
  }

  private Script run() {
    return bash("bash scripts/tributary hello");
  }

  private void assertRan(Script script) {
    assertThat(script.code()).as(script.err()).isZero();
    assertThat(script.out()).isEqualTo("hello\n");
    assertThat(target("tributary.building")).doesNotExist();
    assertThat(target("tributary.building.breaking")).doesNotExist();
  }

  private static void assertOneLine(Script script, String... words) {
    assertThat(script.code()).as(script.err()).isEqualTo(2);
    assertThat(script.err().lines()).singleElement().asString().contains(words);
  }

  @Test
  void aBuild_withoutATerminal_isOneLine() {
    Script first = run();

    assertRan(first);
    assertThat(first.err().lines()).containsExactly(BUILDING);
    Script second = run();
    assertRan(second);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void aBuild_withoutTheLibraries_tellsThatItDownloadsThem() throws IOException {
    Files.delete(checkout.resolve("home/.m2/repository/com/pulumi/aws/6.83.0/aws-6.83.0.jar"));

    Script first = run();

    assertRan(first);
    assertThat(first.err().lines())
        .containsExactly(
            "Building Tributary, about two minutes, as it first downloads its libraries (200 MB)...");
  }

  /** As a checkout that is built in a new container. */
  @Test
  void aBuild_withoutTheLibrariesThatAnEarlierOneHad_tellsThatItDownloadsThem() throws IOException {
    Files.delete(checkout.resolve("home/.m2/repository/com/pulumi/aws/6.83.0/aws-6.83.0.jar"));
    library(target("lib"));

    assertThat(run().err().lines())
        .containsExactly(
            "Building Tributary, about two minutes, as it first downloads its libraries (200 MB)...");
  }

  /** Another library's file is no sign of Pulumi's. */
  @Test
  void aBuild_withTheLibrariesOfAws_tellsThatItDownloadsPulumis() throws IOException {
    Files.move(checkout.resolve("home/.m2"), checkout.resolve("home/other"));
    Files.createFile(Files.createDirectories(target("lib")).resolve("aws-core-2.40.2.jar"));

    assertThat(run().err().lines()).singleElement().asString().contains("first downloads");
  }

  /** Maven may keep what it fetches elsewhere. */
  @Test
  void aBuild_withTheLibrariesOfAnEarlierOne_doesNotSpeakOfDownloads() throws IOException {
    Files.move(checkout.resolve("home/.m2"), checkout.resolve("home/other"));
    library(target("lib"));

    assertThat(run().err().lines()).containsExactly(BUILDING);
  }

  @Test
  void aBuildThatFails_tellsMavensMessages_andLeavesNoLock() throws IOException {
    tool("mvn", "echo 'no such symbol'; exit 1");

    Script failed = run();

    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.err().lines())
        .containsExactly(
            BUILDING, "no such symbol", "tributary: the build failed; its messages are above");
    assertThat(target("tributary.building")).doesNotExist();
  }

  @Test
  void aLockOfItsOwnNumber_isNoLock() {
    assertRan(
        bash(
            "mkdir target && ln -s $$ target/tributary.building && exec bash scripts/tributary hello"));
  }

  @Test
  void theLockOfAProcessThatIsGone_isNoLock() {
    assertRan(
        bash(
            "mkdir target && bash -c 'ln -s $$ target/tributary.building'; bash scripts/tributary hello"));
  }

  /** Runs the script until it waits, and then on without this file. */
  private Script waitingFor(Path file) {
    return bash(
        """
        touch err
        bash scripts/tributary hello 2>err &
        until grep -q Waiting err; do :; done
        rm '%s'
        wait $! && cat err >&2"""
            .formatted(file));
  }

  @Test
  void aLockOfAProcessThatLives_isWaitedFor() throws IOException {
    Files.createDirectory(checkout.resolve("target"));
    Path lock = target("tributary.building");
    Files.createSymbolicLink(lock, Path.of(Long.toString(ProcessHandle.current().pid())));

    Script waited = waitingFor(lock);

    assertRan(waited);
    assertThat(waited.err().lines())
        .containsExactly(
            "Waiting for a build that is under way (if there is none, delete " + lock + ")...",
            BUILDING);
  }

  @Test
  void theLockOfAProcessThatIsGone_isNotBrokenWhileAnotherBreaksIt() throws IOException {
    bash("mkdir target && bash -c 'ln -s $$ target/tributary.building'");
    Path breaking = target("tributary.building.breaking");
    Files.createSymbolicLink(breaking, Path.of(Long.toString(ProcessHandle.current().pid())));

    assertRan(waitingFor(breaking));
  }

  /** As the folder of another user, or a full disk: root is refused neither. */
  @Test
  void aTargetThatCannotBeWritten_isOneLine() throws IOException {
    tool("ln", "echo \"ln: $3: Permission denied\" >&2; exit 1");

    assertOneLine(
        run(), checkout.resolve("target") + " for the build", "is it yours", "Permission denied");
  }

  @Test
  void aTargetThatCannotBe_isOneLine() throws IOException {
    Files.createFile(checkout.resolve("target"));

    assertOneLine(run(), checkout.resolve("target") + " cannot be written");
  }

  @Test
  void anotherJavaBehindTheSamePath_isAskedForItsVersion() throws IOException {
    Path old = Files.move(tool("java", java("11.0.2")), tools.resolve("java-11"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    Path current = Files.move(tool("java", java("21.0.1")), tools.resolve("java-21"));
    Files.createSymbolicLink(tools.resolve("java"), current.getFileName());
    assertRan(run());
    Files.delete(tools.resolve("java"));
    Files.createSymbolicLink(tools.resolve("java"), old.getFileName());

    assertOneLine(run(), "'" + tools.resolve("java") + "' is Java 11.0.2; install a JDK 17");
  }

  /** What goes to standard error comes in the output, too. */
  private Script runInATerminal() {
    if (!Script.installed("python3")) {
      if ("true".equals(System.getenv("CI"))) {
        fail("python3 is not installed, and with CI=true this is not skipped");
      }
      abort("python3 is not installed");
    }
    return bash(
        "python3 -c 'import os, pty; os._exit(os.WEXITSTATUS(pty.spawn([\"bash\", \"scripts/tributary\", \"hello\"])))'");
  }

  /** Maven waits for a line of progress; who writes these is kept. */
  private void awaitProgress(String maven) throws IOException {
    tool("sleep", "echo $PPID >'" + tools + "/progress'; exec " + Script.path("sleep") + " \"$@\"");
    tool("mvn", "until [ -s '" + tools + "/progress' ]; do :; done\n" + maven);
  }

  private void assertNobodyShowsProgress() throws IOException {
    String pid = Files.readString(tools.resolve("progress")).strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
  }

  @Test
  void aBuild_onATerminal_tellsEachSecondWhatItDoes() throws IOException {
    awaitProgress("echo built >target/tributary.jar");

    Script built = runInATerminal();

    assertThat(built.code()).as(built.out()).isZero();
    assertThat(built.out())
        .containsPattern("\r\u001b\\[K[0-9]+ s: compiling and packing\\.\\.\\.\r\u001b\\[K")
        .containsPattern("\r\u001b\\[KBuilt in [0-9]+ s\\.\r\nhello\r\n$");
    assertNobodyShowsProgress();
  }

  @Test
  void aBuildThatFails_onATerminal_clearsItsLineBeforeMavensMessages() throws IOException {
    awaitProgress("echo 'no such symbol'; exit 1");

    Script failed = runInATerminal();

    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.out()).contains("...\r\u001b[Kno such symbol\r\n").endsWith("above\r\n");
    assertNobodyShowsProgress();
  }
}
