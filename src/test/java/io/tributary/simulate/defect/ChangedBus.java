package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.events.EventBuses;
import java.util.function.UnaryOperator;

/** A cloud with another EventBridge. */
record ChangedBus(UnaryOperator<EventBuses> change) implements Wiring {

  @Override
  public EventBuses eventBuses(Service caller, EventBuses events) {
    return change.apply(events);
  }
}
