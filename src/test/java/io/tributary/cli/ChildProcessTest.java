package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.bench.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

  private static final byte[] NO_INPUT = {};

  private final List<String> notes = new ArrayList<>();

  private String output(byte[] input, String... command) {
    return ChildProcess.output(
        new ProcessBuilder(command), input, said -> "it says " + said, notes::add);
  }

  @Test
  void whatACommandThatSucceedsSaysBesides_isPassedOn() {
    String output = output(NO_INPUT, "sh", "-c", "echo resources; echo 'a warning' >&2");

    assertThat(output).isEqualTo("resources\n");
    assertThat(notes).containsExactly("a warning");
  }

  @Test
  void aCommandReadsItsInput_andMeetsItsEnd() {
    assertThat(output("one\ntwo".getBytes(StandardCharsets.UTF_8), "cat")).isEqualTo("one\ntwo");
  }

  @Test
  void whatACommandThatFailsSays_isTheFailure() {
    assertThatThrownBy(() -> output(NO_INPUT, "sh", "-c", "echo begun; echo broken >&2; exit 3"))
        .isInstanceOf(CommandException.class)
        .hasMessage("it says begun\nbroken");
  }

  @Test
  void whatCannotBeStarted_isTold() {
    assertThatThrownBy(() -> output(NO_INPUT, "no-such-command"))
        .isInstanceOfSatisfying(
            CommandException.class, told -> assertThat(told.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("cannot run no-such-command");
  }

  /** It says nothing and waits. */
  @Test
  void aCommandThatIsNotWaitedForAnyMore_isEnded() {
    List<ProcessHandle> others = ProcessHandle.current().children().toList();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> output(NO_INPUT, "sh", "-c", "exec >&- 2>&-; exec sleep 60"))
        .isInstanceOf(CommandException.class)
        .hasMessage("sh was interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ProcessHandle.current().children())
        .filteredOn(child -> !others.contains(child))
        .allSatisfy(ChildProcessTest::ends);
  }

  @Test
  void aCommandWhoseParentIsEndedByASignal_isEnded_withoutATrace() throws IOException {
    Process parent = new ProcessBuilder(ServerProcess.command(Parent.class, List.of())).start();
    ProcessHandle child;
    try (BufferedReader output = parent.inputReader();
        BufferedReader errors = parent.errorReader()) {
      child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      // Process.destroy would close what is read here.
      parent.toHandle().destroy();
      assertThat(errors.lines()).noneMatch(line -> line.contains("Exception"));
    }

    ends(parent.toHandle());
    ends(child);
  }

  private static void ends(ProcessHandle process) {
    assertThat(process.onExit()).succeedsWithin(10, TimeUnit.SECONDS);
  }

  /** Waits for a command that tells its id and waits; ended, it says what it has to say. */
  static final class Parent {
    public static void main(String[] none) {
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(main)));
      ProcessBuilder child = new ProcessBuilder("sh", "-c", "echo $$; exec sleep 60");
      try {
        ChildProcess.output(
            child.redirectOutput(ProcessBuilder.Redirect.INHERIT), NO_INPUT, it -> it, note -> {});
      } catch (CommandException ended) {
        System.out.println("the command ended: " + ended.getMessage());
      }
    }

    private static void awaitEnd(Thread thread) {
      try {
        thread.join();
      } catch (InterruptedException ended) {
        throw new IllegalStateException("nobody interrupts this", ended);
      }
    }
  }
}
