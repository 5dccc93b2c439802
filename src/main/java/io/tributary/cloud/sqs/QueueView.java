package io.tributary.cloud.sqs;

import java.util.Map;
import java.util.TreeMap;

/**
 * A queue as it was when looked at.
 *
 * @param visible how many messages can be received
 * @param inFlight how many are received and neither deleted nor visible again
 * @param delayed how many cannot be received yet
 * @param deadLetterTargetArn its dead-letter queue, or null
 */
public record QueueView(
    String name,
    String arn,
    String url,
    int visible,
    int inFlight,
    int delayed,
    String deadLetterTargetArn,
    Map<String, String> tags) {

  static QueueView of(Queue queue, String url) {
    RedrivePolicy redrive = queue.attributes().redrivePolicy();
    return new QueueView(
        queue.name(),
        queue.arn(),
        url,
        queue.backlog().visible(),
        queue.backlog().inFlight(),
        queue.backlog().delayed(),
        redrive == null ? null : redrive.deadLetterTargetArn(),
        new TreeMap<>(queue.tags()));
  }
}
