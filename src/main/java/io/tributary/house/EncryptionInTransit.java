package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.List;
import java.util.stream.Stream;

/**
 * Queues and topics refuse plain HTTP. Found out by asking the local cloud's IAM for requests that
 * come by it, so whatever wording of the policy has that effect will do.
 */
final class EncryptionInTransit extends Check {

  private static final List<String> QUEUE_ACTIONS =
      List.of("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage");

  EncryptionInTransit() {
    super(
        new Rule(
            "encryption-in-transit",
            "SQS and SNS answer plain HTTP too; who may use the queue or topic could then send its"
                + " messages readable by everyone on the way.",
            "Attach a policy that denies requests whose aws:SecureTransport is false, under no"
                + " other condition, as QueuePolicies.allowOnly and TopicPolicies.tlsOnly do. That takes the"
                + " place of the policy that SNS gave a topic: where alarms tell it, let them in as"
                + " well, as TopicPolicies.alarms does.",
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Access access = new Access(estate.stack());
    return Stream.concat(
        estate.queues().stream()
            .flatMap(
                queue ->
                    open(access, queue.resource(), queue.policy(), queue.arn(), QUEUE_ACTIONS)),
        estate
            .ofType("aws:sns/topic:Topic")
            .flatMap(
                topic ->
                    open(
                        access,
                        topic,
                        estate.topicPolicy(topic),
                        topic.text("arn").orElseThrow(),
                        List.of("sns:Publish"))));
  }

  private Stream<Finding> open(
      Access access, GraphResource resource, String policy, String arn, List<String> actions) {
    List<String> open =
        actions.stream().filter(action -> !access.refusesPlainHttp(policy, action, arn)).toList();
    return open.isEmpty()
        ? Stream.empty()
        : Stream.of(
            finding(
                resource,
                "its policy does not refuse " + String.join(", ", open) + " by plain HTTP",
                "an explicit deny of requests without TLS, under no other condition"));
  }
}
