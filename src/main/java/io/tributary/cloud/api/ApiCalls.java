package io.tributary.cloud.api;

import io.tributary.cloud.time.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings the calls of API clients onto the loop: at once when the client already runs there, as the
 * gateway does, else as a task.
 */
public final class ApiCalls {

  private final EventLoop loop;

  public ApiCalls(EventLoop loop) {
    this.loop = loop;
  }

  /** Runs an operation that answers at once; what it throws, the future fails with. */
  public <T> CompletableFuture<T> answer(Supplier<T> operation) {
    return answerLater(() -> CompletableFuture.completedFuture(operation.get()));
  }

  /**
   * Runs an operation that may answer later, as a long poll does. Who ends the answer first, for
   * example by cancelling it, has given the call up: it is not begun any more, or what it waits for
   * is cancelled, on the loop.
   */
  public <T> CompletableFuture<T> answerLater(Supplier<CompletableFuture<T>> operation) {
    if (loop.inLoop()) {
      return started(operation);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(() -> startInto(answer, operation));
    return answer;
  }

  /** A bug of ours fails the call, too, so that nobody waits for ever; the loop hears of it. */
  private <T> void startInto(
      CompletableFuture<T> answer, Supplier<CompletableFuture<T>> operation) {
    if (answer.isDone()) {
      return;
    }
    try {
      CompletableFuture<T> started = started(operation);
      started.whenComplete((result, failure) -> pass(answer, result, failure));
      if (!started.isDone()) {
        answer.whenComplete((result, failure) -> giveUp(started));
      }
    } catch (RuntimeException | Error bug) {
      answer.completeExceptionally(bug);
      throw bug;
    }
  }

  private static <T> CompletableFuture<T> started(Supplier<CompletableFuture<T>> operation) {
    try {
      return operation.get();
    } catch (SdkException | UnsupportedOperationException mistake) {
      return CompletableFuture.failedFuture(mistake);
    }
  }

  /** Whoever ended the answer may be on any thread; nothing is left to do if the operation did. */
  private void giveUp(CompletableFuture<?> started) {
    if (!started.isDone()) {
      loop.execute(() -> started.cancel(false));
    }
  }

  private static <T> void pass(CompletableFuture<T> answer, T result, Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else {
      answer.complete(result);
    }
  }
}
