package io.tributary.cloud.metrics;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.sqs.QueueDepth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what the journal tells, and how full the queues are, into the services' metrics. */
final class ServiceMetrics {

  static final long MINUTE_MICROS = 60_000_000L;

  /** AWS sends a queue's metrics for six hours after it was last used or held a message. */
  private static final int QUEUE_ACTIVE_MINUTES = 6 * 60;

  /** As which metrics each measure counts, by the measure's ordinal. */
  private static final ServiceMetric[][] MEASURED = new ServiceMetric[Measure.values().length][];

  static {
    as(Measure.SQS_QUEUE_CREATED); // it is a use of the queue, and no metric
    as(Measure.SQS_EMPTY_RECEIVE, ServiceMetric.SQS_EMPTY_RECEIVES);
    as(Measure.SQS_SENT_BYTES, ServiceMetric.SQS_SENT_SIZE);
    as(Measure.SNS_PUBLISHED_BYTES, ServiceMetric.SNS_PUBLISH_SIZE);
    as(Measure.SNS_FILTERED_NO_ATTRIBUTES, ServiceMetric.SNS_FILTERED_NO_ATTRIBUTES);
    as(Measure.SNS_FILTERED_ATTRIBUTES, ServiceMetric.SNS_FILTERED_ATTRIBUTES);
    as(Measure.SNS_FILTERED_INVALID_BODY, ServiceMetric.SNS_FILTERED_INVALID_BODY);
    as(Measure.SNS_FILTERED_BODY, ServiceMetric.SNS_FILTERED_BODY);
    as(Measure.SNS_NOT_DEAD_LETTERED, ServiceMetric.SNS_NOT_REDRIVEN);
    as(Measure.EVENTS_PUT_ENTRIES, ServiceMetric.EVENTS_PUT_ENTRIES);
    as(Measure.EVENTS_REFUSED_ENTRIES, ServiceMetric.EVENTS_REFUSED_ENTRIES);
    as(Measure.EVENTS_NOT_DEAD_LETTERED, ServiceMetric.EVENTS_NOT_SENT_TO_DLQ);
    as(Measure.PIPE_EVENTS, ServiceMetric.PIPES_EVENTS);
    as(Measure.PIPE_FAILED, ServiceMetric.PIPES_FAILED, ServiceMetric.PIPES_TARGET_FAILED);
    as(Measure.PIPE_PARTIALLY_FAILED, ServiceMetric.PIPES_PARTIALLY_FAILED);
    as(Measure.PIPE_THROTTLED, ServiceMetric.PIPES_THROTTLED);
    as(Measure.PIPE_MILLIS, ServiceMetric.PIPES_DURATION, ServiceMetric.PIPES_TARGET_DURATION);
  }

  private static void as(Measure measure, ServiceMetric... metrics) {
    MEASURED[measure.ordinal()] = metrics;
  }

  private final MetricStore store;

  /** The minute in which each queue was last seen in use. */
  private final Map<String, Long> queuesUsed = new HashMap<>();

  ServiceMetrics(MetricStore store) {
    this.store = store;
  }

  /** Counts a hop. Called for each hop of each event, so it makes nothing that is there already. */
  void hop(Hop hop, long minute) {
    boolean passed = hop.outcome() == Outcome.PASSED;
    switch (hop.step()) {
      case SQS_SEND -> count(passed, ServiceMetric.SQS_SENT, hop, minute);
      case SQS_RECEIVE -> count(passed, ServiceMetric.SQS_RECEIVED, hop, minute);
      case SQS_DELETE -> count(passed, ServiceMetric.SQS_DELETED, hop, minute);
      case SNS_PUBLISH -> count(passed, ServiceMetric.SNS_PUBLISHED, hop, minute);
      case SNS_DELIVER -> delivered(hop, minute);
      case RULE_MATCH -> {
        count(passed, ServiceMetric.EVENTS_TRIGGERED, hop, minute);
        count(passed, ServiceMetric.EVENTS_MATCHED, hop, minute);
      }
      case TARGET_DELIVER -> invoked(hop, minute);
      default -> {
        // The rest counts nowhere on AWS, or is measured.
      }
    }
  }

