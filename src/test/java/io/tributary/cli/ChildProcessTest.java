package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

  @Test
  void whatACommandThatSucceedsSaysBesides_isPassedOn() {
    List<String> notes = new ArrayList<>();

    String output =
        ChildProcess.output(
            List.of("sh", "-c", "echo resources; echo 'a warning' >&2"),
            UnaryOperator.identity(),
            notes::add);

    assertThat(output).isEqualTo("resources\n");
    assertThat(notes).containsExactly("a warning");
  }

  @Test
  void whatACommandThatFailsSays_isTheFailure() {
    List<String> failing = List.of("sh", "-c", "echo begun; echo broken >&2; exit 3");

    assertThatThrownBy(() -> ChildProcess.output(failing, said -> "it says " + said, it -> {}))
        .isInstanceOf(CommandException.class)
        .hasMessage("it says begun\nbroken");
  }

  @Test
  void whatCannotBeStarted_isTold() {
    assertThatThrownBy(
            () -> ChildProcess.output(List.of("no-such-command"), said -> said, it -> {}))
        .isInstanceOfSatisfying(
            CommandException.class, told -> assertThat(told.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("cannot run no-such-command");
  }
}
