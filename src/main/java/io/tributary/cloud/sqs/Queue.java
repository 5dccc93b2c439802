package io.tributary.cloud.sqs;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** One standard queue: its names, attributes, tags, messages and those who wait for some. */
final class Queue {

  /**
   * How many of its newest message move tasks are remembered, as many as AWS lists;
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html
   */
  static final int MOVE_TASKS_KEPT = 10;

  private final EventLoop loop;
  private final String name;
  private final String arn;
  private final long tag;
  private final long createdSeconds;
  private final Map<String, String> tags = new TreeMap<>();
  private final Backlog backlog;
  private final Waiters waiters;
  private final Retention retention;
  private final Deque<MoveTask> moveTasks = new ArrayDeque<>();
  private QueueAttributes attributes;
  private long modifiedSeconds;
  private Long purgedMicros;

  /**
   * An empty queue.
   *
   * @param tag tells its receipt handles from those of other queues
   */
  Queue(EventLoop loop, String name, String arn, long tag, Retention.Expiry expiry) {
    this.loop = loop;
    this.name = name;
    this.arn = arn;
    this.tag = tag;
    this.attributes = QueueAttributes.defaults(arn);
    this.createdSeconds = loop.millis() / 1_000;
    this.modifiedSeconds = createdSeconds;
    this.backlog = new Backlog(loop, tag);
    this.waiters = new Waiters(loop, backlog);
    this.retention = new Retention(loop, this, expiry);
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  long tag() {
    return tag;
  }

  Map<String, String> tags() {
    return tags;
  }

  Backlog backlog() {
    return backlog;
  }

  Waiters waiters() {
    return waiters;
  }

  /** The tasks that move messages out of here, newest first. */
  Collection<MoveTask> moveTasks() {
    return moveTasks;
  }

  void addMoveTask(MoveTask task) {
    moveTasks.addFirst(task);
    if (moveTasks.size() > MOVE_TASKS_KEPT) {
      moveTasks.removeLast();
    }
  }

  /** Whether the other queue is this one's dead-letter queue. */
  boolean deadLettersGoTo(Queue other) {
    RedrivePolicy policy = attributes.redrivePolicy();
    return policy != null && policy.deadLetterTargetArn().equals(other.arn);
  }

  QueueAttributes attributes() {
    return attributes;
  }

  long createdSeconds() {
    return createdSeconds;
  }

  long modifiedSeconds() {
    return modifiedSeconds;
  }

  /** Sets attributes, which take effect at once. */
  void attributes(QueueAttributes changed) {
    attributes = changed;
    modifiedSeconds = loop.millis() / 1_000;
    retention.changed();
    waiters.changed();
  }

  /** Takes a message in. */
  void add(Message message, int delaySeconds) {
    backlog.add(message, loop.micros() + delaySeconds * 1_000_000L);
    retention.changed();
    waiters.changed();
  }

  /** Hides a received message, or shows it again when the seconds are 0. */
  void hide(Message message, int seconds) {
    backlog.hide(message, loop.micros() + seconds * 1_000_000L);
    waiters.changed();
  }

  void remove(Message message) {
    boolean atLimit = backlog.inFlightLimitReached();
    backlog.remove(message);
    if (atLimit) {
      waiters.changed();
    }
  }

  /** Notes a purge; false when the last one was less than 60 seconds ago. */
  boolean beginPurge() {
    long now = loop.micros();
    if (purgedMicros != null && now - purgedMicros < 60_000_000L) {
      return false;
    }
    purgedMicros = now;
    return true;
  }

  /** Ends all that still waits for time to pass. */
  void close() {
    retention.close();
    waiters.close();
  }
}
