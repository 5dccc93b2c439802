package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
}
