package io.tributary.simulate.fault;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The consumer crashes with a batch in its hands, half the time before it has done any work, half
 * the time after all of it; in either case it deletes nothing, and starts again.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
public final class ConsumerCrashes extends NamedFault {

  public ConsumerCrashes() {
    super("consumer-crashes", "the consumer crashes with a batch, before or after its work", 0.02);
  }

  @Override
  public void inject(Injection injection) {
    injection.consumer(queues -> new Between(injection, queues));
  }

  private static final class Between extends QueuesBetween {

    private final Injection injection;

    /** The handles that died with the consumer, of its latest batch. */
    private final Set<String> forgotten = new HashSet<>();

    Between(Injection injection, Queues queues) {
      super(queues);
      this.injection = injection;
    }

    @Override
    public List<QueuedMessage> receive(
        Caller caller, String queueArn, int max, Integer visibilitySeconds) {
      forgotten.clear();
      List<QueuedMessage> batch = queues.receive(caller, queueArn, max, visibilitySeconds);
      if (batch.isEmpty()) {
        return batch;
      }
      int event = injection.event(batch.get(0).body());
      long receive = receiveKey(queueArn, batch.get(0));
      if (!injection.strikes(event, receive)) {
        return batch;
      }
      batch.forEach(message -> forgotten.add(message.receiptHandle()));
      return injection.chance().at(event).below(2, receive) == 0 ? List.of() : batch;
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      if (!forgotten.contains(receiptHandle)) {
        queues.delete(caller, queueArn, receiptHandle);
      }
    }
  }
}
