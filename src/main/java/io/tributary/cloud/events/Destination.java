package io.tributary.cloud.events;

import io.tributary.cloud.iam.Caller;

/** What lies at a target's ARN. */
interface Destination {

  /**
   * Hands over a text.
   *
   * @param caller EventBridge, acting for the rule
   * @param trace the event, for the journal
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException as the service called
   *     answers
   */
  void deliver(Caller caller, String text, long trace);
}
