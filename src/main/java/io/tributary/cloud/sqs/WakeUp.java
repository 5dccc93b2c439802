package io.tributary.cloud.sqs;

/** A consumer inside the cloud that wants to be called once there is something to receive. */
record WakeUp(Waiters waiters, Runnable wake) implements Waiters.Waiter, Queues.Wake {

  static WakeUp start(Waiters waiters, Runnable wake) {
    WakeUp waiter = new WakeUp(waiters, wake);
    waiters.join(waiter);
    return waiter;
  }

  @Override
  public void offered() {
    waiters.leave(this);
    wake.run();
  }

  @Override
  public void closed() {
    wake.run();
  }

  @Override
  public void cancel() {
    waiters.leave(this);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
