package io.tributary.house;

import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import java.util.stream.Stream;

/** A message stays hidden for as long as its consumer may need. */
final class VisibilityTimeout extends Check {

  /** AWS's factor, for a pipe and for a Lambda function alike. */
  private static final int TIMES = 6;

  /**
   * What is allowed for one call of a pipe's target: AWS gives no bound for PutEvents, SendMessage
   * or PutLogEvents, whose calls end in milliseconds.
   */
  private static final int TARGET_SECONDS = 5;

  VisibilityTimeout() {
    super(
        new Rule(
            "visibility-timeout",
            "A message that becomes visible while it is still worked on is handed out twice. For a"
                + " pipe AWS advises at least six times what its target takes, here counted as "
                + TARGET_SECONDS
                + " s for one call; the batching window comes on top. Without a known consumer it"
                + " must be more than 0.",
            "Raise visibilityTimeoutSeconds of the queue.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Stream<Finding> consumed =
        estate
            .ofType("aws:pipes/pipe:Pipe")
            .flatMap(
                pipe ->
                    pipe.text("source").flatMap(estate::queue).stream()
                        .filter(queue -> queue.visibilityTimeoutSeconds() < needed(pipe))
                        .map(queue -> tooShort(queue, "pipe " + pipe.name(), needed(pipe))));
    Stream<Finding> none =
        estate.queues().stream()
            .filter(queue -> queue.visibilityTimeoutSeconds() == 0)
            .map(queue -> tooShort(queue, "any consumer", 1));
    return Stream.concat(consumed, none);
  }

  private Finding tooShort(QueueSettings queue, String consumer, int needed) {
    return finding(
        queue.resource(),
        "visibilityTimeoutSeconds is "
            + queue.visibilityTimeoutSeconds()
            + ", too short for "
            + consumer,
        "at least " + needed);
  }

  private static int needed(GraphResource pipe) {
    return TIMES * TARGET_SECONDS + windowSeconds(pipe);
  }

  private static int windowSeconds(GraphResource pipe) {
    return pipe.number("sourceParameters", "sqsQueueParameters", "maximumBatchingWindowInSeconds")
        .orElse(0);
  }
}
