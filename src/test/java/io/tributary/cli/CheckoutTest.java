package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.bench.ServerProcess;
import io.tributary.local.ResourceGraph;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

  private static final String ADVICE =
      """
      [ERROR]\s
      [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
      [ERROR] Re-run Maven using the -X switch to enable full debug logging.
      [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/MojoFailureException
      """;

  private static final List<String> STACK =
      List.of("--stack", "dev", "--directory", Purchases.ROOT.toString());

  private static WatchedFiles unchanged(Path root) throws IOException {
    return new WatchedFiles(
        FileSystems.getDefault().newWatchService(), System::nanoTime, root, Set.of(), note -> {});
  }

  /** Its class is newer, though it was compiled from what was there before. */
  @Test
  void compile_takesASourceForChanged_thatWasSavedWhileItWasCompiled() throws IOException {
    String granularity = "-DlastModGranularityMs=-600000";

    assertThat(Checkout.MAVEN).contains(granularity);
    assertThat(Files.readString(Path.of("scripts/tributary"))).contains(granularity);
  }

  /** A build takes the classes away that it compiles anew, the config's reader among them. */
  @Test
  void record_whileSomebodyElseBuilds_waits(@TempDir Path root) throws Exception {
    Path lock = Files.createDirectory(root.resolve("target")).resolve("tributary.building");
    Files.createSymbolicLink(
        lock, Path.of(Long.toString(ProcessHandle.current().parent().orElseThrow().pid())));
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    FutureTask<ResourceGraph> recording =
        new FutureTask<>(() -> new Checkout(root).record(unchanged(root), STACK, told::add));
    new Thread(recording).start();
    assertThat(told.poll(60, TimeUnit.SECONDS)).startsWith("Waiting for a build");

    Files.delete(lock);

    assertThat(recording.get(60, TimeUnit.SECONDS)).isEqualTo(Purchases.recorded(Map.of()));
    assertThat(lock.getParent()).isEmptyDirectory();
  }

  @Test
  void recorder_isThisProcess_withTheNewestClassesBeforeItsOwn(@TempDir Path root) {
    List<String> command = new Checkout(root).recorder(STACK).command();

    String classPath = command.get(command.indexOf("-cp") + 1);
    assertThat(classPath.split(File.pathSeparator, 2))
        .containsExactly(
            root.resolve("target/classes").toString(), System.getProperty("java.class.path"));
    assertThat(command).containsAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  @Test
  void theArchiveOfThisProcess_isNotForTheRecorder() {
    List<String> java =
        ServerProcess.command(Recorder.class, List.of(), "-XX:SharedArchiveFile=none.jsa");

    Script script = Script.run(Map.of(), "", java);

    assertThat(script.out()).contains("-cp").doesNotContain("none.jsa");
  }

  static final class Recorder {
    public static void main(String[] none) {
      System.out.println(Checkout.ofThisCommand().recorder(STACK).command());
    }
  }

  /** A debugger's port would be taken, a flight recording written over. */
  @Test
  void javasOptionsOutOfTheEnvironment_areNotForWhatAWatchStarts() {
    List<String> java = ServerProcess.command(Variables.class, List.of());

    Script script = Script.run(Map.of("JAVA_TOOL_OPTIONS", "-Dshop=open"), "", java);

    assertThat(script.out()).isEqualTo("maven: null, recorder: null\n");
  }

  static final class Variables {
    public static void main(String[] none) {
      Checkout checkout = Checkout.ofThisCommand();
      System.out.printf(
          "maven: %s, recorder: %s%n",
          variable(checkout.maven()), variable(checkout.recorder(STACK)));
    }

    private static String variable(ProcessBuilder process) {
      return process.environment().get("JAVA_TOOL_OPTIONS");
    }
  }

  @Test
  void compilersWords_tellAnErrorOnce_withoutMavensAdvice() {
    String output =
        """
        \u001b[0m\u001b[0m[ERROR] COMPILATION ERROR :\s
        [ERROR] /shop/A.java:[147,21] cannot find symbol
          symbol:   method undefined()
        [ERROR] Failed to execute goal org.apache:compiler (default) on project shop: Compilation failure
        [ERROR] /shop/A.java:[147,21] cannot find symbol
        [ERROR]   symbol:   method undefined()
        [ERROR] -> [Help 1]
        """
            + ADVICE;

    assertThat(Checkout.compilersWords(output).lines())
        .containsExactly(
            "COMPILATION ERROR : ",
            "/shop/A.java:[147,21] cannot find symbol",
            "  symbol:   method undefined()");
  }

  @Test
  void programsWords_areWithoutTheNameThatTheTellerPrints() {
    assertThat(Checkout.programsWords("tributary: warning: old\ntributary: The config is wrong"))
        .isEqualTo("warning: old\nThe config is wrong");
  }

  @Test
  void compilersWords_whereMavenItselfFails_areMavens() {
    String failure = "Failed to execute goal on project shop: Could not resolve dependencies";

    assertThat(Checkout.compilersWords("[ERROR] " + failure + " -> [Help 1]\n" + ADVICE))
        .isEqualTo(failure);
  }
}
