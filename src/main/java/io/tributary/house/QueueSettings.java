package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.Optional;

/**
 * A queue, with what is said of it at the queue and by resources of their own.
 *
 * @param policy null for none
 * @param redrivePolicy null for none
 * @param redriveAllowPolicy null for none
 */
record QueueSettings(
    GraphResource resource, String policy, String redrivePolicy, String redriveAllowPolicy) {

  static QueueSettings of(GraphResource queue, ResourceGraph graph) {
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
        .filter(it -> queue.id().equals(Documents.text(it, "queueUrl")))
        .map(it -> Documents.text(it, property))
        .findFirst()
        .orElseGet(() -> Documents.text(queue, property));
  }

  String arn() {
    return Documents.text(resource, "arn");
  }

  int retentionSeconds() {
    return Documents.number(resource, "messageRetentionSeconds").orElseThrow();
  }

  int visibilityTimeoutSeconds() {
    return Documents.number(resource, "visibilityTimeoutSeconds").orElseThrow();
  }

  boolean encrypted() {
    return Boolean.TRUE.equals(resource.outputs().get("sqsManagedSseEnabled"));
  }

  /** Where messages go that nobody could process. */
  Optional<String> deadLetterArn() {
    return Documents.object(redrivePolicy)
        .map(policy -> policy.path("deadLetterTargetArn"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  /** Receives of a message before it becomes a dead letter; AWS takes it as a text too. */
  Optional<Integer> maxReceiveCount() {
    return Documents.object(redrivePolicy)
        .map(policy -> policy.path("maxReceiveCount"))
        .filter(count -> !count.isMissingNode())
        .map(JsonNode::asInt);
  }
}
