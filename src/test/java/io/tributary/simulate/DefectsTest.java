package io.tributary.simulate;

import static io.tributary.simulate.Purchases.GRAPH;
import static io.tributary.simulate.Purchases.SIMULATION;
import static io.tributary.simulate.Purchases.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A simulation finds a cloud or program that is not as it should be. */
class DefectsTest {

  private static final ConsumerSettings FAILING = new ConsumerSettings(1_000, 0.5);

  /** SQS with one thing changed. */
  private abstract static class ChangedQueues implements Queues {
    final Queues sqs;

    ChangedQueues(Queues sqs) {
      this.sqs = sqs;
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      return sqs.send(caller, queueArn, message);
    }

    @Override
    public List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer seconds) {
      return sqs.receive(caller, queueArn, max, seconds);
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      sqs.delete(caller, queueArn, receiptHandle);
    }

    @Override
    public void requireAttributes(Caller caller, String queueArn) {
      sqs.requireAttributes(caller, queueArn);
    }

    @Override
    public Wake whenAvailable(String queueArn, Runnable wake) {
      return sqs.whenAvailable(queueArn, wake);
    }
  }

  private static Simulation with(UnaryOperator<Queues> change) {
    return SIMULATION.wired(
        new Wiring() {
          @Override
          public Queues queues(Service caller, Queues sqs) {
            return change.apply(sqs);
          }
        });
  }

  private static Outcome run(Simulation simulation) {
    return simulation.run(new Scenario(1, 300, Duration.ofMinutes(10), List.of(), FAILING));
  }

  private static Simulation losing(int every) {
    return with(
        sqs ->
            new ChangedQueues(sqs) {
              @Override
              public String send(Caller caller, String queueArn, OutgoingMessage message) {
                return Workload.event(message.body()) % every == every - 1
                    ? "3b7f0d7e-0000-4000-8000-%012d".formatted(Workload.event(message.body()))
                    : super.send(caller, queueArn, message);
              }
            });
  }

  @Test
  void aMessageThatVanishes_isFound() {
    assertThat(run(losing(100)).violations())
        .extracting(Violation::invariant)
        .containsOnly("nothing-lost");
  }

  @Test
  void aFailure_shrinksToOneEventAndNoFault() {
    Simulation broken = losing(100);
    Outcome failed = broken.run(scenario(1, Purchases.allFaults()));

    Outcome smallest = Shrinker.shrink(broken, failed, Duration.ofMinutes(2), doing -> {});

    assertThat(smallest.scenario().onlyEvents().orElseThrow()).hasSize(1);
    assertThat(smallest.scenario().onlyEvents().orElseThrow()).isSubsetOf(Set.of(99, 199, 299));
    assertThat(smallest.scenario().faults()).isEmpty();
  }

  @Test
  void aMessageHandedOutWhileHidden_isFound() {
    Simulation impatient =
        with(
            sqs ->
                new ChangedQueues(sqs) {
                  @Override
                  public List<QueuedMessage> receive(
                      Caller caller, String queueArn, int max, Integer seconds) {
                    return super.receive(caller, queueArn, max, 1);
                  }
                });

    assertThat(run(impatient).violations()).extracting(Violation::invariant).contains("visibility");
  }

  @Test
  void aBodyThatIsChanged_isFound() {
    Simulation changing =
        with(
            sqs ->
                new ChangedQueues(sqs) {
                  @Override
                  public String send(Caller caller, String queueArn, OutgoingMessage message) {
                    return super.send(
                        caller,
                        queueArn,
                        new OutgoingMessage(
                            message.body().replace("1.50", "1.5"),
                            message.attributes(),
                            message.traceHeader(),
                            message.messageGroupId(),
                            message.trace()));
                  }
                });

    assertThat(run(changing).violations())
        .extracting(Violation::invariant)
        .contains("payload-unchanged");
  }

  @Test
  void aRuleWhoseTargetsPoliciesAreMissing_losesEventsWhichIsFound() {
    String policy = "aws:sqs/queuePolicy:QueuePolicy";
    Simulation denied =
        Purchases.simulation(
            GRAPH
                .without(GRAPH.named(policy, "purchase-events-policy").urn())
                .without(GRAPH.named(policy, "purchase-events-dlq-policy").urn()));

    assertThat(run(denied).violations())
        .first()
        .satisfies(
            violation -> {
              assertThat(violation.invariant()).isEqualTo("nothing-lost");
              assertThat(violation.what()).contains("purchase-events-dlq");
            });
  }
}
