package io.tributary.simulate;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.List;

/** SQS with a model beside it, which learns of a call once it has succeeded. */
record ObservedQueues(Queues sqs, SqsModel model) implements Queues {

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    String id = sqs.send(caller, queueArn, message);
    model.sent(caller, queueArn, message, id);
    return id;
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    List<QueuedMessage> messages = sqs.receive(caller, queueArn, max, visibilitySeconds);
    for (QueuedMessage message : messages) {
      model.received(queueArn, visibilitySeconds, message);
    }
    return messages;
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    sqs.delete(caller, queueArn, receiptHandle);
    model.deleted(receiptHandle);
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
