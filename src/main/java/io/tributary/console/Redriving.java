package io.tributary.console;

import io.tributary.cloud.sqs.QueueView;
import io.tributary.local.LocalServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** Moves dead letters back, as the deploying user, by SQS's message move tasks. */
final class Redriving {

  /** A task that takes longer goes on by itself; the page is told how far it has come. */
  private static final int MOST_LOOKS = 50;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final LocalServer server;

  Redriving(LocalServer server) {
    this.server = server;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.post("api/queues/*/redrive", this::redrive));
  }

  /** Where to; null for where each message came from. */
  private record Wish(String destination) {}

  /**
   * What came of it.
   *
   * @param moved how many messages so far
   * @param status SQS's; {@code RUNNING} when the task goes on
   */
  private record Moved(long moved, String status) {}

  private CompletableFuture<?> redrive(Request request) {
    Wish wish = request.body(Wish.class);
    QueueView source = QueuePages.queue(server, request.variable());
    String destination =
        wish.destination() == null ? null : QueuePages.queue(server, wish.destination()).arn();
    SqsAsyncClient sqs = server.cloud().client(SqsAsyncClient.class, server.user());
    CompletableFuture<Moved> moved = new CompletableFuture<>();
    return sqs.startMessageMoveTask(it -> it.sourceArn(source.arn()).destinationArn(destination))
        .thenCompose(
            started -> {
              look(sqs, source, MOST_LOOKS, moved);
              return moved;
            });
  }

  private void look(
      SqsAsyncClient sqs, QueueView source, int looks, CompletableFuture<Moved> moved) {
    sqs.listMessageMoveTasks(it -> it.sourceArn(source.arn()))
        .whenComplete(
            (tasks, failure) -> {
              if (failure != null) {
                moved.completeExceptionally(failure);
              } else if (!judge(tasks.results().get(0), looks == 0, moved)) {
                server
                    .serverLoop()
                    .schedule(BETWEEN_LOOKS, () -> look(sqs, source, looks - 1, moved));
              }
            });
  }

  /** Tells what came of a task, unless it is to be looked at again. */
  private static boolean judge(
      ListMessageMoveTasksResultEntry task, boolean last, CompletableFuture<Moved> moved) {
    if (task.status().equals("FAILED")) {
      return moved.completeExceptionally(
          Refusal.conflict(
              "after %s messages the move failed: %s"
                  .formatted(task.approximateNumberOfMessagesMoved(), task.failureReason())));
    }
    return (last || !task.status().equals("RUNNING"))
        && moved.complete(new Moved(task.approximateNumberOfMessagesMoved(), task.status()));
  }
}
