package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {

  @ParameterizedTest
  @CsvSource({"PT336H, 14d", "PT12H, 12h", "PT4H30M, 270m", "PT1M41S, 101s", "PT1.5S, 1500ms"})
  void aTime_isToldAsTheOptionForItTakesIt(Duration time, String told) {
    assertThat(Scenario.text(time)).isEqualTo(told);
  }
}
