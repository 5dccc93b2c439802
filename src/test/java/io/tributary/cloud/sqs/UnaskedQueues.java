package io.tributary.cloud.sqs;

import io.tributary.cloud.iam.Caller;
import java.util.List;

/** Queues of which nothing may be asked, but what a test overrules. */
public abstract class UnaskedQueues implements Queues {

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    throw unasked("send", queueArn);
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    throw unasked("receive", queueArn);
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    throw unasked("delete", queueArn);
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    throw unasked("requireAttributes", queueArn);
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    throw unasked("whenAvailable", queueArn);
  }

  private static AssertionError unasked(String call, String queueArn) {
    return new AssertionError("nobody should have asked to " + call + " of " + queueArn);
  }
}
