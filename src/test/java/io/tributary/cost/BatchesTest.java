package io.tributary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {

  @Test
  void withoutAWindow_anExecutionCarriesTheOneThatCame() {
    assertThat(Batches.SINGLE.perExecution(1_000, 0, 10)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.5,10", "3,10", "9,10", "3,2", "40,10"})
  void inAWindow_theMeanIsThatOfAPoissonNumberCutOff(double expected, int size) {
    double mean = 0;
    double probability = Math.exp(-expected);
    for (int came = 0; came < 300; came++) {
      mean += Math.min(size, 1 + came) * probability;
      probability *= expected / (came + 1);
    }

    assertThat(Batches.SINGLE.perExecution(expected / 20, 20, size)).isCloseTo(mean, within(1e-9));
  }

  @Test
  void messagesThatAlwaysWait_fillEachBatch() {
    assertThat(Batches.FULL.perExecution(0.001, 0, 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"10,1000,10", "10,200000,5", "10,200001,4", "2,200000,2", "10,2000000,1"})
  void aBatchOfAPipe_isAtMost1MB(int size, double eventBytes, int most) {
    assertThat(Batches.most(size, eventBytes)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"3,3", "10,10", "11,10"})
  void aReceive_bringsTenAtMost(int size, double brought) {
    assertThat(Batches.FULL.perReceive(size)).isEqualTo(brought);
  }

  @Test
  void whenNothingComes_eachPollerEndsAPollEvery20Seconds() {
    assertThat(Batches.emptyReceives(5, 1e-9)).isCloseTo(5 / 20.0, within(1e-6));
  }

  /** A poller's wait of 20 s passes without any of the messages that come to it at random. */
  @Test
  void whenMessagesCome_aPollIsEmptyAsOftenAsNoneOfThemDid() {
    double perPoller = 0.1;
    double empty = Math.exp(-20 * perPoller);
    double meanWait = (1 - empty) / perPoller;

    assertThat(Batches.emptyReceives(5, 5 * perPoller))
        .isCloseTo(5 * empty / meanWait, within(1e-9));
  }

  @Test
  void whenMessagesComeAllTheTime_noPollIsEmpty() {
    assertThat(Batches.emptyReceives(5, 1_000)).isZero();
  }
}
