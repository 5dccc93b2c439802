package io.tributary.cli;

import java.util.concurrent.CountDownLatch;

/** What goes on until a person ends it. */
final class Serving {

  private Serving() {}

  /**
   * Waits for a signal, upon which the process closes what it serves and ends, with 128 plus the
   * signal's number as any process; or for the thread's interruption.
   */
  static void untilEnded(Runnable close) {
    Thread closing = new Thread(close, "closing");
    Runtime.getRuntime().addShutdownHook(closing);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Runtime.getRuntime().removeShutdownHook(closing);
    }
  }
}
