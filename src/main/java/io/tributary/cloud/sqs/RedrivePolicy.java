package io.tributary.cloud.sqs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * When a queue gives a message up, and to which dead-letter queue.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 *
 * @param deadLetterTargetArn the dead-letter queue
 * @param maxReceiveCount 1 to 1,000: how often a message is handed out at most
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {

  private static final String NAME = "RedrivePolicy";

  static RedrivePolicy parse(String json) {
    PolicyJson policy = PolicyJson.parse(NAME, "Redrive policy", json);
    policy.allowOnly("deadLetterTargetArn", "maxReceiveCount");
    String target = policy.require("deadLetterTargetArn").asText();
    JsonNode count = policy.require("maxReceiveCount");
    if (!Queues.ANY_ARN.matcher(target).matches()) {
      throw policy.invalid("Invalid value for deadLetterTargetArn.");
    }
    return new RedrivePolicy(target, maxReceiveCount(json, count));
  }

  private static int maxReceiveCount(String json, JsonNode count) {
    String text = count.asText();
    int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (value < 1 || value > 1_000) {
      throw SqsError.invalidValue(
          json,
          NAME,
          "Invalid value for maxReceiveCount: "
              + text
              + ", valid values are from 1 to 1000 both inclusive.");
    }
    return value;
  }
}
