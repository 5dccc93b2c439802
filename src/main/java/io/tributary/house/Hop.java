package io.tributary.house;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.iam.Principal;
import io.tributary.local.GraphResource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a service hands on a message by itself, and what it cannot deliver is lost without a
 * dead-letter queue.
 *
 * @param resource the subscription or the rule's target
 * @param sender as whom the service sends to the dead-letter queue
 */
record Hop(GraphResource resource, Principal.Service sender, Optional<String> deadLetterArn) {

  static Stream<Hop> all(Estate estate) {
    return Stream.concat(
        estate
            .ofType("aws:sns/topicSubscription:TopicSubscription")
            .map(subscription -> fromTopic(subscription, estate)),
        estate
            .ofType("aws:cloudwatch/eventTarget:EventTarget")
            .map(target -> fromRule(target, estate)));
  }

  private static Hop fromTopic(GraphResource subscription, Estate estate) {
    String topic = Documents.text(subscription, "topic");
    Optional<String> deadLetters =
        Documents.object(Documents.text(subscription, "redrivePolicy"))
            .map(policy -> policy.path("deadLetterTargetArn"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue);
    return new Hop(subscription, service("sns.amazonaws.com", topic, estate), deadLetters);
  }

  private static Hop fromRule(GraphResource target, Estate estate) {
    String bus = busName(target);
    String path = bus.equals("default") ? "" : bus + "/";
    String rule = estate.account().arn("events", "rule/" + path + Documents.text(target, "rule"));
    Optional<String> deadLetters =
        Optional.ofNullable((Map<?, ?>) target.outputs().get("deadLetterConfig"))
            .map(config -> (String) config.get("arn"));
    return new Hop(target, service("events.amazonaws.com", rule, estate), deadLetters);
  }

  /** The bus of a rule or target, which may be given by name or by ARN. */
  static String busName(GraphResource ruleOrTarget) {
    String bus = Documents.text(ruleOrTarget, "eventBusName");
    return bus.substring(bus.lastIndexOf('/') + 1);
  }

  private static Principal.Service service(String name, String arn, Estate estate) {
    return new Principal.Service(name, arn, estate.stack().accountId());
  }
}
