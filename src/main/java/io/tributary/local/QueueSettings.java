package io.tributary.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A queue, with what is said of it at the queue and by resources of their own, which are put after
 * the queue and so stand over what it says itself.
 *
 * @param resource the queue
 * @param policy null for none
 * @param redrivePolicy null for none
 * @param redriveAllowPolicy null for none
 */
public record QueueSettings(
    GraphResource resource, String policy, String redrivePolicy, String redriveAllowPolicy) {

  /** The settings of a queue of a graph. */
  public static QueueSettings of(GraphResource queue, ResourceGraph graph) {
    return new QueueSettings(
        queue,
        setting(queue, "policy", "aws:sqs/queuePolicy:QueuePolicy", graph),
        setting(queue, "redrivePolicy", "aws:sqs/redrivePolicy:RedrivePolicy", graph),
        setting(
            queue, "redriveAllowPolicy", "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", graph));
  }

  /** What a resource of its own says; else what the queue says. */
  private static String setting(
      GraphResource queue, String property, String apart, ResourceGraph graph) {
    return graph
        .ofType(apart)
        .filter(it -> it.text("queueUrl").equals(Optional.of(queue.id())))
        .findFirst()
        .orElse(queue)
        .text(property)
        .orElse(null);
  }

  /** The queue's ARN. */
  public String arn() {
    return resource.text("arn").orElseThrow();
  }

  /** How long a message is kept, in seconds. */
  public int retentionSeconds() {
    return resource.number("messageRetentionSeconds").orElseThrow();
  }

  /** How long a received message is hidden, in seconds. */
  public int visibilityTimeoutSeconds() {
    return resource.number("visibilityTimeoutSeconds").orElseThrow();
  }

  /** How long a message is held back when it is sent, in seconds. */
  public int delaySeconds() {
    return resource.number("delaySeconds").orElseThrow();
  }

  /** Whether SQS encrypts what lies in the queue with a key of its own. */
  public boolean encrypted() {
    return Boolean.TRUE.equals(resource.outputs().get("sqsManagedSseEnabled"));
  }

  /** Where messages go that nobody could process. */
  public Optional<String> deadLetterArn() {
    return deadLetterArn(redrivePolicy);
  }

  /** What a redrive policy names, a queue's or a subscription's; null is none. */
  public static Optional<String> deadLetterArn(String redrivePolicy) {
    return Documents.object(redrivePolicy)
        .map(policy -> policy.path("deadLetterTargetArn"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** Receives of a message before it becomes a dead letter; AWS takes it as a text too. */
  public Optional<Integer> maxReceiveCount() {
    return Documents.object(redrivePolicy)
        .map(policy -> policy.path("maxReceiveCount"))
        .filter(count -> !count.isMissingNode())
        .map(JsonNode::asInt);
  }
}
