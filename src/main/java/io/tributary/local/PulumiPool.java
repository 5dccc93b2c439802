package io.tributary.local;

import com.pulumi.test.TestResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JVM's common pool, on which Pulumi's test runtime works. */
public final class PulumiPool {

  private static final long WAKE_MILLIS = 5;

  private PulumiPool() {}

  /**
   * Waits for a program's result. Until all is done, one thread of the pool looks for open tasks
   * without pause, over and over, and what that same thread had put off before can only be stolen
   * by another one; which may sleep, since the pool wakes nobody for a queue that is never empty. A
   * program that ends with an error was seen to hang so for ever. Handing the pool a task wakes it.
   */
  public static TestResult await(CompletableFuture<TestResult> result) {
    while (true) {
      try {
        return result.get(WAKE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        wake();
      } catch (ExecutionException failed) {
        throw new CompletionException(failed.getCause());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new ProgramException(List.of("the recording was interrupted"), stopped);
      }
    }
  }

  /** Hands the pool a task that does nothing. */
  public static void wake() {
    ForkJoinPool.commonPool().execute(() -> {});
  }
}
