package io.tributary.simulate;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.fault.QueuesBetween;

/** EventBridge takes it that the queue of the purchases has what it was never sent. */
final class ForgetsPurchases implements Fault {

  private final int oneIn;

  /** Forgets one event in so many. */
  ForgetsPurchases(int oneIn) {
    this.oneIn = oneIn;
  }

  @Override
  public String name() {
    return "forgets-purchases";
  }

  @Override
  public String description() {
    return "EventBridge does not send to the queue of the purchases";
  }

  @Override
  public double defaultRate() {
    return 1;
  }

  @Override
  public void inject(Injection injection) {
    injection.queues(Service.EVENTS, Forgetting::new);
  }

  private final class Forgetting extends QueuesBetween {

    Forgetting(Queues sqs) {
      super(sqs);
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      return queueArn.endsWith("purchase-events") && Workload.event(message.body()) % oneIn == 0
          ? "forgotten"
          : super.send(caller, queueArn, message);
    }
  }
}
