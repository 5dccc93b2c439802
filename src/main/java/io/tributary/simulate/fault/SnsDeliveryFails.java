package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * SNS gets a server-side error from a queue, half the time from one that took the message
 * nevertheless, and tries again by its delivery policy. Dead-letter queues are spared: AWS does not
 * say that SNS tries one of them twice.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
public final class SnsDeliveryFails extends NamedFault {

  private static final AwsServiceException FAILED = Failures.internal(SqsException.builder());

  public SnsDeliveryFails() {
    super("sns-delivery-fails", "SNS gets an error 500 from a queue and tries again", 0.02);
  }

  @Override
  public void inject(Injection injection) {
    Set<String> spared = DeadLetterQueues.of(injection);
    injection.queues(Service.SNS, queues -> new Between(injection, queues, spared));
  }

  private static final class Between extends QueuesBetween {

    private final Injection injection;
    private final Set<String> spared;
    private final Attempts attempts;

    Between(Injection injection, Queues queues, Set<String> spared) {
      super(queues);
      this.injection = injection;
      this.spared = spared;
      this.attempts = new Attempts(injection);
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      if (spared.contains(queueArn)) {
        return queues.send(caller, queueArn, message);
      }
      int event = injection.event(message.body());
      long attempt = attempts.next(event, queueArn);
      if (!injection.strikes(event, attempt)) {
        return queues.send(caller, queueArn, message);
      }
      if (injection.chance().at(event).below(2, attempt) == 0) {
        queues.send(caller, queueArn, message);
      }
      throw FAILED;
    }
  }
}