  private void count(boolean wanted, ServiceMetric metric, Hop hop, long minute) {
    if (wanted) {
      store.add(metric, hop.resource(), minute, 1);
    }
  }

  private void delivered(Hop hop, long minute) {
    boolean deadLettered = hop.outcome() == Outcome.DEAD_LETTERED;
    // A topic without subscriptions, where no one is the peer, delivers to nobody and fails not.
    boolean lost = hop.outcome() == Outcome.LOST && hop.peer() != null;
    count(hop.outcome() == Outcome.PASSED, ServiceMetric.SNS_DELIVERED, hop, minute);
    count(hop.outcome() == Outcome.FILTERED, ServiceMetric.SNS_FILTERED, hop, minute);
    count(deadLettered || lost, ServiceMetric.SNS_FAILED, hop, minute);
    count(deadLettered, ServiceMetric.SNS_REDRIVEN, hop, minute);
  }

  private void invoked(Hop hop, long minute) {
    boolean deadLettered = hop.outcome() == Outcome.DEAD_LETTERED;
    // A rule without targets, where no one is the peer, invokes nothing.
    boolean failed = deadLettered || hop.outcome() == Outcome.LOST && hop.peer() != null;
    boolean ended = failed || hop.outcome() == Outcome.PASSED;
    count(ended, ServiceMetric.EVENTS_INVOCATIONS, hop, minute);
    count(failed, ServiceMetric.EVENTS_FAILED, hop, minute);
    count(deadLettered, ServiceMetric.EVENTS_SENT_TO_DLQ, hop, minute);
  }

  /** Adds a measurement. */
  void measured(Measure what, String resource, double value, long minute) {
    for (ServiceMetric metric : MEASURED[what.ordinal()]) {
      store.add(metric, resource, minute, value);
    }
    if (what == Measure.SQS_QUEUE_CREATED) {
      queuesUsed.put(resource, minute);
    }
    if (what == Measure.PIPE_EVENTS) {
      store.add(ServiceMetric.PIPES_INVOCATIONS, resource, minute, 1);
      store.add(ServiceMetric.PIPES_TIMEOUT, resource, minute, 0); // nothing waits for its answer
    }
  }

  /**
   * Notes how full the queues are at the end of a minute, and forgets what is too old.
   *
   * @return whether any queue is in use
   */
  boolean sample(List<QueueDepth> queues, long minute) {
    boolean active = false;
    for (QueueDepth queue : queues) {
      if (inUse(queue, minute)) {
        active = true;
        sample(queue, minute);
      }
    }
    forgetDeleted(queues);
    store.forgetOld(minute);
    return active;
  }

  private boolean inUse(QueueDepth queue, long minute) {
    long used = queuesUsed.get(queue.arn());
    boolean now = !queue.isEmpty() || store.newestMinute(queue.arn()) >= minute;
    queuesUsed.put(queue.arn(), now ? minute : used);
    return now || minute - used < QUEUE_ACTIVE_MINUTES;
  }

  private void sample(QueueDepth queue, long minute) {
    String arn = queue.arn();
    store.add(ServiceMetric.SQS_VISIBLE, arn, minute, queue.visible());
    if (queue.inFlight() > 0) {
      store.add(ServiceMetric.SQS_NOT_VISIBLE, arn, minute, queue.inFlight());
    }
    if (queue.delayed() > 0) {
      store.add(ServiceMetric.SQS_DELAYED, arn, minute, queue.delayed());
    }
    if (queue.waitingSinceMicros() != Long.MAX_VALUE) {
      long age = (minute + 1) * MINUTE_MICROS - queue.waitingSinceMicros();
      store.add(ServiceMetric.SQS_OLDEST, arn, minute, age / 1_000_000);
    }
  }

  private void forgetDeleted(List<QueueDepth> queues) {
    if (queuesUsed.size() > queues.size()) {
      Set<String> left = queues.stream().map(QueueDepth::arn).collect(Collectors.toSet());
      queuesUsed.keySet().retainAll(left);
    }
  }
}
