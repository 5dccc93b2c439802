package io.tributary.simulate.fault;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.Timer;
import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Hands some received messages out later than SQS did, or once more. */
final class LateMessages extends QueuesBetween {

  /** Decides about each received message. */
  private interface Lateness {
    /** How many microseconds later it comes; negative to leave it alone. */
    long micros(String queueArn, QueuedMessage message);
  }

  private record Late(QueuedMessage message, long dueMicros, long order) {}

  private final EventLoop loop;
  private final Lateness lateness;
  private final boolean twice;
  private final Map<String, PriorityQueue<Late>> late = new LinkedHashMap<>();
  private long order;

  /**
   * Stands before SQS.
   *
   * @param twice whether a late message also comes in time
   */
  private LateMessages(EventLoop loop, Queues queues, boolean twice, Lateness lateness) {
    super(queues);
    this.loop = loop;
    this.twice = twice;
    this.lateness = lateness;
  }

  /** Messages that the fault strikes come later, at most by so much. */
  static Queues later(Injection injection, Queues queues, int latestMicros) {
    return new LateMessages(injection.loop(), queues, false, drawn(injection, latestMicros));
  }

  /** Messages that the fault strikes come in time and once more, later by at most so much. */
  static Queues again(Injection injection, Queues queues, int latestMicros) {
    return new LateMessages(injection.loop(), queues, true, drawn(injection, latestMicros));
  }

  /**
   * Keyed by event, queue and receive count, which stay when other events are left out. The faults
   * of the run do not stop before the message has come.
   */
  private static Lateness drawn(Injection injection, int latestMicros) {
    return (queueArn, message) -> {
      int event = injection.event(message.body());
      long receive = receiveKey(queueArn, message);
      if (!injection.strikes(event, receive)) {
        return -1;
      }
      int micros = injection.chance().at(event).below(latestMicros, receive);
      injection.holdUntil(injection.loop().micros() + micros);
      return micros;
    };
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    PriorityQueue<Late> waiting = waiting(queueArn);
    List<QueuedMessage> batch = new ArrayList<>(max);
    while (batch.size() < max && isDue(waiting.peek())) {
      batch.add(waiting.poll().message());
    }
    if (batch.size() < max) {
      for (QueuedMessage message :
          queues.receive(caller, queueArn, max - batch.size(), visibilitySeconds)) {
        if (inTime(queueArn, message, waiting)) {
          batch.add(message);
        }
      }
    }
    return batch;
  }

  private boolean inTime(String queueArn, QueuedMessage message, PriorityQueue<Late> waiting) {
    long micros = lateness.micros(queueArn, message);
    if (micros < 0) {
      return true;
    }
    waiting.add(new Late(message, loop.micros() + micros, order++));
    return twice;
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    Late next = waiting(queueArn).peek();
    return next == null
        ? queues.whenAvailable(queueArn, wake)
        : new EitherWake(queueArn, next.dueMicros(), wake);
  }

  private PriorityQueue<Late> waiting(String queueArn) {
    return late.computeIfAbsent(
        queueArn,
        arn ->
            new PriorityQueue<>(
                Comparator.comparingLong(Late::dueMicros).thenComparingLong(Late::order)));
  }

  private boolean isDue(Late next) {
    return next != null && next.dueMicros() <= loop.micros();
  }

  /** Wakes once: for what SQS has, or for what is late here. */
  private final class EitherWake implements Wake {

    private final Runnable wake;
    private final Wake ofQueue;
    private final Timer ofLate;

    EitherWake(String queueArn, long dueMicros, Runnable wake) {
      this.wake = wake;
      this.ofQueue = queues.whenAvailable(queueArn, this::wakeUp);
      long left = Math.max(0, dueMicros - loop.micros());
      this.ofLate = loop.schedule(Duration.ofNanos(left * 1_000), this::wakeUp);
    }

    private void wakeUp() {
      cancel();
      wake.run();
    }

    @Override
    public void cancel() {
      ofQueue.cancel();
      ofLate.cancel();
    }
  }
}
