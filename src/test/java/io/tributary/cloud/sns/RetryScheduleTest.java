package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  @Test
  void delayAfter_followsThePhasesThatAwsDocuments() {
    List<Long> seconds =
        IntStream.rangeClosed(1, 15)
            .mapToObj(attempts -> RetrySchedule.delayAfter(attempts).toSeconds())
            .toList();

    assertThat(seconds)
        .containsExactly(0L, 0L, 1L, 1L, 1L, 1L, 1L, 2L, 3L, 5L, 7L, 10L, 14L, 20L, 20L);
  }

  @Test
  void delayAfter_addsUpTo23Days() {
    long millis =
        IntStream.range(1, RetrySchedule.ATTEMPTS)
            .mapToLong(attempts -> RetrySchedule.delayAfter(attempts).toMillis())
            .sum();

    assertThat(Duration.ofMillis(millis).toDays()).isEqualTo(23);
  }
}
