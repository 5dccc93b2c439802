package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class SeriesTest {

  private final Series series = new Series(StandardUnit.COUNT);

  @Test
  void aMinuteThatIsThreeDaysOld_isKept() {
    series.add(1, 1);
    series.add(Series.MINUTES_KEPT, 1);

    assertThat(series.between(1, 2).isEmpty()).isFalse();
  }

  @Test
  void aMinuteThatIsOlder_isForgotten() {
    series.add(1, 1);
    series.add(Series.MINUTES_KEPT + 1, 1);

    assertThat(series.between(1, 2).isEmpty()).isTrue();
  }

  @Test
  void aMinuteBeforeTheNewest_isAddedTo() {
    series.add(5, 1);
    series.add(6, 1);
    series.add(5, 2);

    assertThat(series.between(5, 6).value(Statistic.SUM)).isEqualTo(3);
  }
}
