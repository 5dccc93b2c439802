package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * SQS does nothing for anybody for a while, at most ten hours: EventBridge by default gives up
 * after a day, or some hours sooner after 185 tries, and what it then cannot put into a dead-letter
 * queue, itself a queue, is lost on AWS. So is what a target gives up within the outage, by its own
 * retry policy: that is told as a loss.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html and
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
public final class SqsUnavailable extends NamedFault {

  private static final Duration LONGEST = Duration.ofHours(10);

  private static final AwsServiceException UNAVAILABLE =
      Failures.unavailable(SqsException.builder());

  public SqsUnavailable() {
    super("sqs-unavailable", "SQS does nothing for anybody, for minutes to hours", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = Spells.limitedTogether(injection, LONGEST);
    for (Service service : List.of(Service.SNS, Service.EVENTS, Service.PIPES)) {
      injection.queues(service, queues -> new Between(queues, spells));
    }
    injection.consumer(queues -> new Between(queues, spells));
  }

  private static final class Between extends QueuesBetween {

    private final Spells spells;

    Between(Queues queues, Spells spells) {
      super(queues);
      this.spells = spells;
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      requireAvailable();
      return queues.send(caller, queueArn, message);
    }

    @Override
    public List<QueuedMessage> receive(
        Caller caller, String queueArn, int max, Integer visibilitySeconds) {
      requireAvailable();
      return queues.receive(caller, queueArn, max, visibilitySeconds);
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      requireAvailable();
      queues.delete(caller, queueArn, receiptHandle);
    }

    @Override
    public void requireAttributes(Caller caller, String queueArn) {
      requireAvailable();
      queues.requireAttributes(caller, queueArn);
    }

    private void requireAvailable() {
      if (spells.hold()) {
        throw UNAVAILABLE;
      }
    }
  }
}
