package io.tributary.cloud.events;

import java.time.Duration;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A target of a rule, read and checked once.
 *
 * @param definition the target as PutTargets gave it
 * @param input what of an event it gets
 * @param destination where it lies
 * @param retries how often a delivery is retried, 0 to 185
 * @param longestAge how long after it was put an event is still retried, 1 minute to 24 hours
 * @param deadLetterQueue the ARN of the queue for what could not be delivered; null without one
 */
record RuleTarget(
    Target definition,
    TargetInput input,
    Destination destination,
    int retries,
    Duration longestAge,
    String deadLetterQueue) {

  String arn() {
    return definition.arn();
  }
}
