package io.tributary.cloud.sqs;

import io.tributary.cloud.sqs.MessageFlow.Receipt;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A receive that waits until there is a message, or its time is over. */
final class LongPoll implements Waiters.Waiter {

  private final Waiters waiters;
  private final Supplier<List<Receipt>> receive;
  private final CompletableFuture<List<Receipt>> answer = new CompletableFuture<>();
  private Timer end;

  private LongPoll(Waiters waiters, Supplier<List<Receipt>> receive) {
    this.waiters = waiters;
    this.receive = receive;
  }

  /** Waits in a queue; the answer is empty when no message came in time. */
  static CompletableFuture<List<Receipt>> start(
      EventLoop loop, Waiters waiters, int seconds, Supplier<List<Receipt>> receive) {
    LongPoll poll = new LongPoll(waiters, receive);
    poll.end = loop.schedule(Duration.ofSeconds(seconds), () -> poll.answer(List.of()));
    waiters.join(poll);
    return poll.answer;
  }

  @Override
  public void offered() {
    if (answer.isDone()) {
      leave();
      return;
    }
    List<Receipt> receipts = receive.get();
    if (!receipts.isEmpty()) {
      answer(receipts);
    }
  }

  @Override
  public void closed() {
    end.cancel();
    answer.completeExceptionally(SqsError.noSuchQueue());
  }

  private void answer(List<Receipt> receipts) {
    leave();
    answer.complete(receipts);
  }

  private void leave() {
    waiters.leave(this);
    end.cancel();
  }
}
