package io.tributary.simulate.fault;

import io.tributary.simulate.Fault;
import java.util.List;

/** All faults there are. */
public final class Faults {

  /** In the order in which they are listed. */
  public static final List<Fault> ALL =
      List.of(
          new DuplicateDelivery(),
          new ReorderedDelivery(),
          new SnsDeliveryFails(),
          new PipeDies(),
          new PutEventsThrottled(),
          new PutEventsPartlyFails(),
          new RuleTargetDenied(),
          new RuleTargetThrottled(),
          new PolicyRemoved(),
          new ConsumerCrashes(),
          new ConsumerSlow(),
          new ConsumerOutlastsVisibility(),
          new ConsumerNeverDeletes(),
          new PoisonMessages(),
          new OversizedForTopic(),
          new OversizedOnTheWay(),
          new ClockSkew(),
          new SnsUnavailable(),
          new SqsUnavailable(),
          new EventBridgeUnavailable(),
          new PipesUnavailable(),
          new LogsUnavailable());

  private Faults() {}
}
