package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

  private final Screen screen = new Screen();

  @ParameterizedTest
  @CsvSource({
    "--batch 0, --batch takes 1 to 10",
    "--batch 11, --batch takes 1 to 10",
    "--publishers 0, --publishers takes",
    "--consumers 0, --consumers takes",
    "--runs 0, --runs takes",
    "--events 0, try --events 40",
    "--events 41, try --events 40",
    "--events 39, try --events 40"
  })
  void anOptionOutOfRange_isRefusedWithWhatIsAllowed(String options, String told) {
    assertThat(screen.run(("bench " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(told);
  }

  @Test
  void independentMistakes_areToldTogether() {
    screen.run("bench", "--batch", "11", "--runs", "0");

    assertThat(screen.err()).contains("--batch", "--runs");
  }
}
