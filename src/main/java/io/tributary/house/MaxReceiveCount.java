package io.tributary.house;

import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import java.util.stream.Stream;

/** What a pipe fails on for a moment is tried again often enough. */
final class MaxReceiveCount extends Check {

  private static final int LEAST = 5;

  MaxReceiveCount() {
    super(
        new Rule(
            "max-receive-count",
            "Each try of a pipe that fails takes one of the receives that its queue allows. AWS advises at"
                + " least "
                + LEAST
                + "; with fewer, a failure that would pass makes dead letters, and does so before"
                + " the alarm on the pipe tells.",
            "Raise maxReceiveCount in the redrivePolicy of the queue.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return estate
        .ofType("aws:pipes/pipe:Pipe")
        .flatMap(
            pipe ->
                pipe.text("source").flatMap(estate::queue).stream()
                    .flatMap(queue -> tooFew(queue, pipe)));
  }

  private Stream<Finding> tooFew(QueueSettings queue, GraphResource pipe) {
    return queue.maxReceiveCount().stream()
        .filter(receives -> receives < LEAST)
        .map(
            receives ->
                finding(
                    queue.resource(),
                    "maxReceiveCount is " + receives + ", too few for pipe " + pipe.name(),
                    "at least " + LEAST));
  }
}
