package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

/** A graph with one thing wrong. */
final class Altered {

  static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  static final String QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
  static final String LOG_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
  static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  static final String RULE = "aws:cloudwatch/eventRule:EventRule";

  private Altered() {}

  /** With another text in an input, in place of one that has to be there. */
  static ResourceGraph replacing(
      ResourceGraph graph, String type, String name, String input, String text, String with) {
    return graph.altered(
        graph.named(type, name).urn(),
        inputs -> {
          assertThat((String) inputs.get(input)).contains(text);
          inputs.computeIfPresent(input, (key, value) -> ((String) value).replace(text, with));
          return inputs;
        });
  }

  /** Without a resource. */
  static ResourceGraph without(ResourceGraph graph, String type, String name) {
    return graph.without(graph.named(type, name).urn());
  }

  /** With a queue that, like its dead-letter queue, takes nothing from a service. */
  static ResourceGraph refusing(ResourceGraph graph, String queue) {
    ResourceGraph first = without(graph, QUEUE_POLICY, queue + "-policy");
    return without(first, QUEUE_POLICY, queue + "-dlq-policy");
  }

  /** With a pipe whose role may do something else instead. */
  static ResourceGraph denying(ResourceGraph graph, String pipe, String action) {
    String other = action.split(":")[0] + ":ListTagsForResource";
    return replacing(graph, ROLE_POLICY, pipe + "-role-policy", "policy", action, other);
  }
}
