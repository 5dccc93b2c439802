package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentileTest {

  @Test
  void aPercentile_isATimeThatWasMeasured_ofTheNearestRank() {
    long[] millis = LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000_000).toArray();

    assertThat(Percentile.millis(millis, 0.5)).isEqualTo(500);
    assertThat(Percentile.millis(millis, 0.999)).isEqualTo(999);
    assertThat(Percentile.millis(millis, 1)).isEqualTo(1_000);
    assertThat(Percentile.millis(new long[] {2_000_000}, 0.5)).isEqualTo(2);
  }

  @Test
  void theMedianOfAnEvenNumber_liesBetweenTheTwoInTheMiddle() {
    assertThat(Percentile.median(3)).isEqualTo(3);
    assertThat(Percentile.median(5, 1)).isEqualTo(3);
    assertThat(Percentile.median(9, 1, 2)).isEqualTo(2);
    assertThat(Percentile.median(9, 1, 4, 2)).isEqualTo(3);
  }
}
