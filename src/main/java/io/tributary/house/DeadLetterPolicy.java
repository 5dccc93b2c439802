package io.tributary.house;

import io.tributary.local.QueueSettings;
import java.util.stream.Stream;

/** A dead-letter queue lets in who sends to it. */
final class DeadLetterPolicy extends Check {

  DeadLetterPolicy() {
    super(
        new Rule(
            "dead-letter-policy",
            "SNS and EventBridge send to a dead-letter queue as to any queue: without its policy's"
                + " leave the message is lost, and that shows only when it is too late.",
            "Attach QueuePolicies.allowOnly to a dead-letter queue that has no policy yet; in the"
                + " policy of one that has, let the topic or rule send too, or give that sender a"
                + " dead-letter queue of its own.",
            "https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate.hops().stream()
        .flatMap(
            hop ->
                hop.deadLetterArn().flatMap(estate::queue).stream()
                    .filter(queue -> !lets(estate, hop, queue))
                    .map(queue -> refused(hop, queue)));
  }

  private static boolean lets(Estate estate, Hop hop, QueueSettings queue) {
    return new Access(estate.stack())
        .allows(queue.policy(), hop.sender(), "sqs:SendMessage", queue.arn());
  }

  private Finding refused(Hop hop, QueueSettings queue) {
    return finding(
        queue.resource(),
        "its policy does not let "
            + hop.sender().name()
            + " send for "
            + hop.sender().sourceArn()
            + ", whose failures are to go there",
        "sqs:SendMessage for that service, with aws:SourceArn that ARN");
  }
}
