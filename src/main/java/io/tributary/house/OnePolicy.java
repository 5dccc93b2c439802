package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A queue or topic is given each of its policies once. */
final class OnePolicy extends Check {

  private static final String QUEUE = "aws:sqs/queue:Queue";

  OnePolicy() {
    super(
        new Rule(
            "one-policy",
            "A queue or topic has one policy, a queue one redrive policy and one redrive allow"
                + " policy: of two resources that set it, the one that is put last replaces the"
                + " other, and with each change it may be the other way round.",
            "Write all statements into one policy; set a redrive policy or redrive allow policy at"
                + " the queue, or by one resource of its own.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return Stream.of(
            second(estate, QUEUE, "policy", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
            second(
                estate, QUEUE, "redrivePolicy", "aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl"),
            second(
                estate,
                QUEUE,
                "redriveAllowPolicy",
                "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
                "queueUrl"),
            second(
                estate, "aws:sns/topic:Topic", "policy", "aws:sns/topicPolicy:TopicPolicy", "arn"))
        .flatMap(findings -> findings);
  }

  /**
   * Of all that set a policy of one target, the target itself and others, the second.
   *
   * @param property the policy's, of both types
   * @param target what a resource of the policy's own calls its target by
   */
  private Stream<Finding> second(
      Estate estate, String type, String property, String policyType, String target) {
    Map<String, List<GraphResource>> byTarget =
        Stream.concat(
                estate.ofType(type).filter(it -> it.text(property).isPresent()),
                estate.ofType(policyType))
            .collect(
                Collectors.groupingBy(
                    it -> it.type().equals(type) ? it.id() : it.text(target).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    return byTarget.entrySet().stream()
        .filter(it -> it.getValue().size() > 1)
        .map(it -> replacing(property, it.getKey(), it.getValue()));
  }

  private Finding replacing(String property, String target, List<GraphResource> policies) {
    return finding(
        policies.get(1),
        target + " gets its " + property + " from " + policies.get(0).name() + " too",
        "one resource that sets the " + property);
  }
}
