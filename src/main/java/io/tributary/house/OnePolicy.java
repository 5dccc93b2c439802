package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A queue or topic is given its policy once. */
final class OnePolicy extends Check {

  OnePolicy() {
    super(
        new Rule(
            "one-policy",
            "A queue or topic has one policy: of two resources that set it, the one that is put"
                + " last replaces the other, and with each change it may be the other way round.",
            "Write all statements into one policy.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return Stream.concat(
        second(estate, "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
        second(estate, "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy", "arn"));
  }

  /** Of all that set the policy of one target, the target itself and others, the second. */
  private Stream<Finding> second(Estate estate, String type, String policyType, String property) {
    Map<String, List<GraphResource>> byTarget =
        Stream.concat(
                estate.ofType(type).filter(it -> it.text("policy").isPresent()),
                estate.ofType(policyType))
            .collect(
                Collectors.groupingBy(
                    it -> it.type().equals(type) ? it.id() : it.text(property).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    return byTarget.entrySet().stream()
        .filter(target -> target.getValue().size() > 1)
        .map(target -> replacing(target.getKey(), target.getValue()));
  }

  private Finding replacing(String target, List<GraphResource> policies) {
    return finding(
        policies.get(1),
        target + " gets its policy from " + policies.get(0).name() + " too",
        "one resource that sets the policy");
  }
}
