package io.tributary.simulate.defect;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.List;

/** SQS as it is; what extends it changes a thing. */
abstract class ChangedQueues implements Queues {

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

  static OutgoingMessage withBody(OutgoingMessage message, String body) {
    return new OutgoingMessage(
        body,
        message.attributes(),
        message.traceHeader(),
        message.messageGroupId(),
        message.trace());
  }
}
