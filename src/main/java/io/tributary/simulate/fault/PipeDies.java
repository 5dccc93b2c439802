package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import java.util.List;

/**
 * What polls for a pipe dies after PutEvents has taken a batch and before it is deleted from the
 * queue; another takes over, and the batch comes again.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
public final class PipeDies extends NamedFault {

  public PipeDies() {
    super("pipe-dies", "a pipe dies between PutEvents and DeleteMessage", 0.01);
  }

  @Override
  public void inject(Injection injection) {
    Deaths deaths = new Deaths(injection);
    injection.eventBuses(events -> (caller, entries) -> deaths.put(events, caller, entries));
    injection.queues(Service.PIPES, queues -> new Between(queues, deaths));
  }

  /** A pipe deletes in the moment in which it has put; who died in this moment does not. */
  private static final class Deaths {

    private final Injection injection;
    private final Attempts attempts;
    private long micros = -1;
    private String pipe;

    Deaths(Injection injection) {
      this.injection = injection;
      this.attempts = new Attempts(injection);
    }

    List<PutResult> put(EventBuses events, Caller caller, List<EventEntry> entries) {
      List<PutResult> results = events.putEvents(caller, entries);
      int event = injection.event(entries.get(0).detail());
      String caught = caller.principal().arn();
      if (injection.strikes(event, attempts.next(event, caught))) {
        micros = injection.loop().micros();
        pipe = caught;
      }
      return results;
    }

    boolean isDead(Caller caller) {
      return micros == injection.loop().micros() && caller.principal().arn().equals(pipe);
    }
  }

  private static final class Between extends QueuesBetween {

    private final Deaths deaths;

    Between(Queues queues, Deaths deaths) {
      super(queues);
      this.deaths = deaths;
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      if (!deaths.isDead(caller)) {
        queues.delete(caller, queueArn, receiptHandle);
      }
    }
  }
}
