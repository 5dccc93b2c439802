package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.List;

/**
 * EventBridge Pipes polls no queue for a while; the messages wait there.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/pipes-reference/CommonErrors.html
 */
public final class PipesUnavailable extends NamedFault {

  private static final Duration LONGEST = Duration.ofDays(1);

  public PipesUnavailable() {
    super("pipes-unavailable", "no pipe polls its queue, for minutes to a day", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    injection.queues(Service.PIPES, queues -> new Between(injection.loop(), queues, spells));
  }

  private static final class Between extends QueuesBetween {

    private final EventLoop loop;
    private final Spells spells;

    Between(EventLoop loop, Queues queues, Spells spells) {
      super(queues);
      this.loop = loop;
      this.spells = spells;
    }

    @Override
    public List<QueuedMessage> receive(
        Caller caller, String queueArn, int max, Integer visibilitySeconds) {
      return spells.hold() ? List.of() : queues.receive(caller, queueArn, max, visibilitySeconds);
    }

    @Override
    public Wake whenAvailable(String queueArn, Runnable wake) {
      return spells.hold() ? new LaterWake(queueArn, wake) : queues.whenAvailable(queueArn, wake);
    }

    /** Begins to wait for messages when the spell has ended. */
    private final class LaterWake implements Wake {

      private final Timer spellEnds;
      private Wake ofQueue;

      LaterWake(String queueArn, Runnable wake) {
        long left = spells.endMicros() - loop.micros();
        this.spellEnds =
            loop.schedule(
                Duration.ofNanos(left * 1_000), () -> ofQueue = whenAvailable(queueArn, wake));
      }

      @Override
      public void cancel() {
        spellEnds.cancel();
        if (ofQueue != null) {
          ofQueue.cancel();
        }
      }
    }
  }
}
