package io.tributary.cloud.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Stands between a service and its loop, and passes on whatever is not overruled. */
public abstract class EventLoopBetween implements EventLoop {

  /** The loop itself, or the next that stands between. */
  protected final EventLoop loop;

  protected EventLoopBetween(EventLoop loop) {
    this.loop = loop;
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
  public RandomSource random() {
    return loop.random();
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
