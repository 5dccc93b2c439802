package io.tributary.cli.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What was made at an endpoint, to be removed when this is closed, the newest first; at an endpoint
 * that lasts, also when the process is ended before, as by Ctrl-C.
 */
final class Removals implements AutoCloseable {

  private final Target target;
  private final Deque<Runnable> removals = new ArrayDeque<>();
  private final Thread atEnd = new Thread(this::removeAtEnd, "removing");
  private boolean ending;
  private SdkClientException unanswered;

  Removals(Target target) {
    this.target = target;
    if (target.lasting()) {
      Runtime.getRuntime().addShutdownHook(atEnd);
    }
  }

  synchronized void add(Runnable removal) {
    removals.push(removal);
  }

  /**
   * Makes something; the process does not end between that and its removal's being known.
   *
   * @throws IllegalStateException if the process is ending: nobody would remove it
   */
  synchronized <T> T make(Supplier<T> making, Consumer<T> removal) {
    if (ending) {
      throw new IllegalStateException("the process is ending");
    }
    try {
      T made = making.get();
      removals.push(() -> removal.accept(made));
      return made;
    } catch (SdkClientException lost) {
      unanswered = lost; // it may have been made nevertheless
      throw lost;
    }
  }

  /** Closes after a failure, which is told first, and what could not be removed with it. */
  void closeAfter(Exception failure) {
    try {
      close();
    } catch (RemovalException left) {
      failure.addSuppressed(left);
    }
  }

  /**
   * Removes all that can be removed.
   *
   * @throws RemovalException if something could not, or the making of something was not answered
   */
  @Override
  public void close() {
    try {
      removeAll();
    } finally {
      if (target.lasting()) {
        needNoHook();
      }
    }
  }

  private void needNoHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException processIsEnding) {
      awaitEnd();
    }
  }

  /** Who goes on would tell of failures that come of the removal, which is under way elsewhere. */
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeAtEnd() {
    try {
      removeAll();
    } catch (RemovalException left) {
      System.err.println("tributary: " + left.getMessage());
    }
  }

  private synchronized void removeAll() {
    ending = true;
    RuntimeException failure = unanswered;
    boolean answers = unanswered == null;
    while (!removals.isEmpty()) {
      try {
        removals.pop().run();
        answers = true;
      } catch (SdkClientException unreachable) {
        failure = unreachable;
        if (!answers) {
          removals.clear(); // nor would the rest be removed, after as long a wait each
        }
        answers = false;
      } catch (RuntimeException failed) {
        failure = failure == null ? failed : failure;
        answers = true;
      }
    }
    if (failure != null) {
      throw new RemovalException(target.endpoint(), failure);
    }
  }
}
