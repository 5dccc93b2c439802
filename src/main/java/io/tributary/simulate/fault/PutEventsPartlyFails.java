package io.tributary.simulate.fault;

import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.simulate.Injection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * EventBridge takes some entries of a PutEvents call and fails on others; the call as a whole
 * succeeds.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
public final class PutEventsPartlyFails extends NamedFault {

  private static final PutResult FAILED =
      new PutResult(null, "InternalFailure", "Internal Service Failure");

  public PutEventsPartlyFails() {
    super("put-events-partly-fails", "EventBridge fails on an entry of a PutEvents call", 0.01);
  }

  @Override
  public void inject(Injection injection) {
    Attempts attempts = new Attempts(injection);
    injection.eventBuses(
        events ->
            (caller, entries) ->
                put(events, caller, entries, entry -> fails(injection, attempts, caller, entry)));
  }

  private static boolean fails(
      Injection injection, Attempts attempts, Caller caller, EventEntry entry) {
    int event = injection.event(entry.detail());
    return injection.strikes(event, attempts.next(event, caller.principal().arn()));
  }

  private static List<PutResult> put(
      EventBuses events, Caller caller, List<EventEntry> entries, Predicate<EventEntry> strikes) {
    List<EventEntry> taken = new ArrayList<>();
    List<Boolean> fails = new ArrayList<>();
    for (EventEntry entry : entries) {
      boolean struck = strikes.test(entry);
      fails.add(struck);
      if (!struck) {
        taken.add(entry);
      }
    }
    Iterator<PutResult> results =
        (taken.isEmpty() ? List.<PutResult>of() : events.putEvents(caller, taken)).iterator();
    return fails.stream().map(failed -> failed ? FAILED : results.next()).toList();
  }
}
