package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.testing.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.PipeState;

/** The runbook's entry on a {@code pulumi up} that stops half-way. */
class RunbookUpTest {

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  @RegisterExtension private final OnCall onCall = new OnCall();

  private final RunningProgram program = new RunningProgram(GRAPH);

  private void destroy() {
    program.time.await(program.deployment.destroy());
  }

  private void upFails(ResourceGraph graph, String message) {
    onCall.at(program, GRAPH, "basket-events");
    assertThatThrownBy(() -> program.time.await(program.deployment.apply(graph)))
        .hasMessageContaining(message);
  }

  @Test
  @Exercises("up-pipe-create-failed")
  void pipeThatCouldNotBeCreated_isCreatedByTheNextUp() {
    destroy();
    upFails(Altered.denying(GRAPH, "basket-events", "sqs:ReceiveMessage"), "CREATE_FAILED");

    var failed = onCall.see(0, DescribePipeResponse.class);
    assertThat(failed.currentState()).isEqualTo(PipeState.CREATE_FAILED);
    assertThat(failed.stateReason()).containsIgnoringCase("ReceiveMessage");
    onCall.mend(0);

    assertThat(onCall.check(0, DescribePipeResponse.class).currentState())
        .isEqualTo(PipeState.RUNNING);
  }
}
