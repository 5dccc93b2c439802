package io.tributary.cloud.sqs;

import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import java.time.Duration;

/**
 * Ends the stay of a queue's messages when their retention is over, in flight or not. It counts
 * from when they were first sent, also in a dead-letter queue. One timer a queue, set for the
 * oldest message.
 */
final class Retention {

  /** What happens to a message whose retention is over. */
  interface Expiry {
    void expired(Queue queue, Message message);
  }

  private final EventLoop loop;
  private final Queue queue;
  private final Expiry expiry;
  private Timer timer;
  private long timerMicros;

  Retention(EventLoop loop, Queue queue, Expiry expiry) {
    this.loop = loop;
    this.queue = queue;
    this.expiry = expiry;
  }

  /** To be told when messages came or the retention period changed. */
  void changed() {
    Message oldest = queue.backlog().oldest();
    if (oldest == null) {
      return;
    }
    long due = endMicros(oldest);
    if (timer == null || due < timerMicros) {
      close();
      timerMicros = due;
      timer = loop.schedule(Duration.ofNanos((due - loop.micros()) * 1_000), this::expire);
    }
  }

  void close() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void expire() {
    timer = null;
    long now = loop.micros();
    for (Message oldest = queue.backlog().oldest();
        oldest != null && endMicros(oldest) <= now;
        oldest = queue.backlog().oldest()) {
      queue.remove(oldest);
      expiry.expired(queue, oldest);
    }
    changed();
  }

  private long endMicros(Message message) {
    return message.sentMillis * 1_000 + queue.attributes().retentionSeconds() * 1_000_000L;
  }
}
