package io.tributary.cloud.pipes;

import static io.tributary.cloud.pipes.PipesFixture.accepted;
import static io.tributary.cloud.pipes.PipesFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.journal.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a pipe tells CloudWatch of one execution:
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
 */
class PipeMeasuresTest {

  private final PipesFixture pipes = new PipesFixture();
  private final Map<Measure, List<Double>> measured = new EnumMap<>(Measure.class);

  @BeforeEach
  void listen() {
    pipes.create(pipe -> pipe);
    pipes.journal.listenToMeasures(
        (what, resource, value) -> {
          assertThat(resource).isEqualTo(PipesFixture.PIPE);
          measured.computeIfAbsent(what, none -> new ArrayList<>()).add(value);
        });
  }

  /** Lets three messages through in one execution, which the bus answers so. */
  private void execution(PutResult... answers) {
    pipes.bus = entries -> List.of(answers);
    pipes.send("1", "2", "3");
  }

  private void assertEnded(double failed, double partially, double throttled) {
    assertThat(measured)
        .containsEntry(Measure.PIPE_EVENTS, List.of(3.0))
        .containsEntry(Measure.PIPE_FAILED, List.of(failed))
        .containsEntry(Measure.PIPE_PARTIALLY_FAILED, List.of(partially))
        .containsEntry(Measure.PIPE_THROTTLED, List.of(throttled))
        .containsEntry(Measure.PIPE_MILLIS, List.of(0.0));
  }

  @Test
  void anExecutionThatDeliversAll_countsItsEventsAndNoFailure() {
    execution(accepted(), accepted(), accepted());

    assertEnded(0, 0, 0);
  }

  @Test
  void anExecutionThatDeliversSome_failedPartially() {
    execution(accepted(), refused("InternalFailure", "try again"), accepted());

    assertEnded(0, 1, 0);
  }

  @Test
  void anExecutionThatDeliversNothing_failed() {
    PutResult refused = refused("InternalFailure", "try again");
    execution(refused, refused, refused);

    assertEnded(1, 0, 0);
  }

  @Test
  void anExecutionWhoseCallIsThrottled_wasThrottledAndDidNotFail() {
    pipes.bus =
        entries -> {
          throw PipesFixture.busFails("ThrottlingException", 400, "Rate exceeded");
        };
    pipes.send("1", "2", "3");

    assertEnded(0, 0, 1);
  }
}
