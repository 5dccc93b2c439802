package io.tributary.simulate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulate.ConsumerSettings;
import io.tributary.simulate.FaultRate;
import io.tributary.simulate.Injection;
import io.tributary.simulate.Outcome;
import io.tributary.simulate.Rewired;
import io.tributary.simulate.Scenario;
import io.tributary.simulate.Stage;
import io.tributary.simulate.fault.Spells.Spell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Two faults that take the same policy away, and somebody who looks now and then. */
class PolicyGapsOfTwoFaultsTest {

  private static final String QUEUE = "jane-purchase-events";
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

  private final List<Spell> spells = new ArrayList<>();
  private final List<Long> thereInASpell = new ArrayList<>();
  private int looks;

  private final class TakesThePolicy extends NamedFault {

    TakesThePolicy(String name) {
      super(name, "a policy is away", 1);
    }

    @Override
    public void inject(Injection injection) {
      spells.addAll(Spells.overlapping(injection, LONGEST));
      PolicyGaps.draw(
          injection,
          LONGEST,
          (graph, policy) -> PolicyGaps.isOf(policy, "arn:aws:sqs:eu-west-1:0:" + QUEUE));
    }
  }

  private final class Looks extends NamedFault {

    Looks() {
      super("looks", "somebody looks at the policy", 1);
    }

    @Override
    public void inject(Injection injection) {
      injection.whenDeployed(this::look);
    }

    private void look(Stage stage) {
      long now = stage.loop().micros();
      SqsAsyncClient sqs = stage.client(SqsAsyncClient.class);
      stage.require(
          sqs.getQueueUrl(it -> it.queueName(QUEUE))
              .thenCompose(
                  queue ->
                      sqs.getQueueAttributes(
                          it ->
                              it.queueUrl(queue.queueUrl())
                                  .attributeNames(QueueAttributeName.POLICY)))
              .thenAccept(answer -> note(now, answer.attributes())));
      stage.loop().schedule(BETWEEN_LOOKS, () -> look(stage));
    }

    private void note(long now, Map<QueueAttributeName, String> attributes) {
      looks++;
      if (spells.stream().anyMatch(it -> it.holds(now))
          && attributes.containsKey(QueueAttributeName.POLICY)) {
        thereInASpell.add(now);
      }
    }
  }

  @Test
  void aPolicy_isAwayAsLongAsAGapOfEitherHolds() {
    List<FaultRate> faults =
        List.of(
            FaultRate.of(new TakesThePolicy("one")),
            FaultRate.of(new TakesThePolicy("another")),
            FaultRate.of(new Looks()));
    Outcome outcome =
        Rewired.sound()
            .run(new Scenario(1, 20, Duration.ofHours(1), faults, ConsumerSettings.SOUND));

    assertThat(outcome.violations()).isEmpty();
    assertThat(spells).hasSize(10);
    assertThat(looks).isGreaterThan(100);
    assertThat(thereInASpell).isEmpty();
  }
}
