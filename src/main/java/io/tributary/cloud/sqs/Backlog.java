package io.tributary.cloud.sqs;

import io.tributary.cloud.time.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one queue: visible, delayed or in flight.
 *
 * <p>Time moves messages on only when somebody looks; who has to be told at once sets a timer for
 * {@link #nextChangeMicros}. Messages are received in the order in which they became available, the
 * same ones in every run; AWS promises no order.
 */
final class Backlog {

  /**
   * How many messages may be in flight;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html ("about
   * 120,000").
   */
  static final int IN_FLIGHT_LIMIT = 120_000;

  /**
   * While there are no more than these, ids are kept as text: who receives one soon asks for it.
   */
  private static final int FEW = 100;

  private final EventLoop loop;
  private final long tag;
  private final MessageLine visible = new MessageLine(new MessageHeap.ByAvailability());
  private final MessageLine hidden = new MessageLine(new MessageHeap.ByAvailability());
  private final MessageLine all = new MessageLine(new MessageHeap.ByAge());

  /** The messages that were received at least once here, by the handle of their newest receipt. */
  private final Map<String, Message> received = new HashMap<>();

  private long numbers;
  private int inFlight;

  /**
   * No messages.
   *
   * @param tag of their queue, for their receipt handles
   */
  Backlog(EventLoop loop, long tag) {
    this.loop = loop;
    this.tag = tag;
  }

  /** Takes a message in, to be received from the given time on. */
  void add(Message message, long availableMicros) {
    message.number = ++numbers;
    message.arrivedMicros = loop.micros();
    message.availableMicros = availableMicros;
    boolean now = availableMicros <= loop.micros();
    message.state = now ? Message.State.VISIBLE : Message.State.DELAYED;
    (now ? visible : hidden).add(message);
    all.add(message);
    if (all.size() > FEW) {
      message.letIdGo();
    }
  }

  /** Whether a receive would find something that it may hand out or move. */
  boolean receivable() {
    settle();
    return visible.size() > 0 && inFlight < IN_FLIGHT_LIMIT;
  }

  boolean inFlightLimitReached() {
    settle();
    return inFlight >= IN_FLIGHT_LIMIT;
  }

  /** The next visible message; null when there is none. */
  Message firstVisible() {
    settle();
    return visible.first();
  }

  /** Hands a visible message out: counts the receive, names it by a handle, and hides it. */
  void receive(Message message, long visibilityMicros) {
    long now = loop.micros();
    message.receiveCount++;
    message.receivedMicros = now;
    if (message.receiveCount == 1) {
      message.firstReceivedMillis = now / 1_000;
    }
    received.remove(message.receiptHandle);
    message.receiptHandle = ReceiptHandle.of(tag, message.number, message.receiveCount);
    received.put(message.receiptHandle, message);
    hide(message, now + visibilityMicros);
  }

  /** The message of a receipt, if it is still here and was not received again since; else null. */
  Message ofReceipt(String handle) {
    return received.get(handle);
  }

  /** Hides a received message until a time; a time that has come makes it visible. */
  void hide(Message message, long untilMicros) {
    settle();
    leave(message);
    message.availableMicros = untilMicros;
    if (untilMicros <= loop.micros()) {
      message.state = Message.State.VISIBLE;
      visible.add(message);
    } else {
      message.state = Message.State.IN_FLIGHT;
      inFlight++;
      hidden.add(message);
    }
  }

  void remove(Message message) {
    leave(message);
    all.remove(message);
    received.remove(message.receiptHandle);
    message.receiptHandle = null;
  }

  /** The message sent first; null when the queue is empty. */
  Message oldest() {
    return all.first();
  }

  /**
   * When the message arrived that waits longest, of those received fewer times here than given, in
   * microseconds since 1970; {@link Long#MAX_VALUE} when there is none. Costs a look at each.
   */
  long longestWaitingSince(int receives) {
    return all.least(
        message -> message.arrivedMicros,
        message -> message.receiveCount - message.receivedElsewhere < receives);
  }

  /** When the next hidden message will be visible; {@link Long#MAX_VALUE} when none is hidden. */
  long nextChangeMicros() {
    settle();
    return hidden.size() == 0 ? Long.MAX_VALUE : hidden.first().availableMicros;
  }

  int visible() {
    settle();
    return visible.size();
  }

  int inFlight() {
    settle();
    return inFlight;
  }

  int delayed() {
    settle();
    return hidden.size() - inFlight;
  }

  /** The messages sent first, so many at most. */
  List<Message> oldest(int most) {
    settle();
    return all.first(most);
  }

  List<Message> byAge() {
    settle();
    return all.first(all.size());
  }

  private void settle() {
    long now = loop.micros();
    for (Message due = hidden.first();
        due != null && due.availableMicros <= now;
        due = hidden.first()) {
      leave(due);
      due.state = Message.State.VISIBLE;
      visible.add(due);
    }
  }

  private void leave(Message message) {
    (message.state == Message.State.VISIBLE ? visible : hidden).remove(message);
    if (message.state == Message.State.IN_FLIGHT) {
      inFlight--;
    }
  }
}
