package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;

/**
 * For a while the consumer takes up to two seconds longer for each message, as when what it depends
 * on is slow; a backlog grows, and a batch takes about as long as its visibility timeout.
 *
 * <p>See
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/best-practices-processing-messages-timely-manner.html
 */
public final class ConsumerSlow extends NamedFault {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int LONGEST_MICROS = 2_000_000;

  public ConsumerSlow() {
    super("consumer-slow", "the consumer is slow for a while", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    injection.work(
        (message, usualMicros) ->
            spells.hold()
                ? usualMicros
                    + injection
                        .chance()
                        .at(injection.event(message.body()))
                        .below(LONGEST_MICROS, message.receiveCount())
                : usualMicros);
  }
}
