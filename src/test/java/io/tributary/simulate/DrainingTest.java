package io.tributary.simulate;

import static io.tributary.simulate.Purchases.SIMULATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.fault.QueuesBetween;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run is told that does not drain. */
class DrainingTest {

  private static final FaultRate IDLE = FaultRate.of(new IdleConsumer());
  private static final ConsumerSettings FAILING = new ConsumerSettings(1_000, 1);
  private static final String QUEUE = "purchase-events";
  private static final String DEAD_LETTERS = "purchase-events-dlq";

  @Test
  void oneMessageThatWaits_isToldAsOne() {
    assertThat(told(1, IDLE))
        .isEqualTo(
            "1 message waits in queues, in 7650s no fewer though the faults have stopped, and it should have been consumed");
  }

  @Test
  void messagesThatWait_areToldAsSeveral() {
    assertThat(told(2, IDLE))
        .isEqualTo(
            "2 messages wait in queues, in 7650s no fewer though the faults have stopped, and they should have been consumed");
  }

  @Test
  void anEventThatIsNowhere_isToldWhateverElseWaits() {
    String nowhere =
        "it is neither at the destination nor in any queue on the way, and has not come in 7650s though the faults have stopped";

    assertThat(told(1, FaultRate.of(new ForgetsPurchases(1)))).isEqualTo(nowhere);
    assertThat(told(2, FaultRate.of(new ForgetsPurchases(2)), IDLE)).isEqualTo(nowhere);
  }

  private static String told(int events, FaultRate... faults) {
    return told(
        SIMULATION,
        new Scenario(1, events, Duration.ofSeconds(1), List.of(faults), ConsumerSettings.SOUND));
  }

  private static String told(Simulation simulation, Scenario scenario) {
    List<Violation> violations = simulation.run(scenario).violations();
    assertThat(violations).hasSize(1);
    return violations.get(0).what();
  }

  /** A consumer that asks for nothing. */
  private static final class IdleConsumer implements Fault {

    @Override
    public String name() {
      return "idle-consumer";
    }

    @Override
    public String description() {
      return "the consumer does not begin";
    }

    @Override
    public double defaultRate() {
      return 1;
    }

    @Override
    public void inject(Injection injection) {
      injection.consumer(Idle::new);
    }

    private static final class Idle extends QueuesBetween {

      Idle(Queues sqs) {
        super(sqs);
      }

      @Override
      public Wake whenAvailable(String queueArn, Runnable wake) {
        return () -> {};
      }
    }
  }

  @Test
  void whatExpiresInADeadLetterQueueDuringALongLoad_isToldToNeedAShorterOneWhateverItsRetention() {
    for (Duration retention :
        List.of(Duration.ofSeconds(60), Duration.ofDays(13), Duration.ofDays(14))) {
      assertThat(told(retaining(DEAD_LETTERS, retention), loaded(30, Duration.ofDays(30), FAILING)))
          .contains("whose retention of %s was over".formatted(Scenario.text(retention)))
          .endsWith(
              "after the load only, so take a --duration well below its retention, which can be 14d at most");
    }
  }

  @Test
  void whatExpiresInADeadLetterQueueOfShortRetention_isToldToNeedALongerOne() {
    assertThat(
            told(
                retaining(DEAD_LETTERS, Duration.ofMinutes(1)),
                loaded(30, Duration.ofMinutes(5), FAILING)))
        .contains("whose retention of 1m was over")
        .endsWith("so it needs a longer retention, of up to 14d");
  }

  @Test
  void whatExpiresInADeadLetterQueueSinceItWaitedLongBefore_isToldNeitherToHelp() {
    Simulation longest = retaining(QUEUE, Duration.ofDays(14));

    assertThat(told(longest, loaded(25, Duration.ofMinutes(5), new ConsumerSettings(0.0001, 1))))
        .contains(DEAD_LETTERS + ", whose retention of 14d was over")
        .endsWith("and is in no other queue on the way");
  }

  private static Simulation retaining(String queue, Duration retention) {
    return Purchases.simulation(
        Purchases.with(
            "aws:sqs/queue:Queue",
            queue,
            Map.of("messageRetentionSeconds", (int) retention.toSeconds())));
  }

  private static Scenario loaded(int events, Duration load, ConsumerSettings consumer) {
    return new Scenario(1, events, load, List.of(), consumer);
  }
}
