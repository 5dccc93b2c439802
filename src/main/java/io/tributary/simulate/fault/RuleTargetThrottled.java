package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The targets of rules throttle EventBridge for a while, which then tries again, up to a day.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
public final class RuleTargetThrottled extends NamedFault {

  private static final Duration LONGEST = Duration.ofHours(2);

  private static final AwsServiceException THROTTLED =
      Failures.throttled(SqsException.builder(), "RequestThrottled");

  public RuleTargetThrottled() {
    super("rule-target-throttled", "the targets of rules throttle EventBridge for a while", 0.2);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    Set<String> spared = DeadLetterQueues.of(injection);
    injection.queues(Service.EVENTS, queues -> new Between(queues, spells, spared));
  }

  private static final class Between extends QueuesBetween {

    private final Spells spells;
    private final Set<String> spared;

    Between(Queues queues, Spells spells, Set<String> spared) {
      super(queues);
      this.spells = spells;
      this.spared = spared;
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      if (!spared.contains(queueArn) && spells.hold()) {
        throw THROTTLED;
      }
      return queues.send(caller, queueArn, message);
    }
  }
}
