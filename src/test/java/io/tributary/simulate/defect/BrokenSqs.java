package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.sqs.Queues;
import java.util.function.UnaryOperator;

/** Puts the same broken SQS before everybody who calls it in one cloud, one run after the other. */
final class BrokenSqs implements Wiring {

  private final UnaryOperator<Queues> broken;
  private Queues sound;
  private Queues changed;

  BrokenSqs(UnaryOperator<Queues> broken) {
    this.broken = broken;
  }

  @Override
  public Queues queues(Service caller, Queues sqs) {
    if (sqs != sound) {
      sound = sqs;
      changed = broken.apply(sqs);
    }
    return changed;
  }
}
