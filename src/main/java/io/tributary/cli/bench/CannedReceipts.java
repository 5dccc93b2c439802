package io.tributary.cli.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Receipts from a server that always answers with the same ten events, each of which counts. Such a
 * server never lets a consumer wait, so that here consumers ask only for what was published.
 */
final class CannedReceipts extends Receipts {

  private static final int ANSWERED = 10;

  private final Semaphore arrived = new Semaphore(0);

  CannedReceipts() {
    super(0);
  }

  @Override
  void published(int events) {
    super.published(events);
    arrived.release(events);
  }

  @Override
  boolean mayReceive() throws InterruptedException {
    return arrived.tryAcquire(ANSWERED, 1, TimeUnit.SECONDS);
  }

  @Override
  boolean isNew(long number) {
    return true;
  }

  @Override
  boolean isMissing() {
    return lost() >= ANSWERED;
  }
}
