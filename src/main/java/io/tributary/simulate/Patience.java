package io.tributary.simulate;

import java.time.Duration;
import java.util.List;

/**
 * How long nothing may leave the queues before they are said never to drain: what keeps failing
 * comes back as often as the program asks, each time when its visibility timeout is over.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
final class Patience {

  /** Retries pause for minutes at most; this leaves time for all else. */
  private static final Duration RETRIES = Duration.ofHours(2);

  /** How often the consumer may get a message that no receive count limits. */
  private static final int OFTEN = 20;

  private static final long SECOND = 1_000_000;

  private final Duration comingBack;
  private final long retentionMicros;
  private final double workMicros;

  /**
   * Patience with a program and its consumer.
   *
   * @param destinations the queues that a consumer each takes from
   */
  Patience(Blueprint blueprint, List<QueueRules> destinations, ConsumerSettings consumer) {
    this.comingBack = Duration.ofNanos(blueprint.longestWayMicros() * 1_000);
    this.retentionMicros =
        destinations.stream().mapToLong(QueueRules::retentionMicros).max().orElseThrow();
    int receives = destinations.stream().mapToInt(Patience::receives).max().orElseThrow();
    this.workMicros = 1e6 / consumer.perSecond() * Math.max(OFTEN, receives);
  }

  private static int receives(QueueRules destination) {
    return destination.deadLetterArn() == null ? 0 : destination.mostReceives();
  }

  /**
   * The longest time in which none of so many messages may leave its queue: a slow consumer that
   * fails may get each of them in turn, as often as it may be received, until its retention ends.
   * In whole seconds, to be told.
   */
  Duration longestQuiet(int waiting) {
    long work = Math.min(retentionMicros, (long) (workMicros * Math.max(1, waiting)));
    return RETRIES.plus(comingBack).plusSeconds(work / SECOND);
  }
}
