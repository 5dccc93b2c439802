package io.tributary.cloud.sqs;

import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A receive that waits until there is a message, its time is over, or its client gives up, which
 * ends the answer.
 */
final class LongPoll implements Waiters.Waiter {

  private final Supplier<ReceiveMessageResponse> receive;
  private final CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();

  private LongPoll(Supplier<ReceiveMessageResponse> receive) {
    this.receive = receive;
  }

  /**
   * Waits at a queue.
   *
   * @param receive tries to receive, possibly in vain
   */
  static CompletableFuture<ReceiveMessageResponse> start(
      EventLoop loop, Waiters waiters, int seconds, Supplier<ReceiveMessageResponse> receive) {
    LongPoll poll = new LongPoll(receive);
    Timer end =
        loop.schedule(
            Duration.ofSeconds(seconds),
            () -> poll.answer.complete(ReceiveMessageResponse.builder().build()));
    poll.answer.whenComplete(
        (response, failure) -> {
          waiters.leave(poll);
          end.cancel();
        });
    waiters.join(poll);
    return poll.answer;
  }

  @Override
  public void offered() {
    ReceiveMessageResponse response = receive.get();
    if (response.hasMessages()) {
      answer.complete(response);
    }
  }

  @Override
  public void closed() {
    answer.completeExceptionally(SqsError.noSuchQueue());
  }
}
