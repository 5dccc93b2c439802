package io.tributary.simulate;

import java.util.concurrent.CompletableFuture;

/** SNS as the publisher sees it. */
public interface Topics {

  /**
   * Publishes a message.
   *
   * @param event which event of the run it is
   * @return the message id once SNS has accepted it; fails with SNS's error otherwise
   */
  CompletableFuture<String> publish(String topicArn, String message, int event);
}
