package io.tributary.simulate.fault;

import io.tributary.simulate.Fault;
import java.util.List;

/** All faults there are. */
public final class Faults {

  /** In the order in which they are listed. */
  public static final List<Fault> ALL = List.of(new PutEventsThrottled());

  private Faults() {}
}
