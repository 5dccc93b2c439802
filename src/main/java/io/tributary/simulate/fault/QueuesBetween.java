package io.tributary.simulate.fault;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.List;

/** Stands between a caller and SQS, and passes on whatever is not overruled. */
public abstract class QueuesBetween implements Queues {

  /** SQS, or the next that stands between. */
  protected final Queues queues;

  protected QueuesBetween(Queues queues) {
    this.queues = queues;
  }

  /** A key for one receive of an event, another one at each queue. */
  static long receiveKey(String queueArn, QueuedMessage message) {
    return (long) queueArn.hashCode() << 32 | message.receiveCount();
  }

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    return queues.send(caller, queueArn, message);
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    return queues.receive(caller, queueArn, max, visibilitySeconds);
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    queues.delete(caller, queueArn, receiptHandle);
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    queues.requireAttributes(caller, queueArn);
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    return queues.whenAvailable(queueArn, wake);
  }
}
