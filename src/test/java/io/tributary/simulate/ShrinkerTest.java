package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class ShrinkerTest {

  /** Somebody sends to every queue what is no event. */
  private static final class StrangerSends implements Fault {

    @Override
    public String name() {
      return "stranger-sends";
    }

    @Override
    public String description() {
      return "somebody sends what nobody published";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.whenDeployed(
          stage ->
              stage.graph().ofType("aws:sqs/queue:Queue").forEach(queue -> send(stage, queue)));
    }

    private static void send(Stage stage, GraphResource queue) {
      SqsAsyncClient sqs = stage.client(SqsAsyncClient.class);
      stage.require(sqs.sendMessage(it -> it.queueUrl(queue.id()).messageBody("{}")));
    }
  }

  @Test
  void aFailureThatNeedsNoEvent_keepsOneForACommandNamesAtLeastOne() {
    Scenario strange = scenario(1, List.of(FaultRate.of(new StrangerSends())));
    Outcome failed = SIMULATION.run(strange);
    assertThat(failed.violations().get(0).event()).isNegative();

    Outcome smallest = Shrinker.shrink(SIMULATION, failed, Duration.ofMinutes(1), doing -> {});

    assertThat(smallest.scenario().onlyEvents().orElseThrow()).hasSize(1);
  }
}
