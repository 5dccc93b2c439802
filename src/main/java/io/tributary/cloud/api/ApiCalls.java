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

  /** Runs an operation that may answer later, as a long poll does. */
  public <T> CompletableFuture<T> answerLater(Supplier<CompletableFuture<T>> operation) {
    if (loop.inLoop()) {
      return started(operation);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(() -> startInto(answer, operation));
    return answer;
  }

  /** A bug of ours fails the call, too, so that nobody waits for ever; the loop hears of it. */
  private static <T> void startInto(
      CompletableFuture<T> answer, Supplier<CompletableFuture<T>> operation) {
    try {
      started(operation).whenComplete((result, failure) -> pass(answer, result, failure));
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

  private static <T> void pass(CompletableFuture<T> answer, T result, Throwable failure) {
    if (failure != null) {
      answer.completeExceptionally(failure);
    } else {
      answer.complete(result);
    }
  }
}
