package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void whatHasEnded_tellsNothingAtTheEndOfTheProcess() {
    assertThat(ended("after").err()).isEmpty();
  }
}
