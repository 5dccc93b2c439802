package io.tributary.house;

import io.tributary.cloud.sns.TopicPolicy;
import io.tributary.cloud.sqs.QueuePolicy;
import io.tributary.local.PolicyProperty;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies are as large as AWS takes them. */
final class PolicySize extends Check {

  /**
   * The limits: those of SQS and SNS in bytes, of <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM</a> in
   * characters other than white space, <a
   * href="https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html">CloudWatch Logs</a>.
   */
  private static int limit(PolicyProperty property) {
    return switch (property) {
      case QUEUE, QUEUE_POLICY -> QueuePolicy.MOST_BYTES;
      case TOPIC, TOPIC_POLICY -> TopicPolicy.MOST_BYTES;
      case LOG_POLICY -> 5_120;
      case ROLE_TRUST -> 2_048;
      case ROLE_POLICY -> 10_240;
      case MANAGED_POLICY -> 6_144;
    };
  }

  PolicySize() {
    super(
        new Rule(
            "policy-size",
            "AWS limits policies, and refuses a larger one only half-way through a deployment; a"
                + " role's inline policies count together.",
            "Split the grants over several roles or managed policies, or serve fewer resources by"
                + " one.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Map<String, Integer> ofRole =
        PolicyText.of(estate)
            .filter(policy -> policy.property() == PolicyProperty.ROLE_POLICY)
            .collect(
                Collectors.groupingBy(
                    PolicySize::role, TreeMap::new, Collectors.summingInt(PolicySize::size)));
    return PolicyText.of(estate)
        .flatMap(
            policy ->
                policy.property() == PolicyProperty.ROLE_POLICY
                    ? tooLarge(policy, ofRole.get(role(policy)), " with its role's others")
                    : tooLarge(policy, size(policy), ""));
  }

  private static String role(PolicyText policy) {
    return policy.resource().text("role").orElseThrow();
  }

  private Stream<Finding> tooLarge(PolicyText policy, int size, String counted) {
    int limit = limit(policy.property());
    return size <= limit
        ? Stream.empty()
        : Stream.of(
            finding(
                policy.resource(),
                "its " + policy.property().property() + " counts " + size + counted,
                "at most " + limit));
  }

  private static int size(PolicyText policy) {
    return switch (policy.property()) {
      case QUEUE, QUEUE_POLICY, TOPIC, TOPIC_POLICY ->
          policy.text().getBytes(StandardCharsets.UTF_8).length;
      case LOG_POLICY -> policy.text().length();
      case ROLE_TRUST, ROLE_POLICY, MANAGED_POLICY -> policy.text().replaceAll("\\s", "").length();
    };
  }
}
