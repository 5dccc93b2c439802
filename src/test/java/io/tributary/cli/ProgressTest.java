package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  /** What another process does: it ends, as by Ctrl-C, before or after what it shows has. */
  public static final class EndOfAProcess {
    public static void main(String[] args) {
      Progress progress =
          new Progress(Terminal.ofProcess(), "Simulating", 2_000, "events published");
      progress.at(1_500);
      if (args[0].equals("failed")) {
        progress.failed("seed 3 broke nothing-lost");
      }
      if (args[0].equals("after")) {
        progress.close();
      }
      System.exit(130);
    }
  }

  private static Script ended(String when) {
    return Script.runJava(EndOfAProcess.class, when);
  }

  @Test
  void whatIsStopped_tellsHowFarItCame() {
    Script stopped = ended("before");

    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.err())
        .isEqualTo("tributary: stopped after 1,500 of 2,000 events published\n");
  }

  @Test
  void whatFailed_isToldAtOnceAndCountedWhenStopped() {
    assertThat(ended("failed").err())
        .isEqualTo(
            "seed 3 broke nothing-lost\n"
                + "tributary: stopped after 1,500 of 2,000 events published, 1 failed\n");
  }

  /** What another process does: something fails in it just when it has told that it ends. */
  public static final class FailureAtTheEnd {
    private static Progress progress;

    public static void main(String[] args) {
      PrintWriter err =
          new PrintWriter(System.err, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
              super.println(line);
              if (line.contains("stopped after")) {
                progress.failed("seed 4 broke nothing-lost");
              }
            }
          };
      progress =
          new Progress(new Terminal(err, err, false, Optional.empty(), () -> false), "", 2, "runs");
      System.exit(130);
    }
  }

  @Test
  void whatFailsWhileTheProcessEnds_isNotToldBelowItsEnd() {
    assertThat(Script.runJava(FailureAtTheEnd.class).err())
        .isEqualTo("tributary: stopped after 0 of 2 runs\n");
  }

  @Test
  void whatHasEnded_tellsNothingAtTheEndOfTheProcess() {
    assertThat(ended("after").err()).isEmpty();
  }
}
