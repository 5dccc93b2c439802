package io.tributary.house;

import java.util.stream.Stream;

/** How long data is kept is a decision. */
final class RetentionSet extends Check {

  RetentionSet() {
    super(
        new Rule(
            "retention-set",
            "Left out, a queue loses its messages after four days and a log group keeps its events,"
                + " and costs, for ever: neither was decided by anyone.",
            "Set messageRetentionSeconds on the queue, retentionInDays on the log group.",
            "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Stream<Finding> queues =
        estate
            .ofType("aws:sqs/queue:Queue")
            .filter(queue -> queue.inputs().get("messageRetentionSeconds") == null)
            .map(
                queue ->
                    finding(
                        queue,
                        "messageRetentionSeconds is not set",
                        "60 to 1209600 seconds, said"));
    Stream<Finding> logGroups =
        estate
            .ofType("aws:cloudwatch/logGroup:LogGroup")
            .filter(group -> group.number("retentionInDays").orElse(0) == 0)
            .map(group -> finding(group, "retentionInDays is not set, or 0", "a number of days"));
    return Stream.concat(queues, logGroups);
  }
}
