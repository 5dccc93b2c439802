package io.tributary.simulate.fault;

import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.simulate.Injection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

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
    injection.eventBuses(events -> (caller, entries) -> put(injection, events, caller, entries));
  }

  private static List<PutResult> put(
      Injection injection, EventBuses events, Caller caller, List<EventEntry> entries) {
    long now = injection.loop().micros();
    List<EventEntry> taken = new ArrayList<>();
    List<Boolean> fails = new ArrayList<>();
    for (EventEntry entry : entries) {
      boolean strikes = injection.strikes(injection.event(entry.detail()), now);
      fails.add(strikes);
      if (!strikes) {
        taken.add(entry);
      }
    }
    Iterator<PutResult> results =
        (taken.isEmpty() ? List.<PutResult>of() : events.putEvents(caller, taken)).iterator();
    return fails.stream().map(failed -> failed ? FAILED : results.next()).toList();
  }
}
