package io.tributary.local;

import com.pulumi.core.internal.ContextAwareCompletableFuture;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentImpl.DeploymentState;
import com.pulumi.deployment.internal.DeploymentInternal;
import com.pulumi.deployment.internal.EngineLogger;
import com.pulumi.deployment.internal.Runner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs a Pulumi program until all of its tasks have ended, or one has failed. Pulumi's own runner
 * goes through the open tasks over and over, and writes all of them out each time for a log that
 * nobody reads; this one counts them.
 */
public final class TaskRunner implements Runner {

  private final EngineLogger logger;

  /** The program itself, which may make tasks of its own, is the first. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private TaskRunner(EngineLogger logger) {
    this.logger = logger;
  }

  /** Pulumi's deployment, with this as its runner. */
  public static DeploymentInternal deployment(DeploymentState state) {
    state.runner = new TaskRunner(state.logger);
    return new DeploymentImpl(state);
  }

  @Override
  public <T> void registerTask(String description, CompletableFuture<T> task) {
    open.incrementAndGet();
    endWith(task);
  }

  private void endWith(CompletableFuture<?> task) {
    task.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            ended.completeExceptionally(failure);
          } else if (open.decrementAndGet() == 0) {
            ended.complete(null);
          }
        });
  }

  @Override
  public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> program) {
    CompletableFuture<T> running = ContextAwareCompletableFuture.supplyAsync(program);
    endWith(running);
    return ended.handle(
        (all, failure) -> failure == null ? done(running.join()) : failed(cause(failure)));
  }

  private <T> Result<T> done(T result) {
    return new Ended<>(
        logger.hasLoggedErrors()
            ? ProcessExitedBeforeLoggingUserActionableMessage
            : ProcessExitedSuccessfully,
        List.of(),
        Optional.of(result));
  }

  private static <T> Result<T> failed(Exception failure) {
    return new Ended<>(
        ProcessExitedAfterLoggingUserActionableMessage, List.of(failure), Optional.empty());
  }

  /** What a task failed with; an error, which is no exception, stays in one. */
  private static Exception cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() instanceof Exception deeper) {
      cause = deeper;
    }
    return cause instanceof Exception exception ? exception : new CompletionException(cause);
  }

  /** Pulumi keeps the constructor of results to itself and those who extend them. */
  private static final class Ended<T> extends Result<T> {

    Ended(int exitCode, List<Exception> exceptions, Optional<T> result) {
      super(exitCode, exceptions, result);
    }
  }
}
