package io.tributary.simulate.fault;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.time.Duration;

/**
 * For a while the consumer deletes nothing of what it has worked on, as a faulty version of it
 * would: the messages come again until they are dead letters.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
public final class ConsumerNeverDeletes extends NamedFault {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  public ConsumerNeverDeletes() {
    super("consumer-never-deletes", "the consumer deletes nothing for a while", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    injection.consumer(queues -> new Between(queues, spells));
  }

  private static final class Between extends QueuesBetween {

    private final Spells spells;

    Between(Queues queues, Spells spells) {
      super(queues);
      this.spells = spells;
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      if (!spells.hold()) {
        queues.delete(caller, queueArn, receiptHandle);
      }
    }
  }
}
