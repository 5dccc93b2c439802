package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringArgsTest {

  private static final Environment ENVIRONMENT =
      new Environment("aws", "eu-west-1", "536697261635", "jane", Map.of());

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void dashboard_ofOneToEightSteps_isTaken(int steps) {
    assertThat(stepsOf(steps).steps()).hasSize(steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void dashboard_ofNoneOrMoreThanEightSteps_isRefused(int steps) {
    assertThatThrownBy(() -> stepsOf(steps))
        .hasMessageContaining("1 to 8 steps")
        .hasMessageEndingWith("got " + steps);
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "30, PT30S", "90, PT1M30S", "-60, PT-1M"})
  void alarmOnAnAgeOfNoWholeMinutes_isRefusedWithTheAge(int seconds, String got) {
    assertThatThrownBy(() -> oldest(Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the oldest message of orders may be of 1 minute or more, in whole minutes, got "
                + got);
  }

  @Test
  void alarmOnAnAge_isDescribedByItsThreshold() {
    assertThat(oldest(Duration.ofMinutes(5)).alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.threshold()).isEqualTo(300);
              assertThat(alarm.description()).contains("for more than 5 minutes");
            });
  }

  private static Monitored oldest(Duration age) {
    return Monitored.queue("orders", ENVIRONMENT.queue("orders"), "its consumer", age);
  }

  private static Monitoring.Args stepsOf(int steps) {
    var step = List.of(Monitored.topic(ENVIRONMENT.topic("orders")));
    return new Monitoring.Args(
        ENVIRONMENT, "orders", Collections.nCopies(steps, step), Optional.empty());
  }
}
