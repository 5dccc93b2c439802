package io.tributary.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
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

  private static Monitoring.Args stepsOf(int steps) {
    var step = List.of(Monitored.topic(ENVIRONMENT.topic("orders")));
    return new Monitoring.Args(
        ENVIRONMENT, "orders", Collections.nCopies(steps, step), Optional.empty());
  }
}
