package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.EventLoopBetween;
import io.tributary.cloud.time.RandomSource;

/** A service whose source of ids now and then begins anew with the same seed. */
record ReusedIds(Wiring.Service service) implements Wiring {

  private static final int DRAWS = 100;

  @Override
  public EventLoop clock(Service asking, EventLoop loop) {
    return asking == service ? new Forgetful(loop) : loop;
  }

  private static final class Forgetful extends EventLoopBetween {

    private RandomSource random = new RandomSource(1);
    private int draws;

    Forgetful(EventLoop loop) {
      super(loop);
    }

    @Override
    public RandomSource random() {
      if (++draws % DRAWS == 0) {
        random = new RandomSource(1);
      }
      return random;
    }
  }
}
