package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.RandomSource;
import io.tributary.cloud.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A service whose source of ids now and then begins anew with the same seed. */
record ReusedIds(Wiring.Service service) implements Wiring {

  private static final int DRAWS = 100;

  @Override
  public EventLoop clock(Service asking, EventLoop loop) {
    return asking == service ? new Forgetful(loop) : loop;
  }

  private static final class Forgetful implements EventLoop {

    private final EventLoop loop;
    private RandomSource random = new RandomSource(1);
    private int draws;

    Forgetful(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public RandomSource random() {
      if (++draws % DRAWS == 0) {
        random = new RandomSource(1);
      }
      return random;
    }

    @Override
    public long micros() {
      return loop.micros();
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return loop.schedule(delay, task);
    }

    @Override
    public boolean inLoop() {
      return loop.inLoop();
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
      return loop.await(future);
    }
  }
}
